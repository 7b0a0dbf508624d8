#include "study/results.h"

#include <gtest/gtest.h>

#include "tests/study/request.h"

namespace leakygan::testing {
namespace {

// The families of a study's arms, "0 0 2" for a third one of its own; none of its runs is there.
std::string families(const std::string& settings) {
  const TemporaryFolder folder;
  const Study study = make("study: {" + settings + "}\ndata: {folder: x}\n").study;
  const StudyFolder place(folder.path());
  place.write(study, {.layout = {2, 1}});
  std::string text;
  for (const ArmFacts& arm : gather_results(place, study).facts.arms) {
    text += (text.empty() ? "" : " ") + std::to_string(arm.family);
  }
  return text;
}

TEST(StudyResults, ArmsThatDifferInTheirActivationAreOneFamily) {
  EXPECT_EQ(families("slopes: [0.1, 0.2], activations: [gelu]"), "0 0 0 0");
  EXPECT_EQ(families("slopes: [0.1, 0.2], network: generator"), "0 0 0");
  EXPECT_EQ(families("slopes: [0.1, 0.2], network: both"), "0 0 0");
}

TEST(StudyResults, AnArmWithAnotherLossOrNetworkIsOneOfItsOwn) {
  EXPECT_EQ(families("slopes: [0.1], arms: {hinge: {objective.loss: hinge}}"), "0 0 2");
  EXPECT_EQ(families("slopes: [0.1], arms: {wide: {discriminator.width: 128}, "
                     "wider: {discriminator: {width: 128, activation: {slope: 0.3}}}}"),
            "0 0 2 2");
  // Varied by itself beside a discriminator's: neither tells of the other.
  EXPECT_EQ(families("slopes: [0.1], arms: {made: {generator.activation: gelu}}"), "0 0 2");
}

TEST(StudyResults, OfRunsThatAreNotThereAreMissing) {
  const TemporaryFolder folder;
  const Study study = make("study: {slopes: [0.1], seeds: 8}\ndata: {folder: x}\n").study;
  const StudyFolder place(folder.path());
  place.write(study, {.layout = {2, 1}});
  const StudyResults results = gather_results(place, study);
  EXPECT_FALSE(results.verdict.standing.decides());
  EXPECT_EQ(results.failed_runs(), 0U);
  EXPECT_NE(summary_text(results).find("nothing was measured yet"), std::string::npos);
}

}  // namespace
}  // namespace leakygan::testing
