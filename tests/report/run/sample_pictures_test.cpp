#include "report/run/sample_pictures.h"

#include <gtest/gtest.h>

#include "report/image_grid.h"
#include "report/png.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

class SamplePictures : public ::testing::Test {
 protected:
  void SetUp() override { make_folder(folder_.path() / "samples"); }

  fs::path put(const std::string& name, const std::string& bytes = "") {
    fs::path path = folder_.path() / "samples" / name;
    write_file_atomic(path, bytes);
    return path;
  }

  std::vector<std::string> found(std::int64_t last_step) {
    std::vector<std::string> names;
    for (const auto& file : sample_files(folder_.path(), last_step)) {
      names.push_back(std::to_string(file.step) + " " + file.path.filename().string());
    }
    return names;
  }

  TemporaryFolder folder_;
};

TEST_F(SamplePictures, AreFoundInTheOrderOfTheirSteps) {
  for (const char* name : {"step-00000200.png", "step-00000020.png", "real.png", "step-x.png",
                           "step-00000030.txt", "step-00000040-.png"}) {
    put(name);
  }
  EXPECT_EQ(found(1000),
            (std::vector<std::string>{"20 step-00000020.png", "200 step-00000200.png"}));
}

TEST_F(SamplePictures, OfAStepTakenTwiceTheNewerCounts) {
  put("step-00000020.png");
  put("step-00000020-10.png");
  put("step-00000020-2.png");
  EXPECT_EQ(found(1000), (std::vector<std::string>{"20 step-00000020-10.png"}));
}

// A run that went back to an older checkpoint has not taken those steps.
TEST_F(SamplePictures, ThoseOfStepsBeyondTheRunsAreLeftOut) {
  put("step-00000020.png");
  put("step-00000400.png");
  EXPECT_EQ(found(20), (std::vector<std::string>{"20 step-00000020.png"}));
}

TEST_F(SamplePictures, SomeOfAGridAreAPictureInThePage) {
  const ImageShape shape = {3, 8, 8};
  const Picture grid = image_grid(std::vector<std::uint8_t>(64UL * 8 * 8 * 3, 50), shape);
  const fs::path path = put("step-00000020.png", encode_png(grid.pixels, grid.shape));
  const auto html = some_of_grid(path, shape, 16, 8, "samples of <b>");
  ASSERT_TRUE(html);
  EXPECT_EQ(html->markup().find("<img src=\"data:image/png;base64,"), 0U);
  EXPECT_NE(html->markup().find("alt=\"samples of &lt;b&gt;\""), std::string::npos);
  EXPECT_NE(html->markup().find("width=\"82\" height=\"22\""), std::string::npos);
}

TEST_F(SamplePictures, LargeOnesAreMadeSmaller) {
  const ImageShape shape = {1, 256, 256};
  const Picture grid = image_grid(std::vector<std::uint8_t>(8UL * 256 * 256, 50), shape, 8);
  const fs::path path = put("step-00000020.png", encode_png(grid.pixels, grid.shape));
  const auto html = some_of_grid(path, shape, 8, 8, "x");
  ASSERT_TRUE(html);
  EXPECT_NE(html->markup().find("width=\"1100\""), std::string::npos);
}

TEST_F(SamplePictures, WhatIsNoGridOfThisSizeIsNoPicture) {
  const ImageShape shape = {3, 8, 8};
  EXPECT_FALSE(some_of_grid(put("step-00000020.png", "damaged"), shape, 4, 4, "x"));
  EXPECT_FALSE(some_of_grid(folder_.path() / "not there.png", shape, 4, 4, "x"));
  const Picture grid = image_grid(std::vector<std::uint8_t>(4UL * 9 * 8 * 3), {3, 9, 8});
  EXPECT_FALSE(some_of_grid(put("a.png", encode_png(grid.pixels, grid.shape)), shape, 4, 4, "x"));
}

}  // namespace
}  // namespace leakygan::testing
