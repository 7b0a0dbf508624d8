#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "study/analysis/claims.h"
#include "study/analysis/facts.h"
#include "support/random.h"

namespace leakygan::testing {

constexpr double kBase = 50;  // score of the middle seed of an arm without an effect

inline ArmFacts arm_of(const std::string& name, const Activation& activation,
                       const std::vector<double>& scores) {
  ArmFacts arm;
  arm.name = name;
  arm.activation = activation;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    RunFacts run;
    run.seed = i;
    run.state = RunState::complete;
    run.score = scores[i];
    arm.runs.push_back(run);
  }
  return arm;
}

// Scores of one arm: an effect of the seed that all arms share, with a standard deviation of 3,
// noise of the arm's own, and a shift.
inline std::vector<double> scores(std::size_t seeds, std::uint64_t arm, double shift, double noise,
                                  std::uint64_t study = 0) {
  std::vector<double> values;
  for (std::size_t seed = 0; seed < seeds; ++seed) {
    SplitMix64 shared(stream_seed(study, "seed effect", seed));
    SplitMix64 own(stream_seed(study, "noise " + std::to_string(arm), seed));
    values.push_back(kBase + 3 * shared.normal() + shift + noise * own.normal());
  }
  return values;
}

struct Shift {
  double leaky_001 = 0;
  double leaky_01 = 0;
  double leaky_02 = 0;
  double leaky_03 = 0;
};

// The default study: relu and leaky ReLU of four slopes, lower scores being better, with a margin
// of 5% (about 2.5).
inline StudyFacts default_study(std::size_t seeds, const Shift& shift, double noise = 0.5,
                                std::uint64_t number = 0) {
  const auto leaky = [](double slope) { return Activation{ActivationKind::leaky_relu, slope}; };
  StudyFacts study;
  study.arms = {
      arm_of("relu", {}, scores(seeds, 0, 0, noise, number)),
      arm_of("leaky 0.01", leaky(0.01), scores(seeds, 1, shift.leaky_001, noise, number)),
      arm_of("leaky 0.1", leaky(0.1), scores(seeds, 2, shift.leaky_01, noise, number)),
      arm_of("leaky 0.2", leaky(0.2), scores(seeds, 3, shift.leaky_02, noise, number)),
      arm_of("leaky 0.3", leaky(0.3), scores(seeds, 4, shift.leaky_03, noise, number)),
  };
  for (std::size_t seed = 0; seed < seeds; ++seed) study.seeds.push_back(seed);
  study.margin = 0.05;
  study.metric = "rFD";
  return study;
}

inline void set_state(StudyFacts& study, std::size_t arm, std::size_t seed, RunState state) {
  study.arms[arm].runs[seed].state = state;
  study.arms[arm].runs[seed].score.reset();
}

inline Claims claims_of(const StudyFacts& study) { return judge_claims(study, judge(study)); }

// The lines of one claim, by its place on the page.
enum ClaimPlace {
  kDying,
  kRevival,
  kSaturation,
  kGradient,
  kBetterImages,
  kSmallSlope,
  kLargeSlope
};

inline std::vector<ClaimLine> lines_of(const StudyFacts& study, ClaimPlace place) {
  return claims_of(study).judged.at(place).lines;
}

}  // namespace leakygan::testing
