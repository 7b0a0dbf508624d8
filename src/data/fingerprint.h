#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "models/options.h"
#include "support/files.h"

namespace leakygan {

// 64 bits that tell data sets apart by accident, not against someone who wants two to look equal.
std::uint64_t image_hash(const fs::path& relative_path, std::span<const std::uint8_t> pixels);

// 16 hex digits of the shape and the images' hashes, in order.
std::string combined_fingerprint(const ImageShape& shape, std::span<const std::uint64_t> hashes);

}  // namespace leakygan
