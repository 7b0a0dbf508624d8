#include "study/settings.h"

#include <gtest/gtest.h>

#include "tests/study/request.h"

namespace leakygan::testing {
namespace {

using ::testing::Test;

std::string with(const std::string& settings) {
  return refusal("study: {" + settings + "}\ndata: {folder: x}\n");
}

TEST(StudySettings, ANumberOfSeedsStandsForTheFirstOnes) {
  const Study study = make("study: {seeds: 3}\ndata: {folder: x}\n").study;
  EXPECT_EQ(study.seeds, (std::vector<std::uint64_t>{1, 2, 3}));
}

TEST(StudySettings, AListOfSeedsStandsForItself) {
  const Study study = make("study: {seeds: [7, 5]}\ndata: {folder: x}\n").study;
  EXPECT_EQ(study.seeds, (std::vector<std::uint64_t>{7, 5}));
}

TEST(StudySettings, ASeedTwiceIsRefused) {
  EXPECT_TRUE(contains(with("seeds: [7, 7]"), "study.seeds: has the seed 7 twice"));
}

TEST(StudySettings, NegativeSlopesAreRefusedWithTheSlopeThatWasMeant) {
  for (const char* slope : {"-0.2", "-.2"}) {
    const std::string message = with(std::string("slopes: [0.1, ") + slope + "]");
    EXPECT_TRUE(contains(message, "study.slopes: ")) << message;
    EXPECT_TRUE(contains(message, "written without a sign: 0.2")) << message;
  }
}

TEST(StudySettings, SlopesThatAreNoneAreRefused) {
  for (const char* slope : {".nan", "1.5", "x", "\"0,2\"", ".inf"}) {
    EXPECT_TRUE(contains(with(std::string("slopes: [") + slope + "]"), "study.slopes: ")) << slope;
  }
}

TEST(StudySettings, AllFaultsAreToldAtOnceWithTheirLines) {
  const std::string message = refusal(
      "study:\n  sedes: 3\n  margin: 0\n  budget: 90\n  network: both of them\n"
      "  arms:\n    relu: 3\ndata: {folder: x}\ntraning: {batch: 8}\n");
  EXPECT_TRUE(
      contains(message, "made.yaml:2: study.sedes: unknown key; did you mean study.seeds?"));
  EXPECT_TRUE(contains(message, "made.yaml:3: study.margin: "));
  EXPECT_TRUE(contains(message, "made.yaml:4: study.budget: must be a time with its unit"));
  EXPECT_TRUE(contains(message, "made.yaml:5: study.network: "));
  EXPECT_TRUE(contains(message, "made.yaml:7: study.arms.relu: an arm is a section"));
  EXPECT_TRUE(contains(message, "traning.batch"));
}

TEST(StudySettings, TimesAreReadWithTheirUnits) {
  const auto seconds = [](const std::string& text) {
    double value = 0;
    EXPECT_EQ(read_duration({{text}}, value), "") << text;
    return value;
  };
  EXPECT_EQ(seconds("2h"), 7200);
  EXPECT_EQ(seconds("1h 30min"), 5400);
  EXPECT_EQ(seconds("1.5 h"), 5400);
  EXPECT_EQ(seconds("90s"), 90);
  EXPECT_EQ(seconds("45m"), 2700);
}

TEST(StudySettings, TimesWithoutUnitsAndOtherTextsAreRefused) {
  for (const char* text : {"2", "h", "-1h", "0s", "1e99h", "nan h", "2 days", ""}) {
    double value = 0;
    EXPECT_NE(read_duration({{text}}, value), "") << text;
  }
}

TEST(StudySettings, ASectionThatIsNoneIsRefused) {
  for (const char* section : {"3", "[1, 2]", "{}"}) {
    const std::string message = refusal("study: " + std::string(section) + "\ndata: {folder: x}\n");
    EXPECT_TRUE(contains(message, "made.yaml:1: study: is a section")) << message;
  }
  EXPECT_TRUE(contains(with("arms: [relu, gelu]"), "study.arms: an arm is a section"));
  EXPECT_TRUE(contains(with("stress: true"), "study.stress: is a section"));
}

TEST(StudySettings, EveryKeyIsDescribed) {
  for (const StudyKey& key : study_keys()) {
    EXPECT_FALSE(key.type.empty() || key.default_text.empty() || key.meaning.empty()) << key.name;
  }
}

}  // namespace
}  // namespace leakygan::testing
