#pragma once

#include <array>
#include <cstdint>

namespace cv {
class Mat;
}

namespace leakygan {

// What an image looks like, in a few bytes: enough to tell whether two are the same picture.
struct Appearance {
  // Difference hash (Krawetz, "Kind of Like That", 2013): the grey image shrunk to 9 x 8; a bit for
  // each pixel that is darker than its neighbour on the right.
  std::uint64_t hash = 0;
  std::array<std::uint8_t, 64> thumbnail = {};  // the grey image shrunk to 8 x 8
  float deviation = 0;                          // standard deviation of its grey levels, 0 to 127.5
};

// Of an 8-bit grey, BGR or BGRA image. Transparent pixels take part as much as they are opaque; the
// grey level `behind` them is seen through the rest.
Appearance appearance_of(const cv::Mat& image, std::uint8_t behind);

// So little to see that the image teaches nothing: a deviation below 2 of 255 levels.
bool is_blank(const Appearance& appearance);

// The most bits in which the hashes of two that look alike differ.
inline constexpr int kAlikeBits = 3;

// Whether the thumbnails of two show the same: they differ by a tenth of their contrast, 1 to 5
// levels, in the mean. The hashes are not looked at.
bool thumbnails_agree(const Appearance& a, const Appearance& b);

}  // namespace leakygan
