#include <cstddef>
#include <cstdint>

#include "data/byte_reader.h"
#include "data/header_formats.h"

namespace leakygan {
namespace {

using namespace std::string_view_literals;

// Markers of ITU-T T.81, table B.1.
constexpr std::uint32_t kStartOfImage = 0xd8;
constexpr std::uint32_t kEndOfImage = 0xd9;
constexpr std::uint32_t kStartOfScan = 0xda;
constexpr std::uint32_t kApp1 = 0xe1;

bool is_restart(std::uint32_t code) { return code >= 0xd0 && code <= 0xd7; }

bool is_frame_header(std::uint32_t code) {
  return code >= 0xc0 && code <= 0xcf && code != 0xc4 && code != 0xc8 && code != 0xcc;
}

class JpegWalk {
 public:
  JpegWalk(std::string_view bytes, ImageHeader& header)
      : bytes_(bytes), reader_(bytes), header_(header) {}

  // From segment to segment, so that a thumbnail's markers inside one are never seen.
  void run() {
    bool scanned = false;
    while (const std::uint32_t code = next_marker()) {
      if (code == kEndOfImage) {
        header_.complete = scanned;
        return;
      }
      if (code == kStartOfImage || code == 0x01) continue;  // these have no length
      const auto length = reader_.u16(position_);
      if (!length || *length < 2) return;
      const auto segment = reader_.part(position_ + 2, *length - 2);
      if (!segment) return;
      read_segment(code, *segment);
      scanned = scanned || code == kStartOfScan;
      position_ += *length;
    }
  }

 private:
  // The code of the next marker, 0 at the end. What lies before it is passed over: the data of a
  // scan, in which FF 00 stands for the byte FF and restart markers belong to the data; fill
  // bytes; or rubbish, as decoders do.
  std::uint32_t next_marker() {
    while (true) {
      position_ = bytes_.find('\xff', position_);
      if (position_ == std::string_view::npos) return 0;
      ++position_;
      const std::uint32_t code = reader_.u8(position_).value_or(0xff);
      if (code == 0xff) continue;
      ++position_;
      if (code != 0 && !is_restart(code)) return code;
    }
  }

  void read_segment(std::uint32_t code, std::string_view segment) {
    constexpr std::string_view kExif = "Exif\0\0"sv;
    const ByteReader reader(segment);
    if (is_frame_header(code) && header_.width == 0) {
      header_.bits = static_cast<int>(reader.u8(0).value_or(8));
      header_.height = reader.u16(1).value_or(0);
      header_.width = reader.u16(3).value_or(0);
    }
    // The first block counts, as in other readers: edited files may carry a second.
    if (code == kApp1 && segment.starts_with(kExif) && !has_exif_) {
      has_exif_ = true;
      header_.orientation = exif_orientation(segment.substr(kExif.size()));
    }
  }

  std::string_view bytes_;
  ByteReader reader_;
  ImageHeader& header_;
  std::size_t position_ = 2;
  bool has_exif_ = false;
};

}  // namespace

void read_jpeg_header(std::string_view bytes, ImageHeader& header) {
  JpegWalk(bytes, header).run();
}

}  // namespace leakygan
