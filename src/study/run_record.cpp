#include "study/run_record.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "checkpoint/run_folder.h"
#include "study/probe_facts.h"

namespace leakygan {
namespace {

using nlohmann::ordered_json;

fs::path metrics_file(const fs::path& run) { return run / "metrics.jsonl"; }

ordered_json parsed(const std::string& line) {
  auto json = ordered_json::parse(line, nullptr, /*allow_exceptions=*/false);
  return json.is_object() ? json : ordered_json::object();
}

// The lines of a log; none when it is not there.
std::vector<ordered_json> lines_of(const fs::path& run) {
  std::vector<ordered_json> all;
  std::ifstream file(metrics_file(run));
  for (std::string line; std::getline(file, line);) all.push_back(parsed(line));
  return all;
}

// The scores of the last measurement, if it was made at the end.
void read_scores(const std::vector<ordered_json>& lines, const std::string& key, RunFacts& facts) {
  const auto last = std::find_if(lines.rbegin(), lines.rend(), [](const ordered_json& line) {
    return line.contains("evaluation");
  });
  if (last == lines.rend() || last->value("step", std::int64_t{-1}) != facts.steps) return;
  for (const auto& [name, value] : last->at("evaluation").items()) {
    if (value.is_number()) facts.scores.emplace_back(name, value.get<double>());
    if (value.is_number() && name == key) facts.score = value.get<double>();
  }
}

std::string text_of(const ordered_json& json, const char* member) {
  const auto found = json.find(member);
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

RunState state_of(const ordered_json& description) {
  const std::string state = text_of(description, "state");
  if (state == "complete") return RunState::complete;
  // A full disk or the like ended it: it is tried again.
  const bool would_again = text_of(description, "failure") != "error";
  return state == "failed" && would_again ? RunState::failed : RunState::unfinished;
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
                      const std::vector<std::string>& networks) {
  RunRecord record;
  record.facts.seed = seed;
  if (!is_run_folder(run)) return record;
  const ordered_json description = read_description(run);
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
  const auto lines = lines_of(run);
  if (facts.state == RunState::complete) {
    read_scores(lines, text_of(record.evaluation, "score"), facts);
    if (!facts.score) {
      facts.state = RunState::failed;
      facts.why = "its samples have no finite score";
    }
  }
  facts.probe = probe_facts(lines, networks);
  return record;
}

RunProgress read_progress(const fs::path& run, const std::string& score) {
  constexpr std::streamoff kTail = 16384;  // bytes: some lines
  RunProgress progress;
  std::ifstream file(metrics_file(run), std::ios::binary | std::ios::ate);
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
