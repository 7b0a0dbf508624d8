#include "study/same_inputs.h"

#include <functional>

namespace leakygan {
namespace {

using nlohmann::ordered_json;
using AreSame = std::function<bool(const RunRecord&, const RunRecord&)>;

struct Input {
  std::string what;
  AreSame are_same;
  bool of_all_seeds = false;  // is the same whatever the seed
};

AreSame same_hash(const std::string& member) {
  return [=](const RunRecord& a, const RunRecord& b) {
    return a.inputs.at(member) == b.inputs.at(member);
  };
}

bool same_weights(const RunRecord& a, const RunRecord& b) {
  const ordered_json& other = b.inputs.at("weights");
  for (const auto& [name, hash] : a.inputs.at("weights").items()) {
    if (other.contains(name) && other.at(name) != hash) return false;
  }
  return true;
}

bool same_evaluation(const RunRecord& a, const RunRecord& b) {
  return a.evaluation == b.evaluation;
}

bool same_program(const RunRecord& a, const RunRecord& b) { return a.program == b.program; }

const std::vector<Input>& inputs() {
  static const std::vector<Input> all = {
      {"initial weights", same_weights},
      {"images, their order and augmentation", same_hash("images")},
      {"training latents", same_hash("latents")},
      {"evaluation: latents, counts, features", same_evaluation, true},
      {"version of the program", same_program, true}};
  return all;
}

bool has_inputs(const RunRecord& record) {
  return record.facts.state == RunState::complete && record.inputs.is_object() &&
         record.inputs.contains("weights") && record.inputs.contains("images") &&
         record.inputs.contains("latents");
}

const RunRecord* first_of(const std::vector<std::vector<RunRecord>>& records) {
  for (const auto& arm : records) {
    for (const RunRecord& record : arm) {
      if (has_inputs(record)) return &record;
    }
  }
  return nullptr;
}

InputCheck check(const Input& input, const Study& study,
                 const std::vector<std::vector<RunRecord>>& records, std::size_t seed) {
  InputCheck result = {.what = input.what, .seed = study.seeds[seed]};
  const RunRecord* first = input.of_all_seeds ? first_of(records) : nullptr;
  for (std::size_t arm = 0; arm < records.size(); ++arm) {
    const RunRecord& record = records[arm][seed];
    if (!has_inputs(record)) continue;
    result.runs += 1;
    if (first == nullptr) first = &record;
    if (!input.are_same(*first, record)) result.unlike.push_back(study.arms[arm].name);
  }
  if (result.runs > 1) {
    result.result = result.unlike.empty() ? InputCheck::Result::same : InputCheck::Result::differs;
  }
  return result;
}

}  // namespace

std::vector<InputCheck> check_inputs(const Study& study,
                                     const std::vector<std::vector<RunRecord>>& records) {
  std::vector<InputCheck> checks;
  for (const Input& input : inputs()) {
    for (std::size_t seed = 0; seed < study.seeds.size(); ++seed) {
      checks.push_back(check(input, study, records, seed));
    }
  }
  return checks;
}

std::string text_of(InputCheck::Result result) {
  if (result == InputCheck::Result::same) return "same";
  return result == InputCheck::Result::differs ? "differs" : "unknown";
}

}  // namespace leakygan
