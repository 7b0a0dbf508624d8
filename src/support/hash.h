#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace leakygan {

// 64-bit hashes that tell contents apart by accident, not against someone who wants two to look
// equal; the same on every machine. Parts are added one after another to a hash that starts here.
inline constexpr std::uint64_t kHashStart = 0xcbf29ce484222325ULL;

std::uint64_t hash_word(std::uint64_t hash, std::uint64_t word);

// The length goes in too, so that bytes cannot move from one part to the next unseen.
std::uint64_t hash_bytes(std::uint64_t hash, std::string_view bytes);

// 16 hex digits.
std::string hash_text(std::uint64_t hash);

}  // namespace leakygan
