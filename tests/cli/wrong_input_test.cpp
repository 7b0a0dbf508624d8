#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>

#include "tests/cli/program.h"

namespace leakygan {
namespace {

using testing::contains;
using testing::Result;
using testing::run;

// One line on stderr that holds `part`, nothing on stdout.
void expect_one_line(const Result& result, int exit_code, const std::string& part) {
  EXPECT_EQ(result.exit_code, exit_code);
  EXPECT_TRUE(contains(result.err, part));
  EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
  EXPECT_EQ(result.out, "");
}

class WrongInput : public ::testing::Test {
 protected:
  fs::path path(const std::string& name) const { return folder_.path() / name; }
  std::string out() const { return path("out").string(); }

  testing::TemporaryFolder folder_;
};

TEST_F(WrongInput, WrongUsageExitsWithTwo) {
  expect_one_line(run({}), 2, "subcommand is required");
  expect_one_line(run({"tain"}), 2, "no command 'tain'; did you mean train? (see leakygan --help)");
  expect_one_line(run({"dataset"}), 2, "subcommand is required (see leakygan dataset --help)");
  expect_one_line(run({"dataset", "chek"}), 2,
                  "no command 'dataset chek'; did you mean dataset check?");
  expect_one_line(run({"dataset", "check", "x", "--jsn"}), 2,
                  "no option '--jsn'; did you mean --json? (see leakygan dataset check --help)");
  expect_one_line(run({"train", "x", "--epochs", "3"}), 2,
                  "no option '--epochs'; did you mean --set training.epochs=...?");
  expect_one_line(run({"train", "x", "--max-epochs=3"}), 2, "no option '--max-epochs=3'");
  expect_one_line(run({"generate", "x", "--epochs", "3"}), 2,
                  "no option '--epochs' (see leakygan generate --help)");
  expect_one_line(run({"train"}), 2, "needs a CONFIG.yaml, a FOLDER or --resume");
  expect_one_line(run({"train", "x", "--resume", "y"}), 2, "one of them only");
  expect_one_line(run({"train", "--resume", "y", "--name", "z"}), 2, "--name");
  expect_one_line(run({"train", "x", "--from", ""}), 2, "--from: must not be empty");
  expect_one_line(run({"train", "x", "--partial"}), 2, "--partial belongs to --from");
  expect_one_line(run({"train", "x", "--bogus"}), 2, "--bogus");
  expect_one_line(run({"config", "optimizer.lr"}), 2, "optimizer.generator.lr");
}

TEST_F(WrongInput, AMissingSourceIsNamed) {
  expect_one_line(run({"train", path("nothing").string(), "--out", out()}), 1,
                  path("nothing").string() + ": there is no such file or folder");
  EXPECT_FALSE(fs::exists(out()));
}

TEST_F(WrongInput, AFolderWithoutImagesIsNamed) {
  folder_.write("empty/notes.txt");
  expect_one_line(run({"train", path("empty").string(), "--out", out()}), 1, "holds no images");
}

TEST_F(WrongInput, AFileThatIsNoConfigurationIsNamed) {
  const fs::path png = folder_.write("a.png", "\x89PNG\r\n\x1a\n");
  expect_one_line(run({"train", png.string(), "--out", out()}), 1,
                  "is not a configuration but a PNG image: name the folder");
  expect_one_line(run({"info", png.string()}), 1, "is not a checkpoint but a PNG image");
}

TEST_F(WrongInput, ADamagedImageStopsTheRunByItsNameBeforeAnythingIsWritten) {
  testing::make_shapes(path("pictures"), 70);
  folder_.write("pictures/broken.png", "\x89PNG\r\n\x1a\nnothing more");
  folder_.write("pictures/zero.jpg", "");
  const Result result = run({"train", path("pictures").string(), "--out", out()});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, "broken.png"));
  EXPECT_TRUE(contains(result.err, "zero.jpg"));
  EXPECT_FALSE(fs::exists(path("out") / "pictures"));
}

TEST_F(WrongInput, AnOutputFolderThatCannotBeMadeIsNamedBeforeImagesAreRead) {
  testing::make_shapes(path("pictures"), 20);
  const fs::path file = folder_.write("file");
  expect_one_line(run({"train", path("pictures").string(), "--out", file.string()}), 1,
                  file.string());
  if (::geteuid() == 0) return;  // nothing is forbidden to root
  fs::create_directory(path("locked"));
  fs::permissions(path("locked"), fs::perms::owner_read);
  expect_one_line(run({"train", path("pictures").string(), "--out", path("locked/x").string()}), 1,
                  path("locked/x").string());
}

TEST_F(WrongInput, EveryFaultOfAConfigurationIsALine) {
  const fs::path file = folder_.write(
      "c.yaml", "learning_rate: 1\ndata: {folder: x}\ntraining: {batch: 0, batch-size: 8}\n");
  const Result result = run({"train", file.string(), "--set", "seed=-1"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 4) << result.err;
}

TEST_F(WrongInput, ANameThatIsNoFoldersIsRefused) {
  testing::make_shapes(path("pictures"), 70);
  const Result result = run({"train", path("pictures").string(), "--out", out(), "--name", "../x"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, "cannot be a folder's name"));
  EXPECT_FALSE(fs::exists(path("x")));
}

TEST_F(WrongInput, ACudaDeviceThatIsNotThereIsRefused) {
  testing::make_shapes(path("pictures"), 70);
  const Result result = run({"train", path("pictures").string(), "--out", out(), "--set",
                             "device=cuda", "--set", "training.images=64"});
  if (result.exit_code == 0) GTEST_SKIP() << "there is a GPU here";
  EXPECT_TRUE(contains(result.err, "device: cuda was asked for"));
}

}  // namespace
}  // namespace leakygan
