#include <gtest/gtest.h>

#include <cstdlib>

#include "support/files.h"
#include "support/text.h"
#include "tests/cli/training_test.h"

namespace leakygan {
namespace {

using testing::contains;
using testing::id_of;
using testing::Result;
using testing::run;

class ConvolutionsOfARun : public testing::ResumeTest {
 protected:
  nlohmann::json description() const {
    return nlohmann::json::parse(read_file(run_folder() / "run.json"));
  }
};

TEST_F(ConvolutionsOfARun, AreAnnouncedWrittenDownAndShown) {
  const Result result = train(pictures().string(), {"training.images=8"}, {"--verbose"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(contains(result.err, "convolutions:  winograd for "));
  EXPECT_TRUE(contains(result.err, "  3x16x16 - 4x8x8\n    down     "));
  const auto json = description();
  EXPECT_EQ(json["convolutions"].size(), 2U);
  EXPECT_TRUE(contains(result.err, "kernels " + json["kernels"].get<std::string>()));
  EXPECT_TRUE(contains(run({"info", checkpoint(1).string()}).out, "convolutions   winograd for "));
  const Result version = run({"--version"});
  EXPECT_TRUE(contains(version.out, "kernels " + json["kernels"].get<std::string>()));
  // Without --verbose no times.
  EXPECT_FALSE(contains(train({"training.images=8"}).err, "weights  "));
}

TEST_F(ConvolutionsOfARun, AreThoseThatItBeganWithWhenItIsResumed) {
  ASSERT_EQ(train_20_steps({"convolution=winograd"}).exit_code, 0);
  ASSERT_EQ(train_20_steps({"convolution=direct"}).exit_code, 0);
  EXPECT_NE(id_of(checkpoint(20)), id_of(checkpoint(20, "pictures-2")));
  const auto before = description()["convolutions"];
  EXPECT_EQ(before[0]["up"], "winograd");
  const Result resumed = resume(run_folder(), {"training.images=240"});
  ASSERT_EQ(resumed.exit_code, 0) << resumed.err;
  EXPECT_FALSE(contains(resumed.err, "measured"));
  EXPECT_EQ(description()["convolutions"], before);
  ASSERT_EQ(train_20_steps({"convolution=winograd", "training.images=240"}).exit_code, 0);
  EXPECT_EQ(id_of(checkpoint(30)), id_of(checkpoint(30, "pictures-3")));
}

TEST_F(ConvolutionsOfARun, CannotBeChangedByResuming) {
  ASSERT_EQ(train({"training.images=8", "convolution=direct"}).exit_code, 0);
  const Result result = resume(run_folder(), {"training.images=80", "convolution=winograd"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err,
                       "convolution: the run was trained with direct, it cannot go on "
                       "with winograd"));
}

TEST_F(ConvolutionsOfARun, EveryKernelTrainsAndAnUnknownOneIsNamed) {
  for (const std::string name : {"plain", "avx2", "avx512"}) {
    ::setenv("LEAKYGAN_KERNELS", name.c_str(), 1);
    const Result result = train({"training.images=8", "convolution=winograd"});
    if (result.exit_code != 0) {  // this processor has not got it
      EXPECT_NE(name, "plain");
      EXPECT_TRUE(contains(result.err, "LEAKYGAN_KERNELS is '" + name + "'")) << result.err;
    }
  }
  ::setenv("LEAKYGAN_KERNELS", "sse9", 1);
  const Result result = train({"training.images=8"});
  ::unsetenv("LEAKYGAN_KERNELS");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, "LEAKYGAN_KERNELS is 'sse9': this processor has "));
}

}  // namespace
}  // namespace leakygan
