#pragma once

#include <string>
#include <string_view>

#include "data/image_header.h"

namespace leakygan {

// By the first 512 bytes. Some kinds of TIFF turn out to be raw images of cameras later.
Container container_of(std::string_view bytes);

// The parts of read_header: each fills in what it finds in bytes of its own format.
void read_jpeg_header(std::string_view bytes, ImageHeader& header);
void read_png_header(std::string_view bytes, ImageHeader& header);
void read_bmp_header(std::string_view bytes, ImageHeader& header);
void read_tiff_header(std::string_view bytes, ImageHeader& header);
void read_webp_header(std::string_view bytes, ImageHeader& header);
void read_pnm_header(std::string_view bytes, ImageHeader& header);
void read_jpeg2000_header(std::string_view bytes, ImageHeader& header);

// The Orientation tag, 1 to 8, of an EXIF block that starts at its TIFF header; 1 when there is
// none that makes sense. (Exif 2.32, 4.5 and table 4.)
int exif_orientation(std::string_view tiff);

// A copy of a TIFF file that says it is upright: OpenCV turns some kinds of TIFF itself and others
// not.
std::string without_orientation(std::string_view tiff);

// A PNG file without the chunks that tell nothing of its pixels (colour profiles, times, texts):
// libpng prints a line on stderr for each profile that it finds odd, and there are many such files.
std::string essential_png(std::string_view bytes);

// The type of the first of those chunks whose check sum is wrong; empty when all are right.
std::string_view damaged_png_chunk(std::string_view bytes);

}  // namespace leakygan
