#include "study/plan.h"

#include <gtest/gtest.h>

#include "tests/study/request.h"

namespace leakygan::testing {
namespace {

// Two runs at a time, 100 images a second each, 3 seconds to start and 5 to measure.
StudyPlan plan_of_1000_images() {
  StudyPlan plan;
  plan.program = "leakygan";
  plan.images = 1000;
  plan.layout = {.parallel = 2, .threads = 1};
  plan.measured = {{{1, 2}, 150, 2, 4, 1000, nlohmann::ordered_json::array()},
                   {{2, 1}, 200, 3, 5, 1000, nlohmann::ordered_json::array()}};
  plan.holdout = 300;
  plan.fingerprint = "0123456789abcdef";
  return plan;
}

TEST(StudyPlan, ReadsBackFromJson) {
  const StudyPlan plan = plan_of_1000_images();
  EXPECT_EQ(to_json(plan_from_json(to_json(plan))), to_json(plan));
}

TEST(StudyPlan, ARunHasItsSeedAndTheStudysLengthAndThreads) {
  const Study study = make("study: {slopes: [0.1]}\ndata: {folder: x}\n").study;
  const StudyPlan plan = plan_of_1000_images();
  const Config config = run_config(plan, study.arms[1], 7);
  EXPECT_EQ(config.seed, 7U);
  EXPECT_EQ(config.name, "7");
  EXPECT_EQ(config.threads, 1);
  EXPECT_EQ(config.training.images, 1000);
  EXPECT_FALSE(config.training.epochs);
  EXPECT_EQ(config.data.holdout, 300);
  EXPECT_EQ(config.discriminator.activation.slope, 0.1);
  EXPECT_EQ(config.every.evaluate, 256);  // a quarter, in whole batches of 64
}

TEST(StudyPlan, AShortRunIsProbedFourTimesAndALongOneAsUsual) {
  const Study study = make("study: {slopes: [0.1]}\ndata: {folder: x}\n").study;
  StudyPlan plan = plan_of_1000_images();
  EXPECT_EQ(run_config(plan, study.arms[1], 7).every.probe, 256);
  plan.images = 1'000'000;
  EXPECT_EQ(run_config(plan, study.arms[1], 7).every.probe, 20'000);
}

TEST(StudyPlan, IntervalsThatWereGivenAreKept) {
  const Study study =
      make("study: {slopes: [0.1]}\ndata: {folder: x}\nevery: {evaluate: 64, sample: 128}\n").study;
  const Config config = run_config(plan_of_1000_images(), study.arms[1], 1);
  EXPECT_EQ(config.every.evaluate, 64);
  EXPECT_EQ(config.every.sample, 128);
}

TEST(StudyPlan, TimeIsThatOfTheRoundsOfTheChosenLayout) {
  // Each run: 3 s, 1,000 images at 100 a second, and four measurements of 5 s.
  const auto seconds = [](const std::string& rest) {
    const Study study = make("study: {slopes: [0.1], " + rest).study;
    return estimated_seconds(study, plan_of_1000_images());
  };
  EXPECT_DOUBLE_EQ(seconds("seeds: 1}\ndata: {folder: x}\n"), 33);
  EXPECT_DOUBLE_EQ(seconds("seeds: 2}\ndata: {folder: x}\n"), 66);
  // Or as often as the study says: ten times.
  EXPECT_DOUBLE_EQ(seconds("seeds: 1}\ndata: {folder: x}\nevery: {evaluate: 100}\n"), 63);
}

TEST(StudyPlan, SaysTheCorrectedPower) {
  const Study study = make("study: {seeds: 8}\ndata: {folder: x}\n").study;
  const auto lines = plan_text(study, plan_of_1000_images());
  EXPECT_NE(lines.back().find("a probability of 39%, corrected for 4 arms"), std::string::npos)
      << lines.back();
  EXPECT_NE(lines.back().find("; 15 seeds have 80%"), std::string::npos) << lines.back();
}

TEST(StudyPlan, SaysThatFewSeedsAndShortRunsShowLittle) {
  const Study study = make("data: {folder: x}\n").study;
  const auto notes = plan_notes(study, plan_of_1000_images(), 500);
  ASSERT_EQ(notes.size(), 2U);
  EXPECT_NE(notes[0].find("5 seeds are exploratory"), std::string::npos);
  EXPECT_NE(notes[1].find("every image 2 times"), std::string::npos);
}

TEST(StudyPlan, WarnsOfALinearArm) {
  const Study study = make("study: {seeds: 8, slopes: [1]}\ndata: {folder: x}\n").study;
  const auto notes = plan_notes(study, plan_of_1000_images(), 10);
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_NE(notes[0].find("arm leaky-1: "), std::string::npos);
  EXPECT_NE(notes[0].find("linear"), std::string::npos);
}

TEST(Layouts, GiveEveryRunTheSameThreads) {
  const auto texts = [](std::int64_t threads, std::int64_t runs) {
    std::vector<std::string> all;
    for (const Layout& layout : possible_layouts(threads, runs)) {
      EXPECT_LE(layout.parallel * layout.threads, threads);
      all.push_back(std::to_string(layout.parallel) + "x" + std::to_string(layout.threads));
    }
    return all;
  };
  EXPECT_EQ(texts(1, 9), (std::vector<std::string>{"1x1"}));
  EXPECT_EQ(texts(2, 9), (std::vector<std::string>{"1x2", "2x1"}));
  EXPECT_EQ(texts(3, 9), (std::vector<std::string>{"1x3", "2x1", "3x1"}));
  EXPECT_EQ(texts(8, 3), (std::vector<std::string>{"1x8", "2x4", "3x2"}));
}

}  // namespace
}  // namespace leakygan::testing
