#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "study/analysis/facts.h"

namespace leakygan {

// A performance profile at one score: the share of an arm's finished runs that are at least as good
// (Dolan and More 2002; Agarwal et al. 2021, "Deep reinforcement learning at the edge of the
// statistical precipice", section 4.3).
struct ProfilePoint {
  double score;
  double share;  // 0 to 1
};

// A point at each score of any run of the compared arms, from the best to the worst, so that the
// profiles of two arms have the same scores. Failed runs are as good as no score. Empty when none
// of the arm's runs is finished.
std::vector<ProfilePoint> performance_profile(const StudyFacts& study, std::size_t arm);

// How likely a run of `arm` scores better than one of `against`, seeds drawn apart: the share of
// all pairs of finished runs, a tie counting half (Mann and Whitney 1947; "probability of
// improvement" of Agarwal et al.). Failed runs are worse than others and tie with each other.
// Nothing when one has no finished run.
std::optional<double> probability_better(const StudyFacts& study, std::size_t arm,
                                         std::size_t against);

}  // namespace leakygan
