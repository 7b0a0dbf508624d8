#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace leakygan {
namespace {

using testing::contains;
using testing::Result;
using testing::run;

const fs::path kSource = LEAKYGAN_SOURCE_DIR;

TEST(Commands, VersionNamesProgramAndLibraries) {
  const Result result = run({"--version"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_TRUE(contains(result.out, "leakygan 0.1.0"));
  EXPECT_TRUE(contains(result.out, "LibTorch 2."));
  EXPECT_TRUE(contains(result.out, "kernels "));
}

TEST(Commands, HelpGoesToStandardOutput) {
  for (const char* command : {"train", "dataset", "info", "config"}) {
    const Result result = run({command, "--help"});
    EXPECT_EQ(result.exit_code, 0) << command;
    EXPECT_TRUE(contains(result.out, "Usage:")) << command;
    EXPECT_EQ(result.err, "") << command;
  }
}

TEST(Commands, TheConfigurationPageIsWhatTheProgramPrints) {
  EXPECT_EQ(run({"config", "--markdown"}).out, read_file(kSource / "docs/CONFIGURATION.md"))
      << "run: leakygan config --markdown > docs/CONFIGURATION.md";
}

TEST(Commands, ConfigShowsOneKeyOrASection) {
  EXPECT_TRUE(contains(run({"config", "training.batch"}).out, "default: 64"));
  const Result section = run({"config", "optimizer.discriminator"});
  EXPECT_TRUE(contains(section.out, "optimizer.discriminator.beta1"));
  EXPECT_FALSE(contains(section.out, "generator.width"));
}

TEST(Commands, InfoShowsTheLayersOfEveryConfigurationThatComesWithTheProgram) {
  for (const auto& file : fs::directory_iterator(kSource / "configs")) {
    if (file.is_directory()) continue;  // studies
    const Result result = run({"info", file.path().string(), "--set", "data.size=32"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_TRUE(contains(result.out, "multiply-adds")) << file.path();
  }
  const Result classic = run({"info", (kSource / "configs/classic.yaml").string()});
  EXPECT_TRUE(contains(classic.out, "3,576,704"));
  EXPECT_TRUE(contains(classic.out, "2,765,568"));
}

TEST(Commands, InfoSaysWhatAShortcutIsAddedTo) {
  const Result result =
      run({"info", (kSource / "configs/classic.yaml").string(), "--set", "data.size=32", "--set",
           "generator.architecture=resnet", "--set", "discriminator.architecture=resnet"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(contains(result.out, "added to layer 2\n"));  // the generator's first shortcut
  EXPECT_TRUE(contains(result.out, "added to layer 1\n"));  // the discriminator's
  EXPECT_EQ(result.out.find("tanh"), result.out.rfind("tanh"));
}

TEST(Commands, ProportionsMayStandBeforeTheFolder) {
  const testing::TemporaryFolder folder;
  const std::string shapes = (folder.path() / "shapes").string();
  const Result result =
      run({"dataset", "shapes", "--proportions", "3,1", "--classes", "2", "--count", "8", shapes});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(fs::exists(fs::path(shapes) / "circle/00005.png"));
}

TEST(Commands, InfoWarnsOfALinearNetwork) {
  const Result result = run({"info", (kSource / "configs/classic.yaml").string(), "--set",
                             "discriminator.activation.slope=1"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_TRUE(contains(result.err, "linear"));
}

}  // namespace
}  // namespace leakygan
