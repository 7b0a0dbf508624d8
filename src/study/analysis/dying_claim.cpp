#include "study/analysis/dying_claim.h"

#include <algorithm>

#include "statistics/summary.h"
#include "study/analysis/words.h"

namespace leakygan {
namespace {

// One arm's seeds.
struct Deaths {
  const ArmFacts* arm = nullptr;
  std::vector<double> shares;  // of dead channels, by the seeds that the probe saw
  std::size_t seeds = 0;       // with dead channels
  bool is_over = true;         // no run goes on, in which units could die yet

  bool in_most() const { return 2 * seeds > arm->runs.size(); }
  bool in_none() const { return seeds == 0 && shares.size() == arm->runs.size() && is_over; }
};

Deaths deaths(const ArmFacts& arm) {
  Deaths result;
  result.arm = &arm;
  for (const RunFacts& run : arm.runs) {
    if (run.state != RunState::complete && run.state != RunState::failed) result.is_over = false;
    if (!run.probe.dead_share) continue;
    result.shares.push_back(*run.probe.dead_share);
    result.seeds += *run.probe.dead_share > 0 ? 1 : 0;
  }
  return result;
}

std::optional<Deaths> under_stress(const StudyFacts& study) {
  for (const ArmFacts& arm : study.arms) {
    if (arm.is_stress && arm.activation.kind == ActivationKind::relu) return deaths(arm);
  }
  return std::nullopt;
}

bool none_anywhere(const StudyFacts& study) {
  return std::all_of(study.arms.begin(), study.arms.end(),
                     [](const ArmFacts& arm) { return deaths(arm).in_none(); });
}

std::string text_of(const Deaths& deaths) {
  std::string text = "channels died in " + std::to_string(deaths.seeds) + " of " +
                     counted(deaths.arm->runs.size(), "seed") + " of " + deaths.arm->name;
  if (deaths.seeds > 0) {
    text +=
        ", at most " + percent_text(mean(deaths.shares)) + " at once, on average over all seeds";
  }
  const std::size_t unseen = deaths.arm->runs.size() - deaths.shares.size();
  return unseen == 0 ? text : text + " (" + std::to_string(unseen) + " not looked at)";
}

ClaimLine line_of(const Deaths& deaths, ClaimResult result, const std::string& text) {
  ClaimLine line;
  line.result = result;
  line.arm = deaths.arm->name;
  line.measure = "largest share of dead channels";
  line.n = deaths.shares.size();
  if (line.n > 0) line.arm_mean = mean(deaths.shares);
  line.text = text;
  return line;
}

}  // namespace

std::vector<ClaimLine> dying_lines(const ClaimSetting& setting) {
  if (!setting.relu) return {untested("there is no relu arm")};
  const Deaths relu = deaths(setting.study.arms[*setting.relu]);
  const std::optional<Deaths> stress = under_stress(setting.study);
  const std::string both = text_of(relu) + (stress ? "; " + text_of(*stress) : "");
  if (relu.in_most()) return {line_of(relu, ClaimResult::supported, both)};
  if (stress && stress->in_most()) {
    return {line_of(relu, ClaimResult::not_shown, "under stress settings only: " + both)};
  }
  if (relu.in_none() && stress && stress->in_none()) {
    return {line_of(relu, ClaimResult::contradicted, both)};
  }
  if (relu.shares.empty()) {
    return {line_of(relu, ClaimResult::untested, "the probe did not look into " + relu.arm->name)};
  }
  if (relu.in_none() && !stress && none_anywhere(setting.study)) {
    return {line_of(relu, ClaimResult::untested,
                    "no unit died in any arm: the claim is untested here (a stress arm would "
                    "tell whether one can)")};
  }
  return {line_of(relu, ClaimResult::not_shown,
                  both + "; it takes most seeds to support and none of all to contradict")};
}

}  // namespace leakygan
