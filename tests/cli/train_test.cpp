#include <gtest/gtest.h>

#include <algorithm>
#include <opencv2/imgcodecs.hpp>
#include <regex>

#include "tests/cli/training_test.h"

namespace leakygan {
namespace {

using testing::contains;
using testing::id_of;
using testing::lines;
using testing::Result;
using testing::run;

class Train : public testing::TrainingTest {};

TEST_F(Train, BehindTheEndOfACosineIsRefused) {
  const auto attempt = [&](const std::string& images) {
    return train(
        {"optimizer.schedule=cosine", "training.schedule_images=20", "training.images=" + images});
  };
  const Result refused = attempt("32");
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(contains(refused.err, "the cosine ends at 20 images"));
  EXPECT_FALSE(fs::exists(out("pictures")));
  // In whole steps of 8 images, the last of which begins before the end.
  EXPECT_EQ(attempt("24").exit_code, 0);
}

TEST_F(Train, WritesARunAndPrintsItsFolderLast) {
  const Result result = train({"training.epochs=2", "every.log=24", "every.sample=40"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.out, out("pictures").string() + "\n");
  EXPECT_TRUE(std::regex_search(
      result.err, std::regex("10% of 2 epochs, [0-9]+ s left  step 1  loss D [0-9.]+ G ")));
  for (const char* file : {"samples/real.png", "samples/step-00000005.png",
                           "samples/step-00000010.png", "checkpoints/step-00000010.safetensors"}) {
    EXPECT_TRUE(fs::exists(out("pictures") / file)) << file;
  }
  const auto run_json = nlohmann::json::parse(read_file(out("pictures") / "run.json"));
  EXPECT_EQ(run_json["state"], "complete");
  EXPECT_EQ(run_json["step"], 10);
  const auto log = lines(out("pictures") / "metrics.jsonl");
  ASSERT_EQ(log.size(), 4U);
  EXPECT_EQ(log[0]["step"], 3);
  EXPECT_EQ(log[3]["step"], 10);  // the last, though no multiple of 24 images
  for (const char* name : {"discriminator_loss", "generator_loss", "data_wait_seconds"}) {
    EXPECT_TRUE(log[0][name].is_number()) << name;
  }
}

TEST_F(Train, TheGridOfRealImagesShowsEveryFolder) {
  const fs::path folder = folder_.path() / "two";
  for (const char* name : {"black", "white"}) {
    fs::create_directories(folder / name);
    const cv::Mat image(16, 16, CV_8UC3, cv::Scalar::all(name[0] == 'b' ? 0 : 255));
    for (int i = 0; i < 70; ++i) {
      cv::imwrite((folder / name / (std::to_string(i) + ".png")).string(), image);
    }
  }
  ASSERT_EQ(train(folder.string(), {"training.images=8"}).exit_code, 0);
  const cv::Mat grid = cv::imread((out("two") / "samples/real.png").string());
  const int step = grid.cols / 8;
  EXPECT_EQ(grid.at<cv::Vec3b>(step / 2, step / 2), cv::Vec3b(0, 0, 0));
  EXPECT_EQ(grid.at<cv::Vec3b>(7 * step + step / 2, 7 * step + step / 2), cv::Vec3b(255, 255, 255));
}

TEST_F(Train, OutputThatIsNoTerminalHasPlainLinesOnly) {
  const Result result = train({"training.images=800"});
  EXPECT_EQ(result.err.find_first_of("\r\x1b"), std::string::npos) << result.err;
  EXPECT_LT(std::count(result.err.begin(), result.err.end(), '\n'), 20) << result.err;
}

TEST_F(Train, ASecondRunTakesANewFolderAndTheSavedConfigurationRepeatsTheFirst) {
  ASSERT_EQ(train({"training.images=64", "seed=3"}).exit_code, 0);
  const std::string config = (out("pictures") / "config.yaml").string();
  EXPECT_TRUE(contains(read_file(config), "device: cpu"));  // and not auto
  const Result second = run({"train", config, "--out", out().string()});
  ASSERT_EQ(second.exit_code, 0) << second.err;
  EXPECT_EQ(second.out, out("pictures-2").string() + "\n");
  const fs::path samples = "samples/step-00000008.png";
  EXPECT_EQ(id_of(checkpoint(8)), id_of(checkpoint(8, "pictures-2")));
  EXPECT_EQ(read_file(out("pictures") / samples), read_file(out("pictures-2") / samples));
}

TEST_F(Train, AnotherSeedGivesOtherWeights) {
  ASSERT_EQ(train({"training.images=8", "seed=3"}).exit_code, 0);
  ASSERT_EQ(train({"training.images=8", "seed=4"}).exit_code, 0);
  const fs::path samples = "samples/step-00000001.png";
  EXPECT_NE(read_file(out("pictures") / samples), read_file(out("pictures-2") / samples));
}

TEST_F(Train, EndsByMinutesAfterAtLeastOneStep) {
  const Result result = train({"training.minutes=1e-12"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(fs::exists(out("pictures") / "checkpoints"));
  EXPECT_FALSE(lines(out("pictures") / "metrics.jsonl").empty());
}

TEST_F(Train, FewerImagesThanABatchFailBeforeARunIsMade) {
  const Result result = train({"training.batch=64"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, "40 images are fewer than one batch of 64"));
  EXPECT_FALSE(fs::exists(out("pictures")));
}

TEST_F(Train, DivergenceStopsAtOnceAndSaysWhereAndWhatToLower) {
  const Result result =
      train({"training.images=8000", "optimizer.generator.lr=1e6", "optimizer.discriminator.lr=1e6",
             "generator.normalization=none", "discriminator.normalization=none"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, "training diverged at step "));
  EXPECT_TRUE(contains(result.err, "optimizer.discriminator.lr (1e+06)"));
  // It is the generator's gradient: the discriminator has taken the step already, and networks that
  // are half a step apart are not saved.
  EXPECT_TRUE(contains(result.err, "the gradient of generator."));
  EXPECT_TRUE(fs::is_empty(out("pictures") / "checkpoints"));
  const auto run_json = nlohmann::json::parse(read_file(out("pictures") / "run.json"));
  EXPECT_TRUE(contains(result.err, "or set discriminator.normalization: batch"));
  EXPECT_EQ(run_json["state"], "failed");
  EXPECT_TRUE(contains(run_json["why"].get<std::string>(), "training diverged"));
  for (const auto& line : lines(out("pictures") / "metrics.jsonl")) {
    EXPECT_TRUE(line["generator_loss"].is_number());
  }
}

TEST_F(Train, WeightsThatTheLastStepMadeInfiniteAreNotSaved) {
  const Result result = train({"training.images=8", "optimizer.generator.lr=1e300"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, "training diverged at step 1: the samples are not finite"));
  EXPECT_TRUE(fs::is_empty(out("pictures") / "checkpoints"));
  EXPECT_FALSE(fs::exists(out("pictures") / "samples/step-00000001.png"));
  EXPECT_TRUE(contains(result.err, "no weights were saved"));
  EXPECT_FALSE(contains(result.err, "normalization: batch"));  // as it is
}

TEST_F(Train, WorksForSizesThatAreNoPowersOfTwoAndForEveryChannelCount) {
  for (const char* channels : {"1", "3", "4"}) {
    const Result result = train({"training.images=16", "data.size=[20, 37]",
                                 "data.channels=" + std::string(channels), "data.flip=true"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
  }
}

TEST_F(Train, TakesEveryActivationInBothNetworks) {
  for (const char* kind : {"relu", "leaky_relu", "prelu", "elu", "selu", "gelu", "silu"}) {
    const Result result = train({"training.images=16", "generator.activation=" + std::string(kind),
                                 "discriminator.activation=" + std::string(kind)});
    EXPECT_EQ(result.exit_code, 0) << kind << ": " << result.err;
  }
}

TEST_F(Train, ThatFailsToWriteSamplesSavesTheWeights) {
  testing::Running training(
      words(pictures().string(), {"training.minutes=1440", "every.sample=8000"}), ".");
  ASSERT_TRUE(training.wait_for(out("pictures") / "metrics.jsonl"));
  fs::remove_all(out("pictures") / "samples");
  const Result result = training.finish();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, "the weights as they are now: "));
  EXPECT_FALSE(fs::is_empty(out("pictures") / "checkpoints"));
}

TEST_F(Train, AFolderWhoseNameIsHiddenGivesARunNamedRun) {
  fs::rename(pictures(), folder_.path() / ".pics");
  const Result result = train((folder_.path() / ".pics").string(), {"training.images=8"});
  EXPECT_EQ(result.out, out("run").string() + "\n") << result.err;
}

TEST_F(Train, AFinishedRunIsNoFolderOfImagesAndInfoShowsItsNetworks) {
  ASSERT_EQ(train({"training.images=8"}).exit_code, 0);
  const Result again = train(out("pictures").string(), {});
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_TRUE(contains(again.err, "is the folder of a run"));
  const Result info = run({"info", out("pictures").string()});
  EXPECT_EQ(info.exit_code, 0) << info.err;
  EXPECT_TRUE(contains(info.out, "3x16x16"));
  EXPECT_TRUE(contains(info.out, " in all"));
}

TEST_F(Train, ANameGivenOnTheCommandLineIsTheFoldersName) {
  const Result result = train(pictures().string(), {"training.images=8"}, {"--name", "no: \"x\""});
  EXPECT_EQ(result.out, out("no: \"x\"").string() + "\n") << result.err;
}

}  // namespace
}  // namespace leakygan
