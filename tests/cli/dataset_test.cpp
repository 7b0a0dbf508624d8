#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>

#include "tests/cli/program.h"
#include "tests/data/make_image.h"

namespace leakygan {
namespace {

using testing::contains;
using testing::Result;
using testing::run;
using testing::tiny;
using Json = nlohmann::json;

class DatasetCommands : public ::testing::Test {
 protected:
  void SetUp() override { testing::make_shapes(pictures(), 40); }

  fs::path pictures() const { return folder_.path() / "pictures"; }
  fs::path away() const { return folder_.path() / "away"; }

  Result dataset(const std::string& command, std::vector<std::string> more = {}) const {
    std::vector<std::string> words = {"dataset", command, pictures().string()};
    auto overrides = more;
    overrides.insert(overrides.begin(), "data.holdout=auto");
    const auto options = tiny(overrides);
    words.insert(words.end(), options.begin(), options.end());
    words.insert(words.end(), extra_.begin(), extra_.end());
    return run(words, folder_.path());
  }

  Result check(std::vector<std::string> extra = {}) {
    extra_ = std::move(extra);
    return dataset("check");
  }

  // What is wrong in every way that a file can be, by name.
  std::vector<std::string> write_bad() const {
    const std::string image = testing::png_of(testing::noise(32, 32, 3));
    const std::vector<std::pair<std::string, std::string>> files = {
        {"empty.jpg", ""},
        {"cut.png", image.substr(0, image.size() / 2)},
        {"text.png", "not an image"},
        {"animation.png", "GIF89a"},
        {"deep/caf\xe9.png", "x"},
        {"deep/new\nline \"quoted\".png", "y"}};
    std::vector<std::string> names;
    for (const auto& [name, bytes] : files) {
      folder_.write(pictures() / name, bytes);
      names.push_back(name);
    }
    return names;
  }

  std::size_t files() const {
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(pictures())) {
      count += entry.is_regular_file() ? 1 : 0;
    }
    return count;
  }

  testing::TemporaryFolder folder_;
  std::vector<std::string> extra_;
};

TEST_F(DatasetCommands, CheckOfACleanFolderGivesZeroAndTheSameWordsTrain) {
  const Result result = check();
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(contains(result.out, "a training would start: 40 images, 4 of them held out\n"));
  std::vector<std::string> train = {"train", pictures().string(), "--out",
                                    (folder_.path() / "out").string()};
  const auto options = tiny({"training.images=8"});
  train.insert(train.end(), options.begin(), options.end());
  EXPECT_EQ(run(train).exit_code, 0);
}

TEST_F(DatasetCommands, CheckNamesEveryFault) {
  const auto bad = write_bad();
  const Result result = check();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.out, "6 images cannot be used"));
  EXPECT_TRUE(contains(result.out, "a training would not start: 6 images cannot be used\n"));
  const Json json = Json::parse(check({"--json"}).out);
  const Json& finding = json["findings"][0];
  EXPECT_EQ(finding["key"], "unusable");
  std::vector<std::string> names;
  for (const auto& image : finding["images"]) {
    names.push_back(image["name"]);
    EXPECT_NE(image["detail"], "");
  }
  std::vector<std::string> expected;
  expected.reserve(bad.size());
  for (const auto& name : bad) expected.push_back(display(name));
  std::sort(expected.begin(), expected.end());
  std::sort(names.begin(), names.end());
  EXPECT_EQ(names, expected);
}

TEST_F(DatasetCommands, CheckGivesOneWhenTheConfigurationItselfKeepsATrainingFromStarting) {
  const Result few = dataset("check", {"training.batch=50"});
  EXPECT_EQ(few.exit_code, 1);
  EXPECT_TRUE(contains(few.out, "fewer than one batch of 50"));
  const Result cuda = dataset("check", {"device=cuda"});
  if (cuda.exit_code == 0) GTEST_SKIP() << "there is a GPU here";
  EXPECT_TRUE(contains(cuda.out, "a training would not start: device: cuda was asked for"));
}

TEST_F(DatasetCommands, QuarantineMovesTheBadFilesAndRestoreBringsThemBack) {
  const auto bad = write_bad();
  const std::size_t before = files();
  const Result moved = check({"--quarantine", away().string()});
  EXPECT_EQ(moved.exit_code, 0) << moved.out << moved.err;
  EXPECT_TRUE(contains(moved.out, "6 files moved to"));
  EXPECT_EQ(files(), before - bad.size());
  for (const auto& name : bad) EXPECT_TRUE(fs::exists(away() / name)) << name;
  EXPECT_EQ(check().exit_code, 0);
  const Result restored = run({"dataset", "check", "--restore", away().string()});
  EXPECT_EQ(restored.exit_code, 0) << restored.err;
  EXPECT_EQ(restored.out, "6 put back, 0 not\n");
  for (const auto& name : bad) EXPECT_TRUE(fs::exists(pictures() / name)) << name;
  EXPECT_EQ(read_file(pictures() / "deep/caf\xe9.png"), "x");
  EXPECT_EQ(files(), before);
  EXPECT_EQ(run({"dataset", "check", "--restore", away().string()}).exit_code, 1);
}

TEST_F(DatasetCommands, QuarantineInTheDataFolderIsRefusedBeforeImagesAreRead) {
  write_bad();
  const Result result = check({"--quarantine", (pictures() / "bad").string()});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.out, "");
  EXPECT_TRUE(contains(result.err, "lies in the data folder"));
  EXPECT_FALSE(fs::exists(pictures() / "bad"));
}

TEST_F(DatasetCommands, CheckRefusesWordsThatDoNotGoTogether) {
  EXPECT_EQ(run({"dataset", "check"}).exit_code, 2);
  EXPECT_EQ(run({"dataset", "check", "x", "--restore", "y"}).exit_code, 2);
  EXPECT_EQ(run({"dataset", "check", "x", "--quarantine", ""}).exit_code, 2);
  EXPECT_EQ(run({"dataset", "stats"}).exit_code, 2);
  EXPECT_EQ(run({"dataset", "stats", "--sheet", "pictures"}).exit_code, 2);
}

TEST_F(DatasetCommands, StatsAreNumbersOfTheTrainingImages) {
  const Json json = [&] {
    extra_ = {"--json"};
    return Json::parse(dataset("stats", {"data.classes=folders"}).out);
  }();
  EXPECT_EQ(json["training"], 36);
  EXPECT_EQ(json["held_out"], 4);
  EXPECT_EQ(json["fingerprint"].get<std::string>().size(), 16U);
  EXPECT_EQ(json["channels"].size(), 3U);
  const Json& red = json["channels"][0];
  EXPECT_EQ(red["name"], "red");
  EXPECT_NEAR(red["mean"].get<double>(), red["mean_255"].get<double>() / 127.5 - 1, 1e-9);
  std::size_t images = 0;
  for (const auto& one : json["classes"]) images += one["count"].get<std::size_t>();
  EXPECT_EQ(images, 36U);
}

TEST_F(DatasetCommands, StatsWriteASheetAndOverwriteNone) {
  const fs::path sheet = folder_.path() / "pictures-sheet.png";
  folder_.write("pictures-sheet.png", "mine");
  extra_ = {"--sheet"};
  const Result result = dataset("stats");
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(contains(result.out, "contact sheet: pictures-sheet-2.png"));
  EXPECT_EQ(read_file(sheet), "mine");
  const cv::Mat image = cv::imread((folder_.path() / "pictures-sheet-2.png").string());
  EXPECT_EQ(image.cols, 6 * (16 + 2) + 2);
  extra_ = {"--sheet", "other.png"};
  EXPECT_EQ(dataset("stats").exit_code, 0);
  EXPECT_TRUE(fs::exists(folder_.path() / "other.png"));
}

}  // namespace
}  // namespace leakygan
