#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace leakygan {

// For what ByteReader calls big_endian.
inline constexpr bool kLittleEndian = false;

// Numbers and parts of bytes that nobody vouches for: what lies outside is not there.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  std::size_t size() const { return bytes_.size(); }

  std::optional<std::uint32_t> u8(std::size_t at) const { return number(at, 1, true); }
  std::optional<std::uint32_t> u16(std::size_t at, bool big_endian = true) const {
    return number(at, 2, big_endian);
  }
  std::optional<std::uint32_t> u32(std::size_t at, bool big_endian = true) const {
    return number(at, 4, big_endian);
  }

  std::optional<std::string_view> part(std::size_t at, std::size_t length) const {
    if (at > bytes_.size() || length > bytes_.size() - at) return std::nullopt;
    return bytes_.substr(at, length);
  }

 private:
  std::optional<std::uint32_t> number(std::size_t at, std::size_t length, bool big_endian) const {
    const auto bytes = part(at, length);
    if (!bytes) return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < length; ++i) {
      const char byte = (*bytes)[big_endian ? i : length - 1 - i];
      value = value << 8 | static_cast<unsigned char>(byte);
    }
    return value;
  }

  std::string_view bytes_;
};

}  // namespace leakygan
