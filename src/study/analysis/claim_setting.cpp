#include "study/analysis/claim_setting.h"

#include <algorithm>
#include <cmath>

#include "statistics/paired_power.h"
#include "study/analysis/levels.h"
#include "study/analysis/words.h"
#include "support/text.h"

namespace leakygan {
namespace {

std::optional<std::size_t> for_a_verdict(const ClaimSetting& setting,
                                         std::optional<std::size_t> seeds) {
  return seeds ? std::optional(std::max(*seeds, setting.verdict.standing.seeds_needed)) : seeds;
}

}  // namespace

ClaimLine untested(const std::string& why) {
  ClaimLine line;
  line.text = why;
  return line;
}

std::string missing_side(const ClaimSetting& setting) {
  if (!setting.relu) return "there is no relu arm";
  return setting.leaky.empty() ? "there is no leaky arm" : "";
}

std::optional<std::size_t> seeds_to_find(const ClaimSetting& setting, double effect, double level) {
  return for_a_verdict(setting, pairs_for_power(effect, level, kWantedPower, kMostSeeds));
}

std::optional<std::size_t> seeds_to_show_equivalence(const ClaimSetting& setting, double effect,
                                                     double margin) {
  return for_a_verdict(setting,
                       pairs_for_equivalence(effect, margin, kLevel, kWantedPower, kMostSeeds));
}

double in_deviations(double difference, const PairedTTest& test) {
  constexpr double kEnormous = 1e6;
  if (difference == 0) return 0;
  return std::min(kEnormous, std::abs(difference) / test.standard_deviation);
}

std::string evidence_text(const ClaimLine& line) {
  std::vector<std::string> parts;
  if (line.arm_mean && line.against_mean) {
    parts.push_back(short_number(*line.arm_mean) + " against " + short_number(*line.against_mean) +
                    " in " + line.against);
  }
  if (line.difference) {
    const std::string interval = line.interval
                                     ? " (" + percent_text(line.confidence) + " interval " +
                                           interval_text(*line.interval) + ")"
                                     : "";
    parts.push_back("difference " + signed_text(*line.difference) + interval);
  }
  if (line.p) parts.push_back("corrected " + p_text(*line.p));
  if (line.equivalence_p) parts.push_back("equivalence " + p_text(*line.equivalence_p));
  parts.push_back(counted(line.n, "seed"));
  return join(parts, ", ");
}

std::string needed_text(const ClaimSetting& setting, const ClaimLine& line,
                        const std::string& what) {
  const std::string reason = undecided_text(setting.verdict.standing);
  std::string text = reason.empty() ? "" : "; " + reason;
  if (!line.difference || !line.p) return reason.empty() ? "; it takes more seeds" : text;
  const std::string needed = line.seeds_needed
                                 ? "about " + std::to_string(*line.seeds_needed)
                                 : "more than " + count_text(std::uint64_t{kMostSeeds});
  return text + "; to show " + what + " takes " + needed + " seeds";
}

}  // namespace leakygan
