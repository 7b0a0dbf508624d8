#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "metrics/image_set.h"
#include "support/random.h"

namespace leakygan::testing {

inline constexpr ImageShape k16x16 = {3, 16, 16};
inline constexpr ImageShape k32x32 = {3, 32, 32};

// Standard normal numbers, float64: those of make_reference.py.
inline at::Tensor normals(std::int64_t rows, std::int64_t columns, std::uint64_t seed) {
  at::Tensor all = at::empty({rows, columns}, at::kDouble);
  SplitMix64 random(seed);
  auto* number = all.mutable_data_ptr<double>();
  for (std::int64_t i = 0; i < all.numel(); ++i) number[i] = random.normal();
  return all;
}

// Stripes that start anywhere, with noise on them, [N, H, W, C]: those of make_reference.py.
inline std::vector<std::uint8_t> textured(std::uint64_t seed, std::size_t count,
                                          const ImageShape& shape) {
  std::vector<std::uint8_t> pixels;
  pixels.reserve(count * image_bytes(shape));
  SplitMix64 random(seed);
  const auto level = [&](std::uint64_t phase, std::int64_t step) {
    return static_cast<std::uint8_t>((random.next() >> 58) +
                                     (phase + static_cast<std::uint64_t>(step)) % 192);
  };
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t phase = random.below(192);
    for (std::int64_t y = 0; y < shape.height; ++y) {
      for (std::int64_t x = 0; x < shape.width; ++x) {
        for (std::int64_t c = 0; c < shape.channels; ++c) {
          pixels.push_back(level(phase, 3 * y + 2 * x + 40 * c));
        }
      }
    }
  }
  return pixels;
}

// Bytes that were changed one by one.
template <typename Change>
std::vector<std::uint8_t> changed(std::vector<std::uint8_t> bytes, const Change& change) {
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(change(byte));
  return bytes;
}

// The same images in another order.
inline std::vector<std::uint8_t> shuffled(const std::vector<std::uint8_t>& pixels,
                                          const ImageShape& shape, std::uint64_t seed = 1) {
  const std::size_t bytes = image_bytes(shape);
  std::vector<std::uint8_t> result;
  result.reserve(pixels.size());
  for (const auto i : permutation(static_cast<std::uint32_t>(pixels.size() / bytes), seed)) {
    const auto* image = pixels.data() + i * bytes;
    result.insert(result.end(), image, image + bytes);
  }
  return result;
}

// What other programs computed.
inline nlohmann::json reference() {
  return nlohmann::json::parse(
      std::ifstream(LEAKYGAN_SOURCE_DIR "/tests/metrics/files/reference.json"));
}

}  // namespace leakygan::testing
