#include <gtest/gtest.h>

#include <array>

#include "make_image.h"
#include "make_png.h"
#include "pixels_of.h"

namespace leakygan::testing {
namespace {

using Bytes = std::vector<std::uint8_t>;

// Where the stored first row and first column belong in the upright image (EXIF 2.32, table 4).
struct Meaning {
  enum Side { top, bottom, left, right } row, column;
};
constexpr std::array<Meaning, 8> kMeanings = {{{Meaning::top, Meaning::left},
                                               {Meaning::top, Meaning::right},
                                               {Meaning::bottom, Meaning::right},
                                               {Meaning::bottom, Meaning::left},
                                               {Meaning::left, Meaning::top},
                                               {Meaning::right, Meaning::top},
                                               {Meaning::right, Meaning::bottom},
                                               {Meaning::left, Meaning::bottom}}};

constexpr int kRows = 5;
constexpr int kColumns = 3;

// The upright image of H*W*C bytes, by the table alone.
Bytes upright_by_table(const cv::Mat& stored, int orientation) {
  const Meaning meaning = kMeanings[static_cast<std::size_t>(orientation - 1)];
  const bool sideways = orientation >= 5;
  const int rows = sideways ? stored.cols : stored.rows;
  const int columns = sideways ? stored.rows : stored.cols;
  const int channels = stored.channels();
  Bytes upright(stored.total() * stored.elemSize());
  for (int r = 0; r < stored.rows; ++r) {
    for (int c = 0; c < stored.cols; ++c) {
      int y = 0;
      int x = 0;
      for (const auto& [side, place] : {std::pair(meaning.row, r), std::pair(meaning.column, c)}) {
        if (side == Meaning::top) y = place;
        if (side == Meaning::bottom) y = rows - 1 - place;
        if (side == Meaning::left) x = place;
        if (side == Meaning::right) x = columns - 1 - place;
      }
      auto* pixel = upright.data() + std::ptrdiff_t{y * columns + x} * channels;
      for (int k = 0; k < channels; ++k) {
        const int colour = channels >= 3 && k < 3 ? 2 - k : k;  // stored as BGR
        pixel[k] = stored.ptr(r)[c * channels + colour];
      }
    }
  }
  return upright;
}

ImageShape shape_of(int channels, int orientation) {
  const bool sideways = orientation >= 5;
  return {channels, sideways ? kColumns : kRows, sideways ? kRows : kColumns};
}

TEST(Orientation, TurnsPngFilesUprightWithAndWithoutAlpha) {
  for (const int channels : {1, 3, 4}) {
    cv::Mat stored = noise(kRows, kColumns, channels);
    if (channels == 4) {  // no transparent pixels: their colours are not kept
      cv::Mat alpha(kRows, kColumns, CV_8U, cv::Scalar(200));
      cv::insertChannel(alpha, stored, 3);
    }
    for (int orientation = 1; orientation <= 8; ++orientation) {
      const std::string file =
          with_chunks(png_of(stored), png_chunk("eXIf", exif_block(orientation)));
      const Bytes upright = pixels_of(file, shape_of(channels, orientation));
      EXPECT_EQ(upright, upright_by_table(stored, orientation)) << channels << " " << orientation;
    }
  }
}

TEST(Orientation, TurnsJpegFilesUpright) {
  const std::string jpeg = jpeg_of(noise(kRows, kColumns, 1));
  cv::Mat stored(kRows, kColumns, CV_8U);  // as the lossy file has it
  const Bytes pixels = pixels_of(jpeg, {1, kRows, kColumns});
  std::copy(pixels.begin(), pixels.end(), stored.data);
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const Bytes upright = pixels_of(with_exif(jpeg, orientation), shape_of(1, orientation));
    EXPECT_EQ(upright, upright_by_table(stored, orientation)) << orientation;
  }
}

TEST(Orientation, CutsTheCentreOfTheUprightImage) {
  // Stored wide, upright high: what a square leaves out is at the stored left and right.
  cv::Mat stored = flat(64, 96, {0, 0, 0});
  stored({16, 0, 64, 64}).setTo(cv::Scalar(0, 255, 0));
  for (const std::string& file : {with_exif(jpeg_of(stored), 6),
                                  with_chunks(png_of(stored), png_chunk("eXIf", exif_block(6)))}) {
    const Bytes pixels = pixels_of(file, {1, 16, 16});
    EXPECT_NEAR(*std::min_element(pixels.begin(), pixels.end()), 150, 2);
  }
}

}  // namespace
}  // namespace leakygan::testing
