#include "metrics/image_set.h"

#include <algorithm>
#include <numeric>
#include <string_view>

#include "support/hash.h"

namespace leakygan {

std::size_t image_bytes(const ImageShape& shape) {
  return static_cast<std::size_t>(shape.height * shape.width * shape.channels);
}

ImageSet::ImageSet(const ImageShape& shape, std::vector<std::uint8_t> pixels)
    : shape_(shape),
      pixels_(std::make_shared<const std::vector<std::uint8_t>>(std::move(pixels))),
      order_(pixels_->size() / image_bytes(shape)) {
  std::iota(order_.begin(), order_.end(), 0U);
  std::vector<std::uint64_t> hashes;
  hashes.reserve(order_.size());
  for (std::size_t i = 0; i < order_.size(); ++i) {
    const auto bytes = image(i);
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    hashes.push_back(hash_bytes(kHashStart, text));
  }
  std::stable_sort(order_.begin(), order_.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return hashes[a] < hashes[b]; });
  hashes_ = std::make_shared<const std::vector<std::uint64_t>>(std::move(hashes));
}

std::span<const std::uint8_t> ImageSet::image(std::size_t i) const {
  const std::size_t bytes = image_bytes(shape_);
  return std::span(*pixels_).subspan(order_[i] * bytes, bytes);
}

std::string ImageSet::fingerprint() const {
  std::uint64_t hash = kHashStart;
  for (const std::int64_t side : {shape_.channels, shape_.height, shape_.width}) {
    hash = hash_word(hash, static_cast<std::uint64_t>(side));
  }
  for (std::size_t i = 0; i < count(); ++i) hash = hash_word(hash, this->hash(i));
  return hash_text(hash);
}

ImageSet ImageSet::part(std::size_t begin, std::size_t end) const {
  ImageSet part = *this;
  part.order_.assign(order_.begin() + static_cast<std::ptrdiff_t>(begin),
                     order_.begin() + static_cast<std::ptrdiff_t>(end));
  return part;
}

}  // namespace leakygan
