#include "study/same_inputs.h"

#include <gtest/gtest.h>

#include "tests/study/request.h"

namespace leakygan::testing {
namespace {

using Result = InputCheck::Result;
using nlohmann::ordered_json;

RunRecord record(const ordered_json& weights, const std::string& images = "a") {
  RunRecord record;
  record.facts.state = RunState::complete;
  record.inputs = {{"images", images}, {"latents", "l"}, {"weights", weights}};
  record.evaluation = {{"latents", "e"}};
  return record;
}

// The check of that input for two arms with one seed.
InputCheck check(const std::string& what, const RunRecord& one, const RunRecord& other) {
  const Study study = make("study: {seeds: 1, slopes: [0.1]}\ndata: {folder: x}\n").study;
  for (const auto& check : check_inputs(study, {{one}, {other}})) {
    if (check.what.starts_with(what)) return check;
  }
  return {};
}

TEST(SameInputs, AreEqualHashes) {
  const RunRecord one = record({{"x [3]", "1"}});
  for (const char* what : {"initial weights", "images", "training latents", "evaluation"}) {
    EXPECT_EQ(check(what, one, one).result, Result::same) << what;
  }
}

TEST(SameInputs, OtherImagesAreTold) {
  const InputCheck found = check("images", record({}), record({}, "b"));
  EXPECT_EQ(found.result, Result::differs);
  EXPECT_EQ(found.unlike, std::vector<std::string>{"leaky-0.1"});
}

TEST(SameInputs, WeightsAreComparedWhereShapesAgree) {
  const RunRecord one = record({{"x [3]", "1"}, {"y [2]", "2"}});
  EXPECT_EQ(check("initial", one, record({{"x [3]", "1"}, {"y [4]", "9"}})).result, Result::same);
  EXPECT_EQ(check("initial", one, record({{"x [3]", "7"}})).result, Result::differs);
}

TEST(SameInputs, AnotherProgramIsTold) {
  RunRecord later = record({});
  later.program = "later";
  EXPECT_EQ(check("version", record({}), later).result, Result::differs);
}

TEST(SameInputs, EvaluationsAreComparedOverAllSeeds) {
  const Study study = make("study: {seeds: 2, slopes: [0.1]}\ndata: {folder: x}\n").study;
  RunRecord other = record({{"x [3]", "2"}}, "b");
  other.evaluation = {{"latents", "f"}};
  const RunRecord one = record({{"x [3]", "1"}});
  for (const auto& check : check_inputs(study, {{one, other}, {one, other}})) {
    const bool is_other = check.what.starts_with("evaluation") && check.seed == 2;
    EXPECT_EQ(check.result, is_other ? Result::differs : Result::same) << check.what;
  }
}

TEST(SameInputs, OfRunsThatAreNotCompleteAreUnknown) {
  RunRecord failed = record({});
  failed.facts.state = RunState::failed;
  EXPECT_EQ(check("images", record({}), failed).result, Result::unknown);
  RunRecord old = record({});
  old.inputs = nullptr;
  EXPECT_EQ(check("images", record({}), old).result, Result::unknown);
}

}  // namespace
}  // namespace leakygan::testing
