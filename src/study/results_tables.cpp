#include <algorithm>

#include "study/analysis/profile.h"
#include "study/names.h"
#include "study/next_steps.h"
#include "study/results.h"
#include "support/text.h"

// The numbers of a study for other programs.

namespace leakygan {
namespace {

using nlohmann::ordered_json;
using Row = std::vector<ordered_json>;

ordered_json number(const std::optional<double>& value) {
  return value ? ordered_json(*value) : ordered_json();
}

ordered_json low(const std::optional<Interval>& interval) {
  return interval ? ordered_json(interval->low) : ordered_json();
}

ordered_json high(const std::optional<Interval>& interval) {
  return interval ? ordered_json(interval->high) : ordered_json();
}

// All metrics of the runs, in the order in which they first come.
std::vector<std::string> metrics_of(const StudyFacts& facts) {
  std::vector<std::string> names;
  for (const ArmFacts& arm : facts.arms) {
    for (const RunFacts& run : arm.runs) {
      for (const auto& [name, value] : run.scores) {
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
      }
    }
  }
  return names;
}

ordered_json score_of(const RunFacts& run, const std::string& metric) {
  for (const auto& [name, value] : run.scores) {
    if (name == metric) return value;
  }
  return nullptr;
}

Row run_row(const ArmFacts& arm, const RunFacts& run, const std::vector<std::string>& metrics) {
  Row row = {arm.name, run.seed, text_of(run.state), run.why, run.steps, run.images};
  for (const auto& metric : metrics) row.push_back(score_of(run, metric));
  const ProbeFacts& probe = run.probe;
  for (const auto& share :
       {probe.dead_share, probe.revival_rate, probe.collapsed_share, probe.loss_saturation,
        probe.generator_signal, probe.gradient_sparsity}) {
    row.push_back(number(share));
  }
  return row;
}

DataTable runs_table(const StudyFacts& facts) {
  DataTable table = {"runs", {"arm", "seed", "state", "why", "steps", "images"}};
  const auto metrics = metrics_of(facts);
  table.columns.insert(table.columns.end(), metrics.begin(), metrics.end());
  for (const char* name : {"dead_share", "revival_rate", "collapsed_share", "loss_saturation",
                           "generator_signal", "gradient_sparsity"}) {
    table.columns.emplace_back(name);
  }
  for (const ArmFacts& arm : facts.arms) {
    for (const RunFacts& run : arm.runs) table.rows.push_back(run_row(arm, run, metrics));
  }
  return table;
}

std::optional<double> better_than_baseline(const StudyFacts& facts, std::size_t arm) {
  if (arm == facts.baseline || facts.arms[arm].is_stress) return std::nullopt;
  return probability_better(facts, arm, facts.baseline);
}

DataTable arms_table(const StudyResults& results) {
  DataTable table = {
      "arms",
      {"arm", "activation", "complete", "failed", "mean", "standard_deviation", "median", "wins",
       "losses", "ties", "win_share_low", "win_share_high", "probability_better"}};
  for (const ArmSummary& arm : results.verdict.arms) {
    const ArmFacts& facts = results.facts.arms[arm.arm];
    table.rows.push_back({facts.name, activation_text(facts.activation), arm.complete, arm.failures,
                          number(arm.mean), number(arm.standard_deviation), number(arm.median),
                          arm.wins, arm.losses, arm.ties, low(arm.win_share), high(arm.win_share),
                          number(better_than_baseline(results.facts, arm.arm))});
  }
  return table;
}

DataTable comparison_table(const std::string& name, const StudyFacts& facts,
                           const std::vector<ArmComparison>& comparisons) {
  DataTable table = {name,
                     {"arm", "against", "seeds", "test", "mean_difference", "interval_low",
                      "interval_high", "p", "holm_p", "sign_flip_p", "equivalence_p", "outcome"}};
  for (const ArmComparison& pair : comparisons) {
    table.rows.push_back({facts.arms[pair.arms.arm].name, facts.arms[pair.arms.against].name,
                          pair.n, pair.by_ranks ? "signed ranks" : "paired t",
                          number(pair.mean_difference), low(pair.interval), high(pair.interval),
                          number(pair.p), number(pair.adjusted_p), number(pair.sign_flip_p),
                          number(pair.equivalence_p), text_of(pair.outcome)});
  }
  return table;
}

DataTable claims_table(const Claims& claims) {
  DataTable table = {"claims",
                     {"claim", "arm", "against", "measure", "result", "seeds", "arm_mean",
                      "against_mean", "difference", "confidence", "interval_low", "interval_high",
                      "holm_p", "equivalence_p", "seeds_needed", "text"}};
  for (const Claim& claim : claims.judged) {
    for (const ClaimLine& line : claim.lines) {
      table.rows.push_back(
          {claim.statement, line.arm, line.against, line.measure, text_of(line.result), line.n,
           number(line.arm_mean), number(line.against_mean), number(line.difference),
           line.interval ? ordered_json(line.confidence) : ordered_json(), low(line.interval),
           high(line.interval), number(line.p), number(line.equivalence_p),
           line.seeds_needed ? ordered_json(*line.seeds_needed) : ordered_json(), line.text});
    }
  }
  return table;
}

DataTable inputs_table(const std::vector<InputCheck>& checks) {
  DataTable table = {"inputs", {"input", "seed", "result", "runs", "unlike"}};
  for (const InputCheck& check : checks) {
    table.rows.push_back(
        {check.what, check.seed, text_of(check.result), check.runs, join(check.unlike, " ")});
  }
  return table;
}

DataTable cost_table(const StudyFacts& facts) {
  DataTable table = {"cost", {"arm", "seed", "seconds", "images_per_second", "peak_memory_bytes"}};
  for (const ArmFacts& arm : facts.arms) {
    for (const RunFacts& run : arm.runs) {
      if (run.seconds <= 0) continue;
      table.rows.push_back({arm.name, run.seed, run.seconds,
                            static_cast<double>(run.images) / run.seconds, run.peak_memory});
    }
  }
  return table;
}

DataTable arm_cost_table(const StudyFacts& facts) {
  DataTable table = {"arm_cost",
                     {"arm", "runs", "seconds", "images_per_second", "peak_memory_bytes"}};
  for (const ArmCost& cost : arm_costs(facts)) {
    table.rows.push_back({facts.arms[cost.arm].name, cost.runs, cost.seconds,
                          cost.images_per_second, cost.peak_memory});
  }
  return table;
}

}  // namespace

std::vector<ArmCost> arm_costs(const StudyFacts& facts) {
  std::vector<ArmCost> costs;
  for (std::size_t arm = 0; arm < facts.arms.size(); ++arm) {
    ArmCost cost = {.arm = arm};
    double seconds = 0;
    double images = 0;
    for (const RunFacts& run : facts.arms[arm].runs) {
      if (run.seconds <= 0) continue;
      cost.runs += 1;
      seconds += run.seconds;
      images += static_cast<double>(run.images);
      cost.peak_memory = std::max(cost.peak_memory, run.peak_memory);
    }
    if (cost.runs == 0) continue;
    cost.seconds = seconds / static_cast<double>(cost.runs);
    cost.images_per_second = images / seconds;
    costs.push_back(cost);
  }
  return costs;
}

std::vector<DataTable> results_tables(const StudyResults& results) {
  const StudyFacts& facts = results.facts;
  const Verdict& verdict = results.verdict;
  return {runs_table(facts),
          arms_table(results),
          comparison_table("differences", facts, verdict.comparisons),
          comparison_table("pairs", facts, verdict.best.pairs),
          profile_table(results),
          claims_table(results.claims),
          inputs_table(results.inputs),
          progress_table(results),
          cost_table(facts),
          arm_cost_table(facts)};
}

ordered_json results_json(const StudyResults& results) {
  const Verdict& verdict = results.verdict;
  std::vector<std::string> best;
  for (const std::size_t arm : verdict.best.members) best.push_back(results.facts.arms[arm].name);
  ordered_json json = {{"study", results.study.name},
                       {"program", results.plan.program},
                       {"baseline", results.facts.arms[results.facts.baseline].name},
                       {"seeds", results.study.seeds},
                       {"images", results.plan.images},
                       {"fingerprint", results.plan.fingerprint},
                       {"protocol", results.protocol},
                       {"reference", results.plan.reference},
                       {"real_spread", number(real_spread(results))},
                       {"margin", number(verdict.margin)},
                       {"decides", verdict.standing.decides()},
                       {"verdict", verdict.sentence},
                       {"best", best},
                       {"best_text", verdict.best_sentence},
                       {"epochs", number(epochs_of(results))},
                       {"power", power_text(results.study)},
                       {"next", next_steps(results)},
                       {"by_definition", results.claims.by_definition}};
  for (const auto& table : results_tables(results)) json[table.name] = to_json(table);
  return json;
}

}  // namespace leakygan
