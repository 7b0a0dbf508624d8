#include "data/packed_images.h"

#include <array>
#include <cassert>
#include <cstddef>
#include <limits>
#include <opencv2/core.hpp>
#include <optional>

#include "data/byte_reader.h"
#include "data/file_kind.h"
#include "support/error.h"
#include "support/text.h"

namespace leakygan {
namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t kCifarSide = 32;

// How one kind of file is laid out: a header, then for each image its labels and its pixels.
struct Layout {
  std::uint64_t header;
  std::uint64_t labels;
  std::uint64_t pixels;

  std::uint64_t record() const { return labels + pixels; }
  std::uint64_t size(std::uint64_t images) const { return header + images * record(); }
};

// CIFAR's page (Krizhevsky), "Binary version"; MNIST's page (LeCun), "File formats".
constexpr Layout kCifar10 = {0, 1, 3 * kCifarSide* kCifarSide};
constexpr Layout kCifar100 = {0, 2, 3 * kCifarSide* kCifarSide};
constexpr std::uint64_t kIdxHeader = 16;

Layout layout_of(const Pack& pack) {
  assert(pack.kind != PackKind::none);
  if (pack.kind == PackKind::cifar10) return kCifar10;
  if (pack.kind == PackKind::cifar100) return kCifar100;
  return {kIdxHeader, 0, static_cast<std::uint64_t>(pack.height * pack.width)};
}

std::optional<Pack> idx_header(std::string_view beginning) {
  constexpr std::uint32_t kLongestSide = 4096;
  const ByteReader reader(beginning);
  const auto images = reader.u32(4);
  const auto height = reader.u32(8);
  const auto width = reader.u32(12);
  if (!beginning.starts_with("\0\0\x08\x03"sv) || !width || *images == 0) return std::nullopt;
  const auto plausible = [](std::uint32_t side) { return side >= 1 && side <= kLongestSide; };
  if (!plausible(*height) || !plausible(*width)) return std::nullopt;
  return Pack{PackKind::idx, *images, *height, *width};
}

void check_idx_size(const Pack& pack, std::uint64_t size) {
  const Layout layout = layout_of(pack);
  const std::uint64_t promised = layout.size(pack.images);
  if (size == promised) return;
  const std::string promise = "its idx header promises " + count_text(std::uint64_t{pack.images}) +
                              (pack.images == 1 ? " image of " : " images of ") +
                              std::to_string(pack.width) + " x " + std::to_string(pack.height) +
                              " and the file ";
  if (size > promised) {
    throw Error("is damaged: " + promise + "is longer by " + bytes_text(size - promised));
  }
  const std::uint64_t room = size < layout.header ? 0 : (size - layout.header) / layout.pixels;
  throw Error("is cut off: " + promise + "has room for " + count_text(room));
}

Pack cifar_pack(PackKind kind, std::uint64_t size) {
  const std::uint64_t images = size / (kind == PackKind::cifar10 ? kCifar10 : kCifar100).record();
  if (images > std::numeric_limits<std::uint32_t>::max()) return {};
  return {kind, static_cast<std::uint32_t>(images), kCifarSide, kCifarSide};
}

bool is_cifar100_name(std::string_view name, std::string_view file) {
  return file == "train.bin" || file == "test.bin" ||
         name.find("cifar-100") != std::string_view::npos ||
         name.find("cifar100") != std::string_view::npos;
}

Pack recognise_cifar(std::string_view name, std::uint64_t size) {
  const std::string_view file = name.substr(name.rfind('/') + 1);
  const bool certain = file.starts_with("data_batch_") || file == "test_batch.bin";
  const bool fits10 = size % kCifar10.record() == 0;
  const bool fits100 = size % kCifar100.record() == 0;
  if (certain && (size == 0 || !fits10)) {
    throw Error("is cut off: it has " + count_text(size) +
                " bytes, and a CIFAR-10 batch has a multiple of " + count_text(kCifar10.record()));
  }
  if (size == 0 || !(fits10 || fits100)) return {};
  const bool is100 = fits10 && fits100 ? !certain && is_cifar100_name(name, file) : fits100;
  return cifar_pack(is100 ? PackKind::cifar100 : PackKind::cifar10, size);
}

void check_label(char value, int most, std::uint32_t index, const char* what) {
  const int label = static_cast<unsigned char>(value);
  if (label <= most) return;
  throw Error(std::string("is damaged, or no ") + what + " file: image " +
              count_text(std::uint64_t{index} + 1) + " has the label " + std::to_string(label) +
              ", and the highest is " + std::to_string(most));
}

std::string_view record_of(const Pack& pack, std::string_view bytes, std::uint32_t index) {
  assert(index < pack.images);
  const Layout layout = layout_of(pack);
  return bytes.substr(layout.size(index), layout.record());
}

// OpenCV asks for memory that it could change; it only reads.
cv::Mat plane(std::string_view pixels, std::int64_t height, std::int64_t width) {
  return {static_cast<int>(height), static_cast<int>(width), CV_8U,
          const_cast<char*>(pixels.data())};
}

}  // namespace

Pack recognise_pack(std::string_view name, std::uint64_t size, std::string_view beginning) {
  if (const std::optional<Pack> pack = idx_header(beginning)) {
    check_idx_size(*pack, size);
    return *pack;
  }
  return lower_extension(name) == ".bin" ? recognise_cifar(name, size) : Pack{};
}

void check_pack(const Pack& pack, std::string_view bytes) {
  if (pack.kind == PackKind::idx) check_idx_size(pack, bytes.size());
  const std::uint64_t size = layout_of(pack).size(pack.images);
  if (bytes.size() != size) {
    throw Error("has " + bytes_text(bytes.size()) + ", and its " +
                count_text(std::uint64_t{pack.images}) + " images need " + bytes_text(size));
  }
  for (std::uint32_t i = 0; i < pack.images && pack.kind != PackKind::idx; ++i) {
    const std::string_view record = record_of(pack, bytes, i);
    if (pack.kind == PackKind::cifar10) {
      check_label(record[0], 9, i, "CIFAR-10");
    } else {
      check_label(record[0], 19, i, "CIFAR-100");
      check_label(record[1], 99, i, "CIFAR-100");
    }
  }
}

cv::Mat packed_image(const Pack& pack, std::string_view bytes, std::uint32_t index) {
  const std::string_view pixels = packed_bytes(pack, bytes, index);
  if (pack.kind == PackKind::idx) return plane(pixels, pack.height, pack.width).clone();
  const std::size_t size = pixels.size() / 3;
  const std::array<cv::Mat, 3> blue_green_red = {
      plane(pixels.substr(2 * size), pack.height, pack.width),
      plane(pixels.substr(size), pack.height, pack.width), plane(pixels, pack.height, pack.width)};
  cv::Mat image;
  cv::merge(blue_green_red.data(), blue_green_red.size(), image);
  return image;
}

std::string_view packed_bytes(const Pack& pack, std::string_view bytes, std::uint32_t index) {
  return record_of(pack, bytes, index).substr(layout_of(pack).labels);
}

std::string packed_label(const Pack& pack, std::string_view bytes, std::uint32_t index) {
  const std::uint64_t labels = layout_of(pack).labels;
  if (labels == 0) return {};
  const char label = record_of(pack, bytes, index)[labels - 1];
  return std::to_string(static_cast<unsigned char>(label));
}

}  // namespace leakygan
