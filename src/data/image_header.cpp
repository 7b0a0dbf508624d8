#include "data/image_header.h"

#include <algorithm>
#include <array>

#include "data/header_formats.h"

namespace leakygan {
namespace {

using namespace std::string_view_literals;

// HEIF and AVIF are the same container; its first box names the brand at byte 8.
Container container_of_brand(std::string_view brand) {
  constexpr std::array kAvif = {"avif"sv, "avis"sv};
  constexpr std::array kHeif = {"heic"sv, "heix"sv, "hevc"sv, "hevx"sv,
                                "heim"sv, "heis"sv, "mif1"sv, "msf1"sv};
  if (std::find(kAvif.begin(), kAvif.end(), brand) != kAvif.end()) return Container::avif;
  if (std::find(kHeif.begin(), kHeif.end(), brand) != kHeif.end()) return Container::heif;
  return Container::unknown;
}

Container container_of(std::string_view bytes) {
  if (bytes.empty()) return Container::empty;
  if (bytes.starts_with("\xff\xd8\xff"sv)) return Container::jpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return Container::png;
  if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv)) return Container::gif;
  if (bytes.starts_with("RIFF"sv) && bytes.substr(0, 12).ends_with("WEBP"sv)) {
    return Container::webp;
  }
  if (bytes.starts_with("II*\0"sv) || bytes.starts_with("MM\0*"sv)) return Container::tiff;
  if (bytes.size() >= 12 && bytes.substr(4, 4) == "ftyp"sv) {
    return container_of_brand(bytes.substr(8, 4));
  }
  // Two letters are little; the four reserved zero bytes after the length tell BMP from text.
  if (bytes.starts_with("BM"sv) && bytes.size() >= 10 && bytes.substr(6, 4) == "\0\0\0\0"sv) {
    return Container::bmp;
  }
  return Container::unknown;
}

}  // namespace

ImageHeader read_header(std::string_view bytes) {
  ImageHeader header;
  header.container = container_of(bytes);
  if (header.container == Container::jpeg) read_jpeg_header(bytes, header);
  if (header.container == Container::png) read_png_header(bytes, header);
  return header;
}

bool turned_sideways(const ImageHeader& header) { return header.orientation >= 5; }

std::string_view container_name(Container container) {
  switch (container) {
    case Container::empty:
      return "nothing";
    case Container::jpeg:
      return "JPEG";
    case Container::png:
      return "PNG";
    case Container::gif:
      return "GIF";
    case Container::webp:
      return "WebP";
    case Container::bmp:
      return "BMP";
    case Container::tiff:
      return "TIFF";
    case Container::heif:
      return "HEIF";
    case Container::avif:
      return "AVIF";
    case Container::pack:
      return "pack";
    case Container::unknown:
      break;
  }
  return "no image format that is known";
}

}  // namespace leakygan
