#include "data/image_header.h"

#include <algorithm>
#include <array>

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
// first bytes in container.cpp.
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
    ContainerRow{Container::raw, "camera raw", Use::image},
    ContainerRow{Container::svg, "SVG", Use::image},
    ContainerRow{Container::pdf, "PDF", Use::none},
    ContainerRow{Container::video, "a video", Use::none},
    ContainerRow{Container::html, "a web page (HTML)", Use::none},
    ContainerRow{Container::xml, "XML", Use::none},
    ContainerRow{Container::lfs, "a pointer of Git LFS (git lfs pull brings the image)", Use::none},
    ContainerRow{Container::text, "text", Use::none},
    ContainerRow{Container::zeros, "zero bytes", Use::none},
    ContainerRow{Container::archive, "an archive", Use::none},
    ContainerRow{Container::pack, "raw", Use::none},
    ContainerRow{Container::empty, "nothing", Use::none},
    ContainerRow{Container::unknown, "no image format that is known", Use::none},
};

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
