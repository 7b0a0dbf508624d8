#include "training/fine_tune.h"

#include "config/compare.h"
#include "support/error.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr std::size_t kMostLines = 3;     // of tensors that do not fit
constexpr std::size_t kClassesNamed = 4;  // that are named

// "10 (airplane, automobile, bird, cat, ...)"
std::string classes_text(std::vector<std::string> names) {
  const std::string count = count_text(names.size());
  if (names.size() > kClassesNamed) {
    names.resize(kClassesNamed);
    names.emplace_back("...");
  }
  return count + " (" + join(names, ", ") + ")";
}

bool concerns_networks(const std::string& key) {
  return key.starts_with("generator.") || key.starts_with("discriminator.") || key == "data.size" ||
         key == "data.channels" || key == "data.classes";
}

// "generator.width: 64 in the checkpoint, 32 here"
std::vector<std::string> network_differences(const Checkpoint& checkpoint, const Config& config) {
  std::vector<std::string> lines;
  for (const auto& found : differences(checkpoint.config, config)) {
    if (!concerns_networks(found.key)) continue;
    lines.push_back(found.key + ": " + found.before + " in the checkpoint, " + found.after +
                    " here");
  }
  return lines;
}

}  // namespace

void print_class_change(const Checkpoint& checkpoint, const Classes& classes, StatusLine& status) {
  const auto& before = checkpoint.progress.dataset.classes.names;
  const auto names = class_sizes(classes).names;
  if (before.empty() || names.empty() || names == before) return;
  status.print("classes: " + classes_text(before) + " in the checkpoint, " + classes_text(names) +
               " here; the first begins as that one's first, and so on");
}

void check_weights(const Checkpoint& checkpoint, const Config& config,
                   const std::vector<NamedTensor>& tensors) {
  auto faults = misfits(checkpoint.file, tensors);
  if (faults.empty()) return;
  if (faults.size() > kMostLines) {
    faults[kMostLines] = "... and " + count_text(faults.size() - kMostLines) + " tensors more";
    faults.resize(kMostLines + 1);
  }
  auto lines = network_differences(checkpoint, config);
  lines.insert(lines.end(), faults.begin(), faults.end());
  lines.push_back(display(checkpoint.file.path()) +
                  ": does not fit these networks; --partial takes what fits");
  throw Error(join(lines, "\n"));
}

void take_weights(const Checkpoint& checkpoint, const Config& config,
                  const std::vector<NamedTensor>& tensors, bool partial, StatusLine& status) {
  if (!partial) check_weights(checkpoint, config, tensors);
  for (const auto& line : network_differences(checkpoint, config)) status.print(line);
  const std::size_t taken = load_matching(checkpoint.file, tensors);
  status.print("weights:       " + count_text(taken) + " of " + count_text(tensors.size()) +
               " tensors from " + display(checkpoint.file.path()) +
               (taken == tensors.size() ? "" : "; the others start anew"));
}

}  // namespace leakygan
