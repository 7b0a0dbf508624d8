#include "data/fingerprint.h"

#include "support/hash.h"

namespace leakygan {

std::uint64_t image_hash(const fs::path& relative_path, std::span<const std::uint8_t> pixels) {
  const std::string_view bytes(reinterpret_cast<const char*>(pixels.data()), pixels.size());
  return hash_bytes(hash_bytes(kHashStart, relative_path.native()), bytes);
}

std::string combined_fingerprint(const ImageShape& shape, std::span<const std::uint64_t> hashes) {
  std::uint64_t hash = kHashStart;
  for (const std::int64_t length : {shape.channels, shape.height, shape.width}) {
    hash = hash_word(hash, static_cast<std::uint64_t>(length));
  }
  for (const std::uint64_t image : hashes) hash = hash_word(hash, image);
  return hash_text(hash);
}

}  // namespace leakygan
