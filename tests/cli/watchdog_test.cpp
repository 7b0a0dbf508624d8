#include <gtest/gtest.h>

#include <set>

#include "tests/cli/training_test.h"

// Warnings of a run that diverges after 120 healthy steps, its learning rates having been raised.

namespace leakygan {
namespace {

using testing::contains;
using testing::lines;
using testing::Result;

const char* const kKinds =
    "[discriminator_winning, loss_saturation, gradient, collapse, no_variation, drift]";

class Watch : public testing::TrainingTest {
 protected:
  fs::path run_folder() const { return out("pictures"); }

  Result diverge(const std::vector<std::string>& more) const {
    const Result healthy = train({"training.images=960", "every.log=40"});
    EXPECT_EQ(healthy.exit_code, 0) << healthy.err;
    EXPECT_FALSE(contains(healthy.err, "warning")) << healthy.err;
    return go_on(run_folder(), more);
  }

  static std::vector<std::string> rates(const std::vector<std::string>& more) {
    std::vector<std::string> all = {"optimizer.generator.lr=2", "optimizer.discriminator.lr=2",
                                    "training.images=3200"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }

  Result go_on(const fs::path& from, const std::vector<std::string>& more) const {
    return resume(from, rates(more));
  }

  // The warnings of a metrics.jsonl, each with its step.
  static std::vector<nlohmann::json> warnings(const fs::path& run) {
    std::vector<nlohmann::json> found;
    for (const auto& line : lines(run / "metrics.jsonl")) {
      if (line.contains("warning")) found.push_back(line);
    }
    return found;
  }

  static nlohmann::json description(const fs::path& run) {
    return nlohmann::json::parse(read_file(run / "run.json"));
  }
};

TEST_F(Watch, SaysEachKindOnceOnTheLineInTheLogAndInTheDescription) {
  const Result result = diverge({});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const auto found = warnings(run_folder());
  ASSERT_FALSE(found.empty()) << result.err;
  const auto described = description(run_folder())["warnings"];
  ASSERT_EQ(described.size(), found.size());
  std::set<std::string> kinds;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto& warning = found[i]["warning"];
    EXPECT_TRUE(kinds.insert(warning["kind"]).second);
    EXPECT_TRUE(contains(warning["advice"], "optimizer.discriminator.lr (2)"));
    EXPECT_TRUE(contains(result.err, "warning: step " +
                                         std::to_string(found[i]["step"].get<int>()) + ": " +
                                         warning["kind"].get<std::string>()));
    EXPECT_EQ(described[i]["kind"], warning["kind"]);
    EXPECT_EQ(described[i]["step"], found[i]["step"]);
  }
}

TEST_F(Watch, StopsOnAWarningOfTheListWithEverythingWritten) {
  const Result result = diverge({std::string("training.stop_on=") + kKinds});
  EXPECT_EQ(result.exit_code, 1);
  const auto found = warnings(run_folder());
  ASSERT_FALSE(found.empty()) << result.err;
  const int step = found[0]["step"];
  const std::string kind = found[0]["warning"]["kind"];
  EXPECT_TRUE(contains(result.err, "stopped at step " + std::to_string(step) +
                                       " by training.stop_on: " + kind + ": "));
  EXPECT_TRUE(contains(result.err, "leakygan train --resume " + run_folder().string()));
  EXPECT_EQ(description(run_folder())["state"], "failed");
  EXPECT_TRUE(contains(description(run_folder())["why"], "by training.stop_on"));
  EXPECT_TRUE(fs::exists(checkpoint(step)));
  EXPECT_EQ(lines(run_folder() / "metrics.jsonl").back()["step"], step);
  EXPECT_TRUE(lines(run_folder() / "metrics.jsonl").back().contains("generator_loss"));
  // It is told, so that the run can go on.
  const Result more = go_on(run_folder(), {"training.stop_on=" + kind});
  EXPECT_EQ(more.exit_code, 0) << more.err;
}

TEST_F(Watch, SaysTheSameAtTheSameStepsThoughTheRunIsBroken) {
  ASSERT_EQ(train({"training.images=960"}).exit_code, 0);
  fs::copy(run_folder(), out("broken"), fs::copy_options::recursive);
  const Result whole = go_on(run_folder(), {});
  ASSERT_EQ(whole.exit_code, 0) << whole.err;
  for (const char* images :
       {"training.images=1040", "training.images=1160", "training.images=3200"}) {
    const Result result = go_on(out("broken"), {images});
    ASSERT_EQ(result.exit_code, 0) << result.err;
  }
  EXPECT_FALSE(warnings(run_folder()).empty());
  EXPECT_EQ(warnings(out("broken")), warnings(run_folder()));
  EXPECT_EQ(testing::id_of(checkpoint(400, "broken")), testing::id_of(checkpoint(400)));
}

TEST_F(Watch, RefusesAKindThatThereIsNotNamingTheNearest) {
  const Result result = train({"training.stop_on=[drift, colapse]"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, "did you mean collapse?"));
}

}  // namespace
}  // namespace leakygan
