#include <algorithm>
#include <cstddef>

#include "data/byte_reader.h"
#include "data/header_formats.h"

namespace leakygan {

using namespace std::string_view_literals;

// ITU-T T.800, annex A: the codestream begins with SOC and SIZ, in a .jp2 file somewhere behind
// other boxes, and ends with EOC, which cannot occur within its data.
void read_jpeg2000_header(std::string_view bytes, ImageHeader& header) {
  const std::size_t begin = bytes.find("\xff\x4f\xff\x51"sv);
  if (begin == std::string_view::npos) return;
  const ByteReader reader(bytes.substr(begin));
  const auto place = [&](std::size_t at) { return std::int64_t{reader.u32(at).value_or(0)}; };
  header.width = std::max<std::int64_t>(place(8) - place(16), 0);
  header.height = std::max<std::int64_t>(place(12) - place(20), 0);
  header.bits = static_cast<int>(reader.u8(42).value_or(7) & 0x7f) + 1;
  header.complete = bytes.find("\xff\xd9"sv, begin) != std::string_view::npos;
}

}  // namespace leakygan
