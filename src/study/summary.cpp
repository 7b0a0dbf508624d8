#include <algorithm>
#include <cmath>
#include <map>

#include "report/text_table.h"
#include "study/analysis/words.h"
#include "study/names.h"
#include "study/results.h"
#include "support/text.h"

// The results in words.

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

std::string paragraph(const std::string& text) { return text.empty() ? "" : text + "\n\n"; }

// Real images beside real ones: the least that can be hoped for.
std::string reference_text(const StudyResults& results) {
  const auto& reference = results.plan.reference;
  const std::string score = results.study.score();
  if (!reference.is_object() || !reference.at("scores").contains(score)) return "";
  const auto& value = reference.at("scores").at(score);
  if (!value.is_number()) return "";
  return count_text(reference.at("images").get<std::int64_t>()) +
         " training images in the place of made ones have " + short_number(value.get<double>()) +
         ". ";
}

std::string arms_text(const StudyResults& results) {
  TextTable table = {{"arm", "activation", "runs", "failed", "mean", "SD", "median", "wins"}, {}};
  for (const ArmSummary& arm : results.verdict.arms) {
    const ArmFacts& facts = results.facts.arms[arm.arm];
    const bool has_wins = arm.wins + arm.losses + arm.ties > 0;
    table.rows.push_back(
        {facts.name, activation_text(facts.activation), count_text(arm.complete),
         count_text(arm.failures), or_dash(arm.mean), or_dash(arm.standard_deviation),
         or_dash(arm.median),
         has_wins ? count_text(arm.wins) + " of " + count_text(arm.wins + arm.losses + arm.ties)
                  : "-"});
  }
  return markdown(table) + "\n";
}

std::string differences_text(const StudyResults& results) {
  const Verdict& verdict = results.verdict;
  if (verdict.comparisons.empty()) return "";
  const double level = 100 - 5.0 / static_cast<double>(verdict.comparisons.size());
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
  return markdown(table) + "\n";
}

// What is said of a claim by one measure, and of which arms.
struct Said {
  std::string measure;
  std::string text;
  std::vector<std::string> arms;
};

// The lines of a claim; arms of which the same is said share one.
std::vector<Said> said_of(const Claim& claim) {
  std::vector<Said> all;
  for (const ClaimLine& line : claim.lines) {
    const std::string text =
        "**" + text_of(line.result) + "**" + (line.text.empty() ? "" : ": " + line.text);
    auto said = std::find_if(all.begin(), all.end(), [&](const Said& one) {
      return one.measure == line.measure && one.text == text;
    });
    if (said == all.end()) said = all.insert(said, {line.measure, text, {}});
    if (!line.arm.empty()) said->arms.push_back(line.arm);
  }
  return all;
}

std::string claims_text(const Claims& claims) {
  std::string text = "## Claims\n\n";
  for (const Claim& claim : claims.judged) {
    text += "- " + claim.statement + "\n";
    for (const Said& said : said_of(claim)) {
      std::vector<std::string> subject = said.arms;
      if (!said.measure.empty()) subject.push_back(said.measure);
      text += "  - " + join(subject, ", ") + (subject.empty() ? "" : ": ") + said.text + "\n";
    }
  }
  text += "\nTrue by definition, and no evidence:\n\n";
  for (const auto& line : claims.by_definition) text += "- " + line + "\n";
  return text + "\n";
}

// One line for each kind of input, over all seeds.
std::string inputs_text(const std::vector<InputCheck>& checks) {
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
  std::string text = "## Same inputs in all arms\n\n";
  for (const auto& what : order) {
    text += "- " + what + ":";
    for (const auto& [result, seeds] : counts[what]) {
      text += " " + result + " in " + counted(seeds, "seed");
    }
    if (unlike.contains(what)) text += " (differs in " + join(unlike[what], ", ") + ")";
    text += "\n";
  }
  return text + "\n";
}

std::string cost_text(const StudyFacts& facts) {
  TextTable table = {{"arm", "time a run", "images/s", "memory"}, {}};
  for (const ArmFacts& arm : facts.arms) {
    double seconds = 0;
    double images = 0;
    std::uint64_t memory = 0;
    std::size_t runs = 0;
    for (const RunFacts& run : arm.runs) {
      if (run.seconds <= 0) continue;
      runs += 1;
      seconds += run.seconds;
      images += static_cast<double>(run.images);
      memory = std::max(memory, run.peak_memory);
    }
    if (runs == 0) continue;
    table.rows.push_back({arm.name, duration_text(seconds / static_cast<double>(runs)),
                          count_text(std::lround(images / seconds)), bytes_text(memory)});
  }
  return table.rows.empty() ? "" : "## Cost\n\n" + markdown(table) + "\n";
}

// Those with a reason for the state that they are in.
std::string runs_text(const StudyFacts& facts, RunState state, const std::string& title) {
  std::string text;
  for (const ArmFacts& arm : facts.arms) {
    for (const RunFacts& run : arm.runs) {
      if (run.state != state || run.why.empty()) continue;
      text += "- " + arm.name + ", seed " + std::to_string(run.seed) + ": " + run.why + "\n";
    }
  }
  return text.empty() ? "" : title + "\n\n" + text + "\n";
}

std::string failures_text(const StudyFacts& facts) {
  return runs_text(facts, RunState::failed, "## Failed runs\n\nThey stay in, as the worst.") +
         runs_text(facts, RunState::unfinished,
                   "## Runs that could not go on\n\nThe same command tries them again.");
}

// A slope changes the scale of signals too, unless the weights make up for it.
std::string initialization_text(const Study& study) {
  std::string text;
  for (const std::string& network : varied_networks(study)) {
    const auto scaled = std::count_if(study.arms.begin(), study.arms.end(), [&](const Arm& arm) {
      const Config& config = arm.config;
      return (network == "generator" ? config.generator.init : config.discriminator.init) ==
             Initialization::gain;
    });
    text += " The " + network + "'s weights began ";
    if (scaled == static_cast<std::ptrdiff_t>(study.arms.size())) {
      text += "scaled for each arm's activation (`init: gain`).";
    } else if (scaled == 0) {
      text +=
          "at N(0, 0.02) in all arms: a slope changes the scale of signals as well, which "
          "`init: gain` would make up for.";
    } else {
      text += "scaled for the activation (`init: gain`) in some arms, at N(0, 0.02) in others.";
    }
  }
  return text;
}

std::string limits_text(const StudyResults& results) {
  const Study& study = results.study;
  return "## What this cannot show\n\nIt holds for " + display(study.base.data.folder) +
         ", these networks and " + count_text(results.plan.images) +
         " images of training, by one metric. Other lengths, learning rates or data can turn it "
         "round." +
         initialization_text(study) + "\n";
}

}  // namespace

std::string summary_text(const StudyResults& results) {
  const StudyFacts& facts = results.facts;
  return "# " + results.study.name + "\n\n" + paragraph(results.verdict.sentence) +
         paragraph(results.verdict.best_sentence) + "Measured: " + protocol_text(results.protocol) +
         ". " + reference_text(results) + counted(facts.seeds.size(), "seed") + ", " +
         count_text(results.plan.images) + " images a run.\n\n" + arms_text(results) +
         differences_text(results) + claims_text(results.claims) + inputs_text(results.inputs) +
         failures_text(facts) + cost_text(facts) + limits_text(results);
}

}  // namespace leakygan
