#include "metrics/feature_cache.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "checkpoint/safetensors.h"
#include "tests/metrics/sets.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

// A cache folder of its own, and what was said.
class FeatureCache : public ::testing::Test {
 protected:
  void SetUp() override {
    if (const char* before = std::getenv("XDG_CACHE_HOME")) before_ = before;
    ::setenv("XDG_CACHE_HOME", folder_.path().c_str(), 1);
  }
  void TearDown() override { ::setenv("XDG_CACHE_HOME", before_.c_str(), 1); }

  at::Tensor features(const ImageSet& images, const FeatureSpace& space) {
    said_.clear();
    return cached_features(images, space, 2, "real images",
                           {[&](const std::string& line) { said_ += line + "\n"; }, {}});
  }
  at::Tensor features() { return features({k16x16, pixels_}, *space_); }

  std::vector<fs::path> files() const {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder_.path() / "leakygan")) {
      files.push_back(entry.path());
    }
    return files;
  }

  const std::string kComputed = "features of 40 real images: computed\n";
  const std::string kKept = "features of 40 real images: kept from an earlier time\n";

  TemporaryFolder folder_;
  std::string before_;
  std::string said_;
  std::vector<std::uint8_t> pixels_ = textured(1, 40, k16x16);
  std::unique_ptr<FeatureSpace> space_ = random_features();
};

TEST_F(FeatureCache, ComputesFeaturesOnce) {
  const at::Tensor first = features();
  EXPECT_EQ(said_, kComputed);
  EXPECT_TRUE(first.equal(features()));
  EXPECT_EQ(said_, kKept);
  EXPECT_TRUE(first.equal(features({k16x16, shuffled(pixels_, k16x16)}, *space_)));
  EXPECT_EQ(said_, kKept);
  EXPECT_EQ(files().size(), 1U);
}

TEST_F(FeatureCache, DoesNotTakeThemForOtherPixelsSizesOrSpaces) {
  features();
  auto one_changed = pixels_;
  one_changed[17] ^= 1;
  const at::Tensor of_changed = features({k16x16, one_changed}, *space_);
  EXPECT_EQ(said_, kComputed);
  EXPECT_FALSE(of_changed.equal(features()));
  EXPECT_EQ(said_, kKept);
  features({{3, 8, 32}, pixels_}, *space_);
  EXPECT_EQ(said_, kComputed);
  const auto small =
      script_features(fs::path(LEAKYGAN_SOURCE_DIR) / "tests/metrics/files/small.pt");
  EXPECT_EQ(features({k16x16, pixels_}, *small).size(1), 12);
  EXPECT_EQ(said_, kComputed);
  EXPECT_EQ(files().size(), 4U);
}

TEST_F(FeatureCache, DoesNotBelieveADamagedFile) {
  const at::Tensor right = features();
  const fs::path file = files().at(0);
  const std::string good = read_file(file);
  std::string flipped = good;
  flipped[flipped.size() - 20] ^= 1;
  for (const std::string& bad :
       {good.substr(0, good.size() / 2), flipped, std::string("some text"), std::string()}) {
    std::ofstream(file, std::ios::binary) << bad;
    EXPECT_TRUE(right.equal(features()));
    EXPECT_EQ(said_, kComputed);
    EXPECT_TRUE(right.equal(features()));
    EXPECT_EQ(said_, kKept);
  }
}

TEST_F(FeatureCache, DoesNotBelieveAFileWithOtherTensors) {
  const at::Tensor right = features();
  const fs::path file = files().at(0);
  for (const NamedTensor& wrong : {NamedTensor{"features", right.slice(0, 0, 39)},
                                   {"other", right},
                                   {"features", at::ones({40}, at::kLong)}}) {
    write_safetensors(file, {wrong}, {});
    EXPECT_TRUE(right.equal(features()));
    EXPECT_EQ(said_, kComputed);
  }
}

TEST_F(FeatureCache, IsNoReasonToFailWhenItCannotBeWritten) {
  folder_.write("leakygan", "a file where the folder should be");
  const at::Tensor first = features();
  EXPECT_TRUE(said_.starts_with(kComputed)) << said_;
  EXPECT_TRUE(contains(said_, "note: features are not kept for the next time: "));
  EXPECT_TRUE(first.equal(features()));
  EXPECT_TRUE(said_.starts_with(kComputed)) << said_;
}

TEST_F(FeatureCache, IsNotNeeded) {
  ::setenv("XDG_CACHE_HOME", "relative", 1);
  const std::string home = std::getenv("HOME") == nullptr ? "" : std::getenv("HOME");
  ::unsetenv("HOME");
  features();
  EXPECT_EQ(said_, kComputed);
  ::setenv("HOME", home.c_str(), 1);
}

}  // namespace
}  // namespace leakygan::testing
