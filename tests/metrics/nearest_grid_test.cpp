#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "metrics/memorization.h"
#include "tests/metrics/sets.h"

namespace leakygan::testing {
namespace {

Rows rows_of(const ImageSet& set) {
  return [&](std::int64_t begin, std::int64_t end) { return pixel_rows(set, begin, end); };
}

struct Grid {
  Picture picture;
  std::int64_t lines, columns;

  // The level of the image in that place.
  int level(std::int64_t line, std::int64_t column) const {
    const std::int64_t width = picture.shape.width;
    return picture
        .pixels[static_cast<std::size_t>((2 + line * 10 + 4) * width + 2 + column * 10 + 4)];
  }
};

Grid grid_of(std::size_t fake_count, std::size_t training_count) {
  const ImageShape shape = {1, 8, 8};
  const auto flat = [&](std::size_t count, auto level) {
    std::vector<std::uint8_t> pixels;
    for (std::size_t i = 0; i < count; ++i) {
      pixels.insert(pixels.end(), 64, static_cast<std::uint8_t>(level(i)));
    }
    return ImageSet(shape, pixels);
  };
  const ImageSet fakes = flat(fake_count, [](std::size_t i) { return 200 - 3 * i; });
  const ImageSet training = flat(training_count, [](std::size_t i) { return 2 * i; });
  const Nearest nearest =
      nearest_rows(rows_of(fakes)(0, static_cast<std::int64_t>(fake_count)),
                   static_cast<std::int64_t>(training_count), rows_of(training), kNearestShown);
  return {nearest_grid(fakes, training, nearest),
          std::min<std::int64_t>(8, static_cast<std::int64_t>(fake_count)),
          1 + std::min<std::int64_t>(kNearestShown, static_cast<std::int64_t>(training_count))};
}

TEST(NearestGrid, HasALineForEachOfTheNearestFakes) {
  for (const Grid& grid : {grid_of(12, 30), grid_of(3, 30), grid_of(12, 4), grid_of(1, 1)}) {
    EXPECT_EQ(grid.picture.shape.height, 2 + 10 * grid.lines);
    EXPECT_EQ(grid.picture.shape.width, 2 + 10 * grid.columns);
  }
}

// Levels of the training images are 0 to 58, of the fakes 200, 197, ... down to 167.
TEST(NearestGrid, BeginsWithTheNearestFakeAndThenItsNearestTrainingImages) {
  const Grid grid = grid_of(12, 30);
  for (std::int64_t line = 0; line < 8; ++line) {
    EXPECT_EQ(grid.level(line, 0), 167 + 3 * line);
    for (std::int64_t column = 1; column < 8; ++column) {
      EXPECT_EQ(grid.level(line, column), 58 - 2 * (column - 1));
    }
  }
}

}  // namespace
}  // namespace leakygan::testing
