#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "data/byte_reader.h"

namespace leakygan {

struct PngChunk {
  std::string_view type;  // four letters
  std::string_view data;
  std::string_view whole;  // length, type, data and check sum
};

// The chunks of a PNG file one after another, up to IEND or the first that is cut off.
class PngChunks {
 public:
  static constexpr std::size_t kSignature = 8;

  explicit PngChunks(std::string_view bytes) : reader_(bytes) {}

  std::optional<PngChunk> next() {
    constexpr std::size_t kAround = 12;
    const auto length = reader_.u32(position_);
    if (ended_ || !length) return std::nullopt;
    const auto whole = reader_.part(position_, std::size_t{*length} + kAround);
    if (!whole) return std::nullopt;
    position_ += whole->size();
    const PngChunk chunk = {whole->substr(4, 4), whole->substr(8, *length), *whole};
    ended_ = chunk.type == "IEND";
    return chunk;
  }

 private:
  ByteReader reader_;
  std::size_t position_ = kSignature;
  bool ended_ = false;
};

}  // namespace leakygan
