#include <cstdlib>
#include <fstream>
#include <opencv2/imgcodecs.hpp>

#include "tests/cli/training_test.h"

namespace leakygan::testing {
namespace {

using nlohmann::json;

class Evaluate : public TrainingTest {
 protected:
  void SetUp() override {
    TrainingTest::SetUp();
    ::setenv("XDG_CACHE_HOME", path("cache").c_str(), 1);
  }

  // `leakygan evaluate ... --json`, which must succeed.
  static json measured(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "evaluate");
    arguments.emplace_back("--json");
    const Result result = run(arguments);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return json::parse(result.out, nullptr, false);
  }

  json compared(const fs::path& a, const fs::path& b, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {"--images", a.string(), b.string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return measured(arguments);
  }

  // The pictures under other names, in another order, flat in one folder.
  fs::path renamed_copy(const std::string& name) {
    fs::create_directories(path(name));
    int number = 1000;
    for (const auto& file : picture_files()) {
      fs::copy_file(file, path(name) / (std::to_string(number--) + ".png"));
    }
    return path(name);
  }

  fs::path as_jpegs(const std::string& name) {
    fs::create_directories(path(name));
    int number = 0;
    for (const auto& file : picture_files()) {
      const auto jpeg = path(name) / (std::to_string(number++) + ".jpg");
      cv::imwrite(jpeg.string(), cv::imread(file.string()));
    }
    return path(name);
  }

 private:
  std::vector<fs::path> picture_files() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(pictures())) {
      if (entry.path().extension() == ".png") files.push_back(entry.path());
    }
    return files;
  }
};

json scores(const json& evaluation) { return evaluation["comparisons"][0]["scores"]; }

TEST_F(Evaluate, ASetAgainstItselfUnderOtherNamesIsNoDistanceAway) {
  const json found = scores(compared(pictures(), renamed_copy("copy")));
  EXPECT_LE(found["frechet"]["value"], 1e-6);
  EXPECT_GE(found["frechet"]["value"], 0.0);
  EXPECT_EQ(found["sliced_wasserstein"]["value"], 0.0);
  EXPECT_EQ(found["precision"]["value"], 1.0);
  EXPECT_EQ(found["coverage"]["value"], 1.0);
  EXPECT_EQ(found["nearest_neighbour_accuracy"]["value"], 0.0);
}

TEST_F(Evaluate, SamplesScoreTheSameInMemoryAndAsFiles) {
  ASSERT_EQ(train({"training.images=80"}).exit_code, 0);
  const fs::path made = path("made");
  ASSERT_EQ(generate(out("pictures"), made, {"--count", "40"}).exit_code, 0);
  const json in_memory = scores(measured({out("pictures").string(), "--count", "40"}));
  const json as_files = scores(compared(pictures(), made));
  for (const auto& [name, score] : in_memory.items()) {
    EXPECT_EQ(score["value"], as_files[name]["value"]) << name;
  }
}

TEST_F(Evaluate, AChangedImageIsMeasuredAnew) {
  const fs::path copy = renamed_copy("copy");
  const auto arguments = std::vector<std::string>{"evaluate",          "--images",  copy.string(),
                                                  pictures().string(), "--metrics", "frechet"};
  EXPECT_NE(run(arguments).err.find("40 images: computed"), std::string::npos);
  EXPECT_NE(run(arguments).err.find("40 images: kept from an earlier time"), std::string::npos);
  const double before = scores(compared(copy, pictures()))["frechet"]["value"];
  const fs::path file = copy / "1000.png";
  cv::Mat image = cv::imread(file.string());
  image = cv::Scalar(255, 255, 255) - image;
  cv::imwrite(file.string(), image);
  EXPECT_NE(run(arguments).err.find("40 images: computed"), std::string::npos);
  EXPECT_GT(scores(compared(copy, pictures()))["frechet"]["value"], before);
}

TEST_F(Evaluate, WarnsOfOtherFormats) {
  const json found = compared(pictures(), as_jpegs("jpegs"));
  EXPECT_NE(found["warnings"].dump().find("the first set is PNG, the second JPEG"),
            std::string::npos);
}

TEST_F(Evaluate, OfFewImagesGivesNotesInsteadOfNumbers) {
  for (const int count : {1, 2, 5}) {
    const std::string text = std::to_string(count);
    const json found = compared(pictures(), renamed_copy("copy" + text), {"--count", text});
    EXPECT_EQ(found["comparisons"][0]["real_images"], count);
    const json all = scores(found);
    for (const auto& [name, score] : all.items()) {
      EXPECT_TRUE(score["value"].is_number() || score.contains("note")) << name;
    }
  }
}

TEST_F(Evaluate, LeavesTheImagesAsTheyAre) {
  const auto before = state_of(pictures());
  compared(pictures(), pictures());
  EXPECT_EQ(state_of(pictures()), before);
}

TEST_F(Evaluate, WantsASizeForImagesOfSeveral) {
  const fs::path copy = renamed_copy("copy");
  const cv::Mat small = cv::imread((copy / "1000.png").string());
  cv::Mat larger;
  cv::copyMakeBorder(small, larger, 0, 4, 0, 8, cv::BORDER_REFLECT);
  cv::imwrite((copy / "1000.png").string(), larger);
  const Result refused = run({"evaluate", "--images", pictures().string(), copy.string()});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_NE(refused.err.find("16x16 and 24x20"), std::string::npos) << refused.err;
  EXPECT_TRUE(scores(compared(pictures(), copy, {"--size", "16"}))["frechet"]["value"].is_number());
}

TEST_F(Evaluate, CountsShapes) {
  ASSERT_EQ(train({"training.images=80"}).exit_code, 0);
  const json found = measured({out("pictures").string(), "--count", "40"});
  EXPECT_EQ(found["shapes"]["real"]["counts"]["circle"], 10);
  EXPECT_EQ(found["shapes"]["real"]["none_clearly"], 0);
  EXPECT_EQ(found["shapes"]["fakes"]["none_clearly"], 40);
}

TEST_F(Evaluate, WritesTheNearestTrainingImagesWhenAllIsMeasured) {
  ASSERT_EQ(train({"training.images=80"}).exit_code, 0);
  const json part = measured({out("pictures").string(), "--metrics", "frechet,duplicates"});
  EXPECT_EQ(scores(part).size(), 2U);
  EXPECT_FALSE(fs::exists(out("pictures") / "evaluations"));
  const json found = measured({out("pictures").string(), "--count", "10"});
  for (const std::string file : found["memorization"]["pictures"]) {
    EXPECT_FALSE(cv::imread(file).empty()) << file;
  }
  EXPECT_EQ(found["memorization"]["pictures"].size(), 2U);
}

TEST_F(Evaluate, PrintsItsTableThoughFilesCannotBeWritten) {
  ASSERT_EQ(train({"training.images=80"}).exit_code, 0);
  std::ofstream(out("pictures") / "evaluations") << "in the way";
  const Result result = run({"evaluate", out("pictures").string(), "--count", "10"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.out.find("sliced Wasserstein"), std::string::npos);
  EXPECT_NE(result.err.find("evaluations"), std::string::npos) << result.err;
}

TEST_F(Evaluate, TellsOfAFolderThatCannotBeMadeBeforeTheWork) {
  const std::string folder = pictures().string();
  const Result result =
      run({"evaluate", "--images", folder, folder, "--out", folder + "/shapes.json"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err.find("features of"), std::string::npos) << result.err;
}

TEST_F(Evaluate, SaysWhatItPassesOver) {
  const fs::path copy = renamed_copy("copy");
  std::ofstream(copy / "moving.gif") << "GIF89a";
  const Result result = run({"evaluate", "--images", pictures().string(), copy.string()});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_NE(result.err.find("40 images (skipped: 1 GIF"), std::string::npos) << result.err;
}

TEST_F(Evaluate, SaysWhatIsWrongInOneLine) {
  const auto refuses = [&](const std::vector<std::string>& arguments, int code,
                           const std::string& what) {
    std::vector<std::string> all = {"evaluate"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const Result result = run(all);
    EXPECT_EQ(result.exit_code, code) << what;
    EXPECT_NE(result.err.find(what), std::string::npos) << result.err;
    EXPECT_EQ(result.out, "");
  };
  const std::string folder = pictures().string();
  const std::string nowhere = path("nowhere").string();
  refuses({}, 2, "RUN, a CHECKPOINT or --images");
  refuses({folder, "--images", folder, folder}, 2, "one of them only");
  refuses({"--images", folder, nowhere}, 1, "nowhere");
  refuses({"--images", folder, folder, "--best"}, 2, "--best does not go with --images");
  refuses({"--images", folder, folder, "--metrics", "frechett"}, 1, "did you mean frechet?");
  refuses({"--images", folder, folder, "--count", "0"}, 2, "--count");
  refuses({"--images", folder, folder, "--size", "16y"}, 2, "--size");
  refuses({"--images", folder, folder, "--features", nowhere}, 1, "cannot be opened");
  refuses({"--images", folder, folder, "--features", folder + "/shapes.json"}, 1,
          "is no TorchScript file but a text");
  refuses({folder}, 1, "not that of a run");
}

}  // namespace
}  // namespace leakygan::testing
