#include "study/results.h"

#include <algorithm>

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

Activation activation_of(const Config& config, const std::vector<std::string>& networks) {
  return networks.front() == "generator" ? config.generator.activation
                                         : config.discriminator.activation;
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
    ArmFacts one = {arm.name, activation_of(arm.config, networks), arm.is_stress, {}};
    for (const auto& record : results.records[i]) one.runs.push_back(record.facts);
    facts.arms.push_back(std::move(one));
  }
  return facts;
}

}  // namespace

std::size_t StudyResults::failed_runs() const {
  std::size_t count = 0;
  for (const ArmFacts& arm : facts.arms) count += failures(arm);
  return count;
}

StudyResults gather_results(const StudyFolder& folder, const Study& study) {
  StudyResults results;
  results.study = study;
  results.plan = folder.read_plan();
  const auto networks = varied_networks(study);
  for (const Arm& arm : study.arms) {
    auto& runs = results.records.emplace_back();
    for (const auto seed : study.seeds) {
      runs.push_back(read_record(folder.run(arm, seed), seed, networks));
    }
  }
  results.protocol = protocol_of(results.records);
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

void write_results(const StudyFolder& folder, const StudyResults& results) {
  write_file_atomic(folder.path() / "results.json", results_json(results).dump(2) + "\n");
  for (const auto& table : results_tables(results)) {
    write_file_atomic(folder.path() / (table.name + ".csv"), csv(table));
  }
  write_file_atomic(folder.path() / "summary.md", summary_text(results));
}

}  // namespace leakygan
