#include "study/analysis/standing.h"

#include <cmath>

#include "study/analysis/levels.h"
#include "study/analysis/words.h"

namespace leakygan {
namespace {

constexpr std::size_t kFewestSeeds = 8;

bool is_finished(const RunFacts& run) {
  return run.state == RunState::failed || (run.state == RunState::complete && run.score);
}

}  // namespace

std::size_t seeds_needed(std::size_t comparisons) {
  std::size_t n = kFewestSeeds;
  while (2 / std::pow(2.0, n) * static_cast<double>(comparisons) > kLevel) ++n;
  return n;
}

Standing standing(const StudyFacts& study) {
  Standing result;
  result.seeds = study.seeds.size();
  result.planned = study.arms.size() * study.seeds.size();
  for (const ArmFacts& arm : study.arms) {
    for (const RunFacts& run : arm.runs) result.finished += is_finished(run) ? 1 : 0;
  }
  result.comparisons = others_than(study, study.baseline).size();
  result.seeds_needed = seeds_needed(result.comparisons);
  return result;
}

std::string undecided_text(const Standing& standing) {
  if (standing.finished < standing.planned) {
    const std::size_t missing = standing.planned - standing.finished;
    return "unfinished: " + std::to_string(missing) + " of " + counted(standing.planned, "run") +
           (missing == 1 ? " is" : " are") + " missing";
  }
  if (standing.seeds >= standing.seeds_needed) return {};
  return "exploratory: " + counted(standing.seeds, "seed") + ", and a verdict needs " +
         std::to_string(standing.seeds_needed);
}

}  // namespace leakygan
