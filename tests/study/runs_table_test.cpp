#include <gtest/gtest.h>

#include "study/runner.h"
#include "tests/study/request.h"

namespace leakygan::testing {
namespace {

using State = RunView::State;

TEST(RunsTable, HasARowForEachArmAndAColumnForEachSeed) {
  const Study study = make("study: {seeds: 2, slopes: [0.1]}\ndata: {folder: x}\n").study;
  const std::vector<RunView> runs = {{0, 1, State::complete, 1, 4.2137},
                                     {1, 1, State::failed, 1, {}},
                                     {0, 2, State::running, 0.456, 5.13},
                                     {1, 2, State::elsewhere, 0.02, {}}};
  const std::vector<std::string> expected = {
      "seed       1            2            ", "relu       4.21         46% 5.13     ",
      "leaky-0.1  failed       2%*          ",
      "1 of 4 runs complete, 1 failed, 1 running, 1 elsewhere (*), about 1 min 30 s left"};
  EXPECT_EQ(runs_table(study, runs, 90, 80), expected);
}

TEST(RunsTable, LeavesFinishedSeedsOutWhereAllDoNotFit) {
  const Study study = make("study: {seeds: 30, slopes: [0.1]}\ndata: {folder: x}\n").study;
  std::vector<RunView> runs;
  for (const auto seed : study.seeds) {
    for (std::size_t arm = 0; arm < 2; ++arm) {
      runs.push_back({arm, seed, seed <= 4 ? State::complete : State::waiting, 0, 1.0});
    }
  }
  const auto lines = runs_table(study, runs, 0, 64);
  EXPECT_EQ(lines[0], "seed       5            6            7            8            ");
  for (std::size_t i = 0; i < 3; ++i) EXPECT_LE(lines[i].size(), 64U);
}

TEST(RunsTable, ARunThatWaitsToGoOnShowsHowFarItCame) {
  const Study study = make("study: {seeds: 1, slopes: [0.1]}\ndata: {folder: x}\n").study;
  const auto lines =
      runs_table(study, {{0, 1, State::waiting, 0.3, {}}, {1, 1, State::waiting, 0, {}}}, 5, 80);
  EXPECT_EQ(lines[1], "relu       (30%)        ");
  EXPECT_EQ(lines[2], "leaky-0.1  .            ");
}

}  // namespace
}  // namespace leakygan::testing
