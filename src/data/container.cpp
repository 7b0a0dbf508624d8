#include <algorithm>
#include <array>

#include "data/archive.h"
#include "data/header_formats.h"
#include "support/text.h"

namespace leakygan {
namespace {

using namespace std::string_view_literals;

struct Mark {
  std::string_view bytes;
  Container container;
};

// What files begin with.
constexpr std::array kImageMarks = {
    Mark{"\xff\xd8\xff"sv, Container::jpeg},
    Mark{"\x89PNG\r\n\x1a\n"sv, Container::png},
    Mark{"GIF87a"sv, Container::gif},
    Mark{"GIF89a"sv, Container::gif},
    Mark{"II*\0"sv, Container::tiff},
    Mark{"MM\0*"sv, Container::tiff},
    Mark{"II+\0"sv, Container::tiff},  // BigTIFF
    Mark{"MM\0+"sv, Container::tiff},
    Mark{"\0\0\0\x0cjP  \r\n\x87\n"sv, Container::jpeg2000},
    Mark{"\xff\x4f\xff\x51"sv, Container::jpeg2000},
    Mark{"\xff\x0a"sv, Container::jxl},
    Mark{"\0\0\0\x0cJXL \r\n\x87\n"sv, Container::jxl},
    Mark{"8BPS\0\x01"sv, Container::psd},
    Mark{"\x76\x2f\x31\x01"sv, Container::exr},
    Mark{"#?RADIANCE"sv, Container::hdr},
    Mark{"#?RGBE"sv, Container::hdr},
    Mark{"\0\0\x01\0"sv, Container::icon},
    Mark{"%PDF-"sv, Container::pdf},
    Mark{"FUJIFILMCCD-RAW"sv, Container::raw},
    Mark{"IIRO"sv, Container::raw},  // Olympus
    Mark{"IIRS"sv, Container::raw},
    Mark{"MMOR"sv, Container::raw},
    Mark{"IIU\0"sv, Container::raw},  // Panasonic
    Mark{"II\x1a\0\0\0HEAPCCDR"sv, Container::raw},
    Mark{"FOVb"sv, Container::raw},
    Mark{"\x1a\x45\xdf\xa3"sv, Container::video},  // Matroska, WebM
};

// What stands at byte 8 of the containers of many kinds: RIFF, and the ISO base media format
// (ISO/IEC 14496-12), where "ftyp" stands before it and what is not listed is a video.
constexpr std::array kRiffKinds = {
    Mark{"WEBP"sv, Container::webp},
    Mark{"AVI "sv, Container::video},
};
constexpr std::array kBrands = {
    Mark{"avif"sv, Container::avif}, Mark{"avis"sv, Container::avif},
    Mark{"heic"sv, Container::heif}, Mark{"heix"sv, Container::heif},
    Mark{"hevc"sv, Container::heif}, Mark{"hevx"sv, Container::heif},
    Mark{"heim"sv, Container::heif}, Mark{"heis"sv, Container::heif},
    Mark{"mif1"sv, Container::heif}, Mark{"msf1"sv, Container::heif},
    Mark{"crx "sv, Container::raw},  // Canon's CR3
};

// Of the first mark that the bytes begin with; else `otherwise`.
template <typename Marks>
Container find_mark(const Marks& marks, std::string_view bytes,
                    Container otherwise = Container::unknown) {
  for (const Mark& mark : marks) {
    if (bytes.starts_with(mark.bytes)) return mark.container;
  }
  return otherwise;
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
  const Container by_magic = find_mark(kImageMarks, bytes);
  if (by_magic != Container::unknown) return by_magic;
  if (bytes.size() >= 12) {
    if (bytes.starts_with("RIFF"sv)) return find_mark(kRiffKinds, bytes.substr(8));
    if (bytes.substr(4).starts_with("ftyp"sv)) {
      return find_mark(kBrands, bytes.substr(8), Container::video);
    }
  }
  // Two letters are little; the four reserved zero bytes after the length tell BMP from text.
  if (bytes.starts_with("BM"sv) && bytes.size() >= 10 && bytes.substr(6, 4) == "\0\0\0\0"sv) {
    return Container::bmp;
  }
  if (is_pnm(bytes)) return Container::pnm;
  return looks_like_archive(bytes) ? Container::archive : container_of_text(bytes);
}

}  // namespace leakygan
