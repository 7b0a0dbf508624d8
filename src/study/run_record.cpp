#include "study/run_record.h"

#include <algorithm>
#include <fstream>

#include "checkpoint/run_folder.h"
#include "study/curves.h"
#include "study/probe_facts.h"
#include "support/text.h"

namespace leakygan {
namespace {

using nlohmann::ordered_json;

ordered_json parsed(const std::string& line) {
  auto json = ordered_json::parse(line, nullptr, /*allow_exceptions=*/false);
  return json.is_object() ? json : ordered_json::object();
}

std::string text_of(const ordered_json& json, const char* member) {
  const auto found = json.find(member);
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

template <typename Number>
Number number_of(const ordered_json& json, const char* member) {
  const auto found = json.find(member);
  return found != json.end() && found->is_number() ? found->get<Number>() : Number{};
}

ordered_json member_of(const ordered_json& json, const char* member) {
  const auto found = json.find(member);
  return found != json.end() ? *found : ordered_json();
}

RunState state_of(const ordered_json& description) {
  const std::string state = text_of(description, "state");
  if (state == "complete") return RunState::complete;
  // A full disk or the like ended it: it is tried again.
  const bool would_again = text_of(description, "failure") != "error";
  return state == "failed" && would_again ? RunState::failed : RunState::unfinished;
}

// The scores of a complete run, measured at its end.
void read_scores(const std::vector<ordered_json>& lines, const std::string& key, RunFacts& facts) {
  const auto last = std::find_if(lines.rbegin(), lines.rend(), [](const ordered_json& line) {
    return line.contains("evaluation") && line["evaluation"].is_object();
  });
  if (last == lines.rend() || number_of<std::int64_t>(*last, "step") != facts.steps) {
    facts.state = RunState::unfinished;
    facts.why = "its samples were not measured at its end";
    return;
  }
  for (const auto& [name, value] : last->at("evaluation").items()) {
    if (value.is_number()) facts.scores.emplace_back(name, value.get<double>());
    if (value.is_number() && name == key) facts.score = value.get<double>();
  }
  if (facts.score) return;
  facts.state = RunState::failed;
  facts.why = "its samples have no finite score";
}

// What `train --resume` changed, "optimizer.generator.lr: 0.0002 -> 0.01"; without what says only
// where, how fast and how often something is written.
std::vector<std::string> changes_of(const ordered_json& description) {
  std::vector<std::string> changes;
  for (const ordered_json& resumption : description.value("resumed", ordered_json::array())) {
    for (const std::string change : resumption.value("changed", ordered_json::array())) {
      const std::string key = change.substr(0, change.find(": "));
      const bool is_harmless = key.starts_with("every.") || key.starts_with("keep.") ||
                               key == "device" || key == "threads" || key == "data.workers" ||
                               key == "data.memory" || key == "data.cache";
      if (!is_harmless) changes.push_back(change);
    }
  }
  return changes;
}

void read_folder(const fs::path& run, const std::vector<std::string>& networks, std::int64_t images,
                 RunRecord& record) {
  const ordered_json description = read_description(run);
  record.description = description;
  RunFacts& facts = record.facts;
  facts.state = state_of(description);
  if (text_of(description, "state") == "failed") facts.why = text_of(description, "why");
  facts.steps = number_of<std::int64_t>(description, "step");
  facts.images = number_of<std::int64_t>(description, "images_seen");
  facts.seconds = number_of<double>(description, "seconds");
  facts.peak_memory = number_of<std::uint64_t>(description, "peak_memory_bytes");
  record.program = text_of(description, "program");
  record.evaluation = member_of(description, "evaluation");
  record.inputs = member_of(description, "inputs");
  const auto lines = read_log(run);
  if (facts.state == RunState::complete) {
    read_scores(lines, text_of(record.evaluation, "score"), facts);
  }
  facts.probe = probe_facts(lines, networks);
  if (images > 0) {
    record.curves = study_curves(lines, text_of(record.evaluation, "score"), networks, images);
  }
  const auto changes = changes_of(description);
  if (changes.empty()) return;
  record.is_changed = true;
  facts.state = RunState::unfinished;
  facts.score.reset();
  facts.scores.clear();
  facts.why = "was trained on with other settings (" + join(changes, ", ") +
              "): remove its folder, and the study trains it anew";
}

}  // namespace

std::vector<std::string> varied_networks(const Study& study) {
  const auto varies = [&](auto activation) {
    return std::any_of(study.arms.begin(), study.arms.end(), [&](const Arm& arm) {
      const Activation& one = activation(arm.config);
      const Activation& other = activation(study.arms.front().config);
      return one.kind != other.kind || one.slope != other.slope;
    });
  };
  std::vector<std::string> networks;
  if (varies([](const Config& c) { return c.discriminator.activation; })) {
    networks.emplace_back("discriminator");
  }
  if (varies([](const Config& c) { return c.generator.activation; })) {
    networks.emplace_back("generator");
  }
  if (networks.empty()) networks.emplace_back("discriminator");
  return networks;
}

RunRecord read_record(const fs::path& run, std::uint64_t seed,
                      const std::vector<std::string>& networks, std::int64_t images) {
  RunRecord record;
  record.facts.seed = seed;
  if (!is_run_folder(run)) return record;
  try {
    read_folder(run, networks, images, record);
  } catch (const std::exception& error) {  // a file's, or of JSON that is no run's
    record.facts.state = RunState::unfinished;
    record.facts.score.reset();
    record.facts.why = error.what();
  }
  return record;
}

RunProgress read_progress(const fs::path& run, const std::string& score) {
  constexpr std::streamoff kTail = 16384;  // bytes: some lines
  RunProgress progress;
  std::ifstream file(run / "metrics.jsonl", std::ios::binary | std::ios::ate);
  if (!file) return progress;
  file.seekg(-std::min<std::streamoff>(file.tellg(), kTail), std::ios::end);
  for (std::string line; std::getline(file, line);) {
    const ordered_json json = parsed(line);
    progress.images = std::max(progress.images, number_of<std::int64_t>(json, "images"));
    const auto evaluation = json.find("evaluation");
    if (evaluation == json.end() || !evaluation->is_object()) continue;
    const auto value = evaluation->find(score);
    if (value != evaluation->end() && value->is_number()) progress.score = value->get<double>();
  }
  return progress;
}

}  // namespace leakygan
