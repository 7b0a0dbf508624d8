#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "models/options.h"

namespace leakygan {

// 8-bit images of one shape, to be measured. Their order follows from their pixels alone, so that
// no measure depends on names of files or on the order in which they came.
class ImageSet {
 public:
  ImageSet() = default;  // no images

  // `pixels` is [N, H, W, C], grey, RGB or RGBA.
  ImageSet(const ImageShape& shape, std::vector<std::uint8_t> pixels);

  std::size_t count() const { return order_.size(); }
  const ImageShape& shape() const { return shape_; }

  // Image i < count(), [H, W, C].
  std::span<const std::uint8_t> image(std::size_t i) const;
  // Equal for equal images.
  std::uint64_t hash(std::size_t i) const { return (*hashes_)[order_[i]]; }
  // Where image i stood in `pixels`.
  std::uint32_t number(std::size_t i) const { return order_[i]; }

  // 16 hex digits that follow from shape and images.
  std::string fingerprint() const;

  // Images begin to end - 1, which share their pixels with this: of images in the order of a hash,
  // any part is a random one.
  ImageSet part(std::size_t begin, std::size_t end) const;

 private:
  ImageShape shape_;
  std::shared_ptr<const std::vector<std::uint8_t>> pixels_;
  std::shared_ptr<const std::vector<std::uint64_t>> hashes_;
  std::vector<std::uint32_t> order_;
};

// Bytes of one image.
std::size_t image_bytes(const ImageShape& shape);

}  // namespace leakygan
