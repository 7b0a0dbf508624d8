#include "data/image_header.h"

#include <algorithm>
#include <array>

#include "data/archive.h"
#include "data/header_formats.h"

namespace leakygan {
namespace {

using namespace std::string_view_literals;

enum class Use { none, image, readable };

struct ContainerRow {
  Container container;
  std::string_view name;
  Use use;
  void (*read)(std::string_view bytes, ImageHeader& header) = nullptr;
};

// A container that can be read has a function for its header; adding one needs a row here and its
// first bytes below.
constexpr std::array kContainers = {
    ContainerRow{Container::jpeg, "JPEG", Use::readable, read_jpeg_header},
    ContainerRow{Container::png, "PNG", Use::readable, read_png_header},
    ContainerRow{Container::bmp, "BMP", Use::readable, read_bmp_header},
    ContainerRow{Container::tiff, "TIFF", Use::readable, read_tiff_header},
    ContainerRow{Container::webp, "WebP", Use::readable, read_webp_header},
    ContainerRow{Container::pnm, "PNM", Use::readable, read_pnm_header},
    ContainerRow{Container::jpeg2000, "JPEG 2000", Use::readable, read_jpeg2000_header},
    ContainerRow{Container::gif, "GIF", Use::image},
    ContainerRow{Container::heif, "HEIF", Use::image},
    ContainerRow{Container::avif, "AVIF", Use::image},
    ContainerRow{Container::jxl, "JPEG XL", Use::image},
    ContainerRow{Container::psd, "Photoshop (PSD)", Use::image},
    ContainerRow{Container::exr, "OpenEXR", Use::image},
    ContainerRow{Container::hdr, "Radiance HDR", Use::image},
    ContainerRow{Container::icon, "ICO", Use::image},
    ContainerRow{Container::svg, "SVG", Use::image},
    ContainerRow{Container::pdf, "PDF", Use::none},
    ContainerRow{Container::html, "a web page (HTML)", Use::none},
    ContainerRow{Container::archive, "an archive", Use::none},
    ContainerRow{Container::pack, "raw", Use::none},
    ContainerRow{Container::empty, "nothing", Use::none},
    ContainerRow{Container::unknown, "no image format that is known", Use::none},
};

struct Magic {
  std::string_view bytes;
  Container container;
};

constexpr std::array kMagics = {
    Magic{"\xff\xd8\xff"sv, Container::jpeg},
    Magic{"\x89PNG\r\n\x1a\n"sv, Container::png},
    Magic{"GIF87a"sv, Container::gif},
    Magic{"GIF89a"sv, Container::gif},
    Magic{"II*\0"sv, Container::tiff},
    Magic{"MM\0*"sv, Container::tiff},
    Magic{"II+\0"sv, Container::tiff},  // BigTIFF
    Magic{"MM\0+"sv, Container::tiff},
    Magic{"\0\0\0\x0cjP  \r\n\x87\n"sv, Container::jpeg2000},
    Magic{"\xff\x4f\xff\x51"sv, Container::jpeg2000},
    Magic{"\xff\x0a"sv, Container::jxl},
    Magic{"\0\0\0\x0cJXL \r\n\x87\n"sv, Container::jxl},
    Magic{"8BPS\0\x01"sv, Container::psd},
    Magic{"\x76\x2f\x31\x01"sv, Container::exr},
    Magic{"#?RADIANCE"sv, Container::hdr},
    Magic{"\0\0\x01\0"sv, Container::icon},
    Magic{"%PDF-"sv, Container::pdf},
};

// HEIF and AVIF are the same container; its first box names the brand at byte 8.
Container container_of_brand(std::string_view brand) {
  constexpr std::array kAvif = {"avif"sv, "avis"sv};
  constexpr std::array kHeif = {"heic"sv, "heix"sv, "hevc"sv, "hevx"sv,
                                "heim"sv, "heis"sv, "mif1"sv, "msf1"sv};
  if (std::find(kAvif.begin(), kAvif.end(), brand) != kAvif.end()) return Container::avif;
  if (std::find(kHeif.begin(), kHeif.end(), brand) != kHeif.end()) return Container::heif;
  return Container::unknown;
}

// What texts begin with, in small letters and without what may stand before it.
Container container_of_text(std::string_view bytes) {
  std::string start(bytes.substr(0, 256));
  for (char& c : start) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const std::string_view text = start;
  const auto begin = text.find_first_not_of("\xef\xbb\xbf \t\r\n");
  if (begin == std::string_view::npos || text[begin] != '<') return Container::unknown;
  if (text.find("<svg") != std::string_view::npos) return Container::svg;
  const bool html = text.find("<!doctype html") != std::string_view::npos ||
                    text.find("<html") != std::string_view::npos;
  return html ? Container::html : Container::unknown;
}

bool is_pnm(std::string_view bytes) {
  return bytes.size() >= 3 && bytes[0] == 'P' && bytes[1] >= '1' && bytes[1] <= '6' &&
         " \t\r\n#"sv.find(bytes[2]) != std::string_view::npos;
}

Container container_of(std::string_view bytes) {
  if (bytes.empty()) return Container::empty;
  for (const Magic& magic : kMagics) {
    if (bytes.starts_with(magic.bytes)) return magic.container;
  }
  if (bytes.starts_with("RIFF"sv) && bytes.substr(0, 12).ends_with("WEBP"sv)) {
    return Container::webp;
  }
  if (bytes.size() >= 12 && bytes.substr(4, 4) == "ftyp"sv) {
    return container_of_brand(bytes.substr(8, 4));
  }
  // Two letters are little; the four reserved zero bytes after the length tell BMP from text.
  if (bytes.starts_with("BM"sv) && bytes.size() >= 10 && bytes.substr(6, 4) == "\0\0\0\0"sv) {
    return Container::bmp;
  }
  if (is_pnm(bytes)) return Container::pnm;
  return looks_like_archive(bytes) ? Container::archive : container_of_text(bytes);
}

const ContainerRow& row(Container container) {
  return *std::find_if(kContainers.begin(), kContainers.end(),
                       [&](const ContainerRow& row) { return row.container == container; });
}

}  // namespace

ImageHeader read_header(std::string_view bytes) {
  ImageHeader header;
  header.container = container_of(bytes);
  if (const auto read = row(header.container).read) read(bytes, header);
  return header;
}

bool turned_sideways(const ImageHeader& header) { return header.orientation >= 5; }

bool is_readable(Container container) { return row(container).use == Use::readable; }

bool is_image(Container container) { return row(container).use != Use::none; }

std::string_view container_name(Container container) { return row(container).name; }

}  // namespace leakygan
