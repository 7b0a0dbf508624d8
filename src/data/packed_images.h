#pragma once

#include <cstdint>
#include <opencv2/core.hpp>
#include <string>
#include <string_view>

namespace leakygan {

// Files that hold many raw images of one size, without a header for each.
enum class PackKind : std::uint8_t {
  none,
  cifar10,   // label, then 32 x 32 red, green and blue planes
  cifar100,  // coarse and fine label before them
  idx,       // of MNIST: 8-bit, three dimensions [N, H, W]
};

struct Pack {
  PackKind kind = PackKind::none;
  std::uint32_t images = 0;
  std::int64_t height = 0;
  std::int64_t width = 0;
};

// What a file is by its name, its whole size in bytes and its first 16 bytes; kind none when it is
// no pack. Throws Error that says only what is wrong when it is one for certain but cut off.
Pack recognise_pack(std::string_view name, std::uint64_t size, std::string_view beginning);

// Throws Error (only what is wrong) when the whole file's content is not what the pack says.
void check_pack(const Pack& pack, std::string_view bytes);

// Image `index` < pack.images of a checked file: 8-bit BGR or grey, memory of its own.
cv::Mat packed_image(const Pack& pack, std::string_view bytes, std::uint32_t index);

// The bytes of that image in the file: what it is told apart from others by.
std::string_view packed_bytes(const Pack& pack, std::string_view bytes, std::uint32_t index);

// Its label as text, "7"; the fine one of CIFAR-100; empty for idx files, whose labels are
// elsewhere.
std::string packed_label(const Pack& pack, std::string_view bytes, std::uint32_t index);

}  // namespace leakygan
