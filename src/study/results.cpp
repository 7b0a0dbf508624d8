#include "study/results.h"

#include <algorithm>

#include "config/compare.h"
#include "support/text.h"

namespace leakygan {
namespace {

std::string text_or(const nlohmann::ordered_json& json, const char* member,
                    const std::string& otherwise) {
  const auto found = json.find(member);
  return found != json.end() && found->is_string() ? found->get<std::string>() : otherwise;
}

// The first run's that was measured; the others' are checked against it.
nlohmann::ordered_json protocol_of(const std::vector<std::vector<RunRecord>>& records) {
  for (const auto& arm : records) {
    for (const auto& record : arm) {
      if (record.evaluation.is_object()) return record.evaluation;
    }
  }
  return nullptr;
}

std::vector<double> real_scores_of(const StudyPlan& plan, const std::string& score) {
  std::vector<double> scores;
  if (!plan.reference.is_object()) return scores;
  for (const auto& set : plan.reference.value("sets", nlohmann::ordered_json::array())) {
    const auto found = set.find(score);
    if (found != set.end() && found->is_number()) scores.push_back(found->get<double>());
  }
  return scores;
}

// The activation that claims are about: of the first of the networks in which arms vary it.
Activation& activation_of(Config& config, const std::vector<std::string>& networks) {
  return networks.front() == "generator" ? config.generator.activation
                                         : config.discriminator.activation;
}

// What an arm has beside that activation; the generator's counts in where it is the same.
Config without_activation(Config config, const std::vector<std::string>& networks) {
  const Activation own = activation_of(config, networks);
  const Activation& generators = config.generator.activation;
  const bool goes_along =
      networks.size() > 1 && generators.kind == own.kind && generators.slope == own.slope;
  activation_of(config, networks) = {};
  if (goes_along) config.generator.activation = {};
  return config;
}

// The number of the first arm of an arm's family, ArmFacts::family.
std::size_t family_of(const Study& study, std::size_t arm,
                      const std::vector<std::string>& networks) {
  const Config own = without_activation(study.arms[arm].config, networks);
  std::size_t first = 0;
  while (!differences(own, without_activation(study.arms[first].config, networks)).empty()) ++first;
  return first;
}

StudyFacts facts_of(const StudyResults& results, const std::vector<std::string>& networks) {
  const Study& study = results.study;
  StudyFacts facts;
  facts.seeds = study.seeds;
  facts.margin = study.margin;
  facts.metric = text_or(results.protocol, "title", study.score());
  facts.lower_is_better = text_or(results.protocol, "better", "lower") != "higher";
  for (std::size_t i = 0; i < study.arms.size(); ++i) {
    const Arm& arm = study.arms[i];
    Config config = arm.config;
    ArmFacts one = {.name = arm.name,
                    .activation = activation_of(config, networks),
                    .family = family_of(study, i, networks),
                    .is_stress = arm.is_stress};
    for (const auto& record : results.records[i]) one.runs.push_back(record.facts);
    facts.arms.push_back(std::move(one));
  }
  return facts;
}

}  // namespace

std::size_t StudyResults::failed_runs() const {
  std::size_t count = 0;
  for (const ArmFacts& arm : facts.arms) {
    count += static_cast<std::size_t>(std::count_if(
        arm.runs.begin(), arm.runs.end(), [](const RunFacts& run) { return !run.why.empty(); }));
  }
  return count;
}

std::optional<double> real_spread(const StudyResults& results) {
  if (results.real_scores.size() < 2) return std::nullopt;
  const auto [low, high] =
      std::minmax_element(results.real_scores.begin(), results.real_scores.end());
  return *high - *low;
}

StudyResults gather_results(const StudyFolder& folder, const Study& study) {
  StudyResults results;
  results.folder = folder.path();
  results.study = study;
  results.plan = folder.read_plan();
  const auto networks = varied_networks(study);
  for (const Arm& arm : study.arms) {
    auto& runs = results.records.emplace_back();
    for (const auto seed : study.seeds) {
      runs.push_back(read_record(folder.run(arm, seed), seed, networks, results.plan.images));
    }
  }
  for (const auto& runs : results.records) results.curves.push_back(arm_curves(runs));
  results.protocol = protocol_of(results.records);
  results.real_scores = real_scores_of(results.plan, study.score());
  results.facts = facts_of(results, networks);
  results.verdict = judge(results.facts);
  results.claims = judge_claims(results.facts, results.verdict);
  results.inputs = check_inputs(study, results.records);
  return results;
}

std::string protocol_text(const nlohmann::ordered_json& protocol) {
  if (!protocol.is_object()) return "nothing was measured yet";
  return text_or(protocol, "title", "?") + " in " + text_or(protocol, "features", "?") + ", of " +
         count_text(protocol.value("real", std::int64_t{0})) + " held-out and " +
         count_text(protocol.value("made", std::int64_t{0})) + " made images; " +
         text_or(protocol, "better", "lower") + " is better";
}

void write_results(const StudyResults& results) {
  write_file_atomic(results.folder / "results.json", results_json(results).dump(2) + "\n");
  auto tables = results_tables(results);
  tables.push_back(curves_table(results));
  for (const auto& table : tables) {
    write_file_atomic(results.folder / (table.name + ".csv"), csv(table));
  }
  write_file_atomic(results.folder / "summary.md", summary_text(results));
}

}  // namespace leakygan
