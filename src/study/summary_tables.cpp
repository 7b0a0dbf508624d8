#include "study/summary_tables.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "study/analysis/words.h"
#include "study/names.h"
#include "support/last_name.h"
#include "support/text.h"

namespace leakygan {
namespace {

std::string or_dash(const std::optional<double>& value) {
  return value ? short_number(*value) : "-";
}

// "0.0123", "< 0.0001": under a heading that says p.
std::string p_or_dash(const std::optional<double>& p) {
  if (!p) return "-";
  const std::string text = p_text(*p).substr(2);
  return text.starts_with("= ") ? text.substr(2) : text;
}

std::string wins_text(const ArmSummary& arm) {
  const std::size_t seeds = arm.wins + arm.losses + arm.ties;
  return seeds > 0 ? count_text(arm.wins) + " of " + count_text(seeds) : "-";
}

}  // namespace

std::string pictures_name(const Study& study) { return last_name(study.base.data.folder); }

TextTable arms_text(const StudyResults& results) {
  const bool has_activations = varies_activation(results.facts);
  TextTable table = {{"arm", "runs", "failed", "mean", "SD", "median", "wins"}, {}};
  if (has_activations) table.header.insert(table.header.begin() + 1, "activation");
  for (const ArmSummary& arm : results.verdict.arms) {
    const ArmFacts& facts = results.facts.arms[arm.arm];
    std::vector<std::string> row = {
        facts.name,        count_text(arm.complete),        count_text(arm.failures),
        or_dash(arm.mean), or_dash(arm.standard_deviation), or_dash(arm.median),
        wins_text(arm)};
    if (has_activations) row.insert(row.begin() + 1, activation_text(facts.activation));
    table.rows.push_back(std::move(row));
  }
  return table;
}

TextTable differences_text(const StudyResults& results) {
  const Verdict& verdict = results.verdict;
  const std::size_t count = std::max<std::size_t>(verdict.comparisons.size(), 1);
  const double level = 100 - 5.0 / static_cast<double>(count);
  TextTable table = {{"against " + results.facts.arms[results.facts.baseline].name, "difference",
                      short_number(level) + "% interval", "p (Holm)", "p (sign flip)",
                      "p (equivalence, each alone)", "outcome"},
                     {}};
  for (const ArmComparison& pair : verdict.comparisons) {
    table.rows.push_back({results.facts.arms[pair.arms.arm].name,
                          pair.by_ranks          ? "ranks"
                          : pair.mean_difference ? signed_text(*pair.mean_difference)
                                                 : "-",
                          pair.interval ? interval_text(*pair.interval) : "-",
                          p_or_dash(pair.adjusted_p), p_or_dash(pair.sign_flip_p),
                          p_or_dash(pair.equivalence_p), text_of(pair.outcome)});
  }
  return table;
}

TextTable cost_text(const StudyFacts& facts) {
  TextTable table = {{"arm", "time a run", "images/s", "memory"}, {}};
  for (const ArmCost& cost : arm_costs(facts)) {
    table.rows.push_back({facts.arms[cost.arm].name, duration_text(cost.seconds),
                          count_text(std::lround(cost.images_per_second)),
                          bytes_text(cost.peak_memory)});
  }
  return table;
}

std::vector<ClaimText> claim_texts(const Claim& claim) {
  struct Said {
    const ClaimLine* first;
    std::vector<std::string> subject;  // arms
  };
  std::vector<Said> all;
  for (const ClaimLine& line : claim.lines) {
    auto said = std::find_if(all.begin(), all.end(), [&](const Said& one) {
      return one.first->measure == line.measure && one.first->text == line.text &&
             one.first->result == line.result;
    });
    if (said == all.end()) said = all.insert(said, {&line, {}});
    if (!line.arm.empty()) said->subject.push_back(line.arm);
  }
  std::vector<ClaimText> texts;
  for (auto& [line, subject] : all) {
    if (!line->measure.empty()) subject.push_back(line->measure);
    texts.push_back({line->result, join(subject, ", "), line->text});
  }
  return texts;
}

std::vector<std::string> inputs_text(const std::vector<InputCheck>& checks) {
  std::map<std::string, std::map<std::string, std::size_t>> counts;
  std::map<std::string, std::vector<std::string>> unlike;
  std::vector<std::string> order;
  for (const InputCheck& check : checks) {
    if (!counts.contains(check.what)) order.push_back(check.what);
    counts[check.what][text_of(check.result)] += 1;
    for (const auto& arm : check.unlike) {
      auto& arms = unlike[check.what];
      if (std::find(arms.begin(), arms.end(), arm) == arms.end()) arms.push_back(arm);
    }
  }
  std::vector<std::string> lines;
  for (const auto& what : order) {
    std::string& line = lines.emplace_back(what + ":");
    for (const auto& [result, seeds] : counts[what]) {
      line += " " + result + " in " + counted(seeds, "seed");
    }
    if (unlike.contains(what)) line += " (differs in " + join(unlike[what], ", ") + ")";
  }
  return lines;
}

std::vector<std::string> reasons_text(const StudyFacts& facts, RunState state) {
  std::vector<std::string> lines;
  for (const ArmFacts& arm : facts.arms) {
    for (const RunFacts& run : arm.runs) {
      if (run.state != state || run.why.empty()) continue;
      lines.push_back(arm.name + ", seed " + std::to_string(run.seed) + ": " + run.why);
    }
  }
  return lines;
}

std::string reference_text(const StudyResults& results) {
  const auto& real = results.real_scores;
  if (real.empty()) return "";
  const auto [low, high] = std::minmax_element(real.begin(), real.end());
  const std::string images =
      count_text(results.plan.reference.at("images").get<std::int64_t>()) + " training images";
  const std::string sets = real.size() > 1 ? counted(real.size(), "set") + " of " + images : images;
  const std::string scores =
      short_number(*low) + (real.size() > 1 ? " to " + short_number(*high) : "");
  return sets + " in the place of made ones have " + scores + ".";
}

}  // namespace leakygan
