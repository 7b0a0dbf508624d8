#include "checkpoint/run_folder.h"

#include <gtest/gtest.h>

#include "support/error.h"
#include "tests/support/temporary_folder.h"

namespace leakygan {
namespace {

TEST(RunFolder, NamesFilesByTheGlobalStep) {
  const testing::TemporaryFolder folder;
  const RunFolder run(folder.path(), "x");
  EXPECT_EQ(run.sample_grid(1000), folder.path() / "x/samples/step-00001000.png");
  EXPECT_EQ(checkpoint_path(run.path(), 123456789),
            folder.path() / "x/checkpoints/step-123456789.safetensors");
}

TEST(RunFolder, KeepsWhatWasSaidEarlierInRunJson) {
  const testing::TemporaryFolder folder;
  RunFolder run(folder.path(), "x");
  run.describe({{"state", "running"}, {"threads", 2}});
  run.describe({{"state", "failed"}, {"why", "bad\xff"}});
  const auto json = nlohmann::json::parse(read_file(run.path() / "run.json"));
  EXPECT_EQ(json["state"], "failed");
  EXPECT_EQ(json["threads"], 2);
}

TEST(RunName, MustBeAPlainFolderName) {
  EXPECT_NO_THROW(check_run_name("faces 64 \xc3\xa9"));
  for (const char* name : {"", "a/b", "..", ".hidden", "new\nline", "bad\xff"}) {
    EXPECT_THROW(check_run_name(name), Error) << name;
  }
  EXPECT_THROW(check_run_name(std::string(101, 'x')), Error);
}

}  // namespace
}  // namespace leakygan
