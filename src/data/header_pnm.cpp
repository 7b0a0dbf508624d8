#include <charconv>
#include <cstddef>
#include <cstdint>

#include "data/header_formats.h"

namespace leakygan {
namespace {

// Numbers of a text in which # begins a comment, up to the end of its line.
class Numbers {
 public:
  Numbers(std::string_view bytes, std::size_t at) : bytes_(bytes), at_(at) {}

  // The next one; 0 when there is none that is reasonable.
  std::int64_t next() {
    pass_over_space();
    std::int64_t number = 0;
    const char* begin = bytes_.data() + at_;
    const auto [end, code] = std::from_chars(begin, bytes_.data() + bytes_.size(), number);
    at_ += static_cast<std::size_t>(end - begin);
    return code == std::errc{} && number > 0 ? number : 0;
  }

  // Where the last number ended.
  std::size_t position() const { return at_; }

 private:
  static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

  void pass_over_space() {
    while (at_ < bytes_.size() && (is_space(bytes_[at_]) || bytes_[at_] == '#')) {
      if (bytes_[at_] == '#') at_ = std::min(bytes_.find('\n', at_), bytes_.size());
      if (at_ < bytes_.size()) ++at_;
    }
  }

  std::string_view bytes_;
  std::size_t at_;
};

// How many samples a text has: digits of a bitmap may stand together.
std::uint64_t count_samples(std::string_view text, bool bitmap) {
  std::uint64_t count = 0;
  bool before = false;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    count += digit && (bitmap || !before) ? 1 : 0;
    before = digit;
  }
  return count;
}

}  // namespace

// The manual pages pbm(5), pgm(5) and ppm(5) of Netpbm: P1 to P3 are text, P4 to P6 binary;
// bitmaps, grey, colour.
void read_pnm_header(std::string_view bytes, ImageHeader& header) {
  const int kind = bytes[1] - '0';
  const bool text = kind <= 3;
  const int colours = (kind - 1) % 3;  // 0 bitmap, 1 grey, 2 colour
  Numbers numbers(bytes, 2);
  header.width = numbers.next();
  header.height = numbers.next();
  const std::int64_t most = colours == 0 ? 1 : numbers.next();
  if (header.width == 0 || header.height == 0 || header.width > INT32_MAX ||
      header.height > INT32_MAX) {
    header.width = header.height = 0;
    return;
  }
  if (colours != 0 && most != 255 && most != 65535) header.unread = "oddly scaled";
  header.bits = most == 1 ? 1 : most == 255 ? 8 : 16;
  const auto width = static_cast<std::uint64_t>(header.width) * (colours == 2 ? 3 : 1);
  const auto height = static_cast<std::uint64_t>(header.height);
  const std::string_view data = bytes.substr(std::min(numbers.position() + 1, bytes.size()));
  const std::uint64_t row = colours == 0 ? (width + 7) / 8 : width * (most > 255 ? 2 : 1);
  header.complete =
      text ? count_samples(data, colours == 0) >= width * height : data.size() / row >= height;
}

}  // namespace leakygan
