#include "data/suggest_shape.h"

#include <gtest/gtest.h>

#include "make_image.h"
#include "make_png.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

// What is suggested for files of these contents, one name after another.
std::int64_t side_for(const std::vector<std::string>& files) {
  const TemporaryFolder folder;
  for (std::size_t i = 0; i < files.size(); ++i) {
    folder.write(std::to_string(10000 + i) + ".jpg", files[i]);
  }
  const ImageShape shape = suggest_shape(scan_images(folder.path()), 4);
  EXPECT_EQ(shape.channels, 4);
  EXPECT_EQ(shape.height, shape.width);
  return shape.height;
}

std::string image_of(int rows, int columns) { return png_of(flat(rows, columns, {1, 2, 3})); }

TEST(SuggestShape, GoesByTheSmallerSide) {
  EXPECT_EQ(side_for({image_of(64, 64)}), 64);
  EXPECT_EQ(side_for({image_of(2000, 63)}), 32);
  EXPECT_EQ(side_for({image_of(32, 500)}), 32);
  EXPECT_EQ(side_for({image_of(31, 500)}), 16);
  EXPECT_EQ(side_for({image_of(4, 4)}), 16);
}

TEST(SuggestShape, GoesByAtLeastHalfOfTheImages) {
  EXPECT_EQ(side_for({image_of(64, 64), image_of(64, 64), image_of(8, 8), image_of(8, 8)}), 64);
  EXPECT_EQ(side_for({image_of(64, 64), image_of(32, 32), image_of(8, 8)}), 32);
}

TEST(SuggestShape, LeavesDamagedFilesOut) {
  EXPECT_EQ(side_for({"", "GIF89a", "\x89PNG\r\n\x1a\n", image_of(64, 64)}), 64);
}

TEST(SuggestShape, FindsASizeBehindLongPreviews) {
  std::string jpeg = jpeg_of(flat(40, 40, {1, 2, 3}));
  for (int i = 0; i < 3; ++i) jpeg = with_segment(jpeg, '\xe2', std::string(60000, 'x'));
  EXPECT_EQ(side_for({jpeg}), 32);
}

TEST(SuggestShape, SpreadsWhatItReadsOverTheList) {
  std::vector<std::string> files(500, image_of(16, 16));
  files.insert(files.end(), 700, image_of(64, 64));
  EXPECT_EQ(side_for(files), 64);
}

}  // namespace
}  // namespace leakygan::testing
