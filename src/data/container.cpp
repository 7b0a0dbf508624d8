#include <algorithm>
#include <array>

#include "data/archive.h"
#include "data/header_formats.h"

namespace leakygan {
namespace {

using namespace std::string_view_literals;

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
    Magic{"#?RGBE"sv, Container::hdr},
    Magic{"\0\0\x01\0"sv, Container::icon},
    Magic{"%PDF-"sv, Container::pdf},
    Magic{"FUJIFILMCCD-RAW"sv, Container::raw},
    Magic{"IIRO"sv, Container::raw},  // Olympus
    Magic{"IIRS"sv, Container::raw},
    Magic{"MMOR"sv, Container::raw},
    Magic{"IIU\0"sv, Container::raw},  // Panasonic
    Magic{"II\x1a\0\0\0HEAPCCDR"sv, Container::raw},
    Magic{"FOVb"sv, Container::raw},
    Magic{"\x1a\x45\xdf\xa3"sv, Container::video},  // Matroska, WebM
};

struct Brand {
  std::string_view name;
  Container container;
};

// What files of the ISO base media format (ISO/IEC 14496-12) say that they are, at byte 8, when
// they are no video.
constexpr std::array kBrands = {
    Brand{"avif"sv, Container::avif}, Brand{"avis"sv, Container::avif},
    Brand{"heic"sv, Container::heif}, Brand{"heix"sv, Container::heif},
    Brand{"hevc"sv, Container::heif}, Brand{"hevx"sv, Container::heif},
    Brand{"heim"sv, Container::heif}, Brand{"heis"sv, Container::heif},
    Brand{"mif1"sv, Container::heif}, Brand{"msf1"sv, Container::heif},
    Brand{"crx "sv, Container::raw},
};

Container container_of_brand(std::string_view name) {
  const auto* const brand = std::find_if(kBrands.begin(), kBrands.end(),
                                         [&](const Brand& row) { return row.name == name; });
  return brand == kBrands.end() ? Container::video : brand->container;
}

// No control characters but those of lines and tabulators.
bool is_text(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<unsigned char>(c) >= ' ' || c == '\t' || c == '\n' || c == '\r';
  });
}

// What is served or checked out in the place of an image. Letters may be large or small, and a mark
// of UTF-8 and white space may stand before them.
Container container_of_text(std::string_view bytes) {
  std::string start(bytes.substr(0, 256));
  if (!is_text(start)) return Container::unknown;
  for (char& c : start) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const std::string_view text = start;
  const auto has = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
  const std::string_view rest =
      text.substr(std::min(text.find_first_not_of("\xef\xbb\xbf \t\r\n"), text.size()));
  if (rest.starts_with("version https://git-lfs")) return Container::lfs;
  if (!rest.starts_with('<')) return Container::text;
  if (has("<svg")) return Container::svg;
  return has("<!doctype html") || has("<html") ? Container::html : Container::xml;
}

// As a file is that was given its length and never written.
bool is_zeros(std::string_view bytes) {
  constexpr std::size_t kFew = 64;
  return bytes.substr(0, kFew).find_first_not_of('\0') == std::string_view::npos;
}

bool is_pnm(std::string_view bytes) {
  return bytes.size() >= 3 && bytes[0] == 'P' && bytes[1] >= '1' && bytes[1] <= '6' &&
         " \t\r\n#"sv.find(bytes[2]) != std::string_view::npos;
}

}  // namespace

Container container_of(std::string_view bytes) {
  if (bytes.empty()) return Container::empty;
  if (is_zeros(bytes)) return Container::zeros;
  for (const Magic& magic : kMagics) {
    if (bytes.starts_with(magic.bytes)) return magic.container;
  }
  if (bytes.starts_with("RIFF"sv) && bytes.substr(0, 12).ends_with("WEBP"sv)) {
    return Container::webp;
  }
  if (bytes.starts_with("RIFF"sv) && bytes.substr(0, 12).ends_with("AVI "sv)) {
    return Container::video;
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

}  // namespace leakygan
