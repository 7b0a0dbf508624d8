#include "study/analysis/probe_claims.h"

#include <algorithm>
#include <array>
#include <span>

#include "statistics/holm.h"
#include "study/analysis/levels.h"
#include "study/analysis/words.h"
#include "support/text.h"

namespace leakygan {
namespace {

struct Measure {
  std::optional<double> ProbeFacts::*value;
  std::string name;
  bool higher_supports;
  std::string absent;  // what it means that no seed has a value on both sides
  std::string zero;    // what it means that all values are 0; empty where that is a result
};

// Values of the seeds that have them on both sides: of complete runs, as means over a training that
// diverged early are means over another time.
struct Sides {
  std::vector<double> arm;
  std::vector<double> against;
};

Sides sides(const ClaimSetting& setting, std::size_t arm, const Measure& measure) {
  Sides result;
  for (std::size_t seed = 0; seed < setting.study.seeds.size(); ++seed) {
    const RunFacts& run = setting.study.arms[arm].runs[seed];
    const RunFacts& other = setting.study.arms[*setting.relu].runs[seed];
    if (run.state != RunState::complete || other.state != RunState::complete) continue;
    const auto value = run.probe.*measure.value;
    const auto other_value = other.probe.*measure.value;
    if (!value || !other_value) continue;
    result.arm.push_back(*value);
    result.against.push_back(*other_value);
  }
  return result;
}

bool all_zero(const std::vector<double>& values) {
  return std::all_of(values.begin(), values.end(), [](double value) { return value == 0; });
}

// A line before correction and judgement: p is the test's own, and there is a text only where there
// is nothing to judge.
ClaimLine measured(const ClaimSetting& setting, std::size_t arm, const Measure& measure,
                   double level) {
  const Sides both = sides(setting, arm, measure);
  ClaimLine line;
  line.arm = setting.study.arms[arm].name;
  line.against = setting.study.arms[*setting.relu].name;
  line.measure = measure.name;
  line.n = both.arm.size();
  if (line.n == 0) {
    line.text = measure.absent;
    return line;
  }
  if (all_zero(both.arm) && all_zero(both.against)) line.text = measure.zero;
  std::vector<double> differences;
  for (std::size_t i = 0; i < line.n; ++i) differences.push_back(both.arm[i] - both.against[i]);
  line.arm_mean = mean(both.arm);
  line.against_mean = mean(both.against);
  line.difference = mean(differences);
  if (line.n < 2) return line;
  const PairedTTest test = paired_t_test(differences);
  line.p = test.p;
  line.confidence = 1 - level;
  line.interval = t_interval(test, line.confidence);
  line.seeds_needed = seeds_to_find(setting, in_deviations(test.mean, test), level);
  return line;
}

ClaimResult result_of(const Standing& standing, const ClaimLine& line, const Measure& measure) {
  if (!standing.decides() || line.n < standing.seeds_needed || *line.p > kLevel) {
    return ClaimResult::not_shown;
  }
  return (*line.difference > 0) == measure.higher_supports ? ClaimResult::supported
                                                           : ClaimResult::contradicted;
}

void judge_line(const ClaimSetting& setting, const Measure& measure, ClaimLine& line) {
  const Standing& standing = setting.verdict.standing;
  line.result = result_of(standing, line, measure);
  line.text = evidence_text(line);
  if (line.result != ClaimResult::not_shown) return;
  if (standing.decides() && line.n < standing.seeds_needed) {
    line.text += "; the other seeds have no value on both sides";
  }
  line.text += needed_text(setting, line, "a difference as large");
}

std::vector<ClaimLine> judged(const ClaimSetting& setting, std::span<const Measure> measures) {
  const std::string missing = missing_side(setting);
  if (!missing.empty()) return {untested(missing)};
  const auto count = static_cast<double>(setting.leaky.size() * measures.size());
  std::vector<ClaimLine> lines;
  std::vector<double> p;
  for (const std::size_t arm : setting.leaky) {
    for (const Measure& measure : measures) {
      lines.push_back(measured(setting, arm, measure, kLevel / count));
      p.push_back(lines.back().p.value_or(1));
    }
  }
  const std::vector<double> corrected = holm(p);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].p) lines[i].p = corrected[i];
    if (lines[i].text.empty()) judge_line(setting, measures[i % measures.size()], lines[i]);
  }
  return lines;
}

const std::string kNotLooked = "no seed has complete runs on both sides that the probe looked into";

}  // namespace

std::vector<ClaimLine> revival_lines(const ClaimSetting& setting) {
  const std::array measures = {
      Measure{&ProbeFacts::revival_rate, "share of inactive channels that came back", true,
              "no seed has two probes with channels inactive at the first, "
              "on both sides",
              ""}};
  return judged(setting, measures);
}

std::vector<ClaimLine> saturation_lines(const ClaimSetting& setting) {
  const std::array measures = {
      Measure{&ProbeFacts::collapsed_share, "share of collapsed channels", false, kNotLooked,
              "no channel collapsed on either side"},
      Measure{&ProbeFacts::loss_saturation, "share of samples without a loss gradient", false,
              kNotLooked, "no sample was without a loss gradient on either side"}};
  return judged(setting, measures);
}

std::vector<ClaimLine> gradient_lines(const ClaimSetting& setting) {
  const std::array measures = {Measure{&ProbeFacts::generator_signal,
                                       "generator signal by the logits' spread", true, kNotLooked,
                                       "no gradient reached the generator on either side"}};
  const Measure sparsity{&ProbeFacts::gradient_sparsity, "", false, "", ""};
  std::vector<ClaimLine> lines = judged(setting, measures);
  if (!missing_side(setting).empty()) return lines;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Sides both = sides(setting, setting.leaky[i], sparsity);
    if (both.arm.empty()) continue;
    lines[i].text += "; gradient sparsity " + short_number(mean(both.arm)) + " against " +
                     short_number(mean(both.against));
  }
  return lines;
}

}  // namespace leakygan
