#include "study/probe_facts.h"

#include <algorithm>

#include "report/run/probe_shares.h"

namespace leakygan {
namespace {

using nlohmann::ordered_json;

// A mean that may have nothing to be the mean of.
class Mean {
 public:
  void add(double value) {
    total_ += value;
    count_ += 1;
  }
  std::optional<double> value() const {
    return count_ > 0 ? std::optional(total_ / count_) : std::nullopt;
  }

 private:
  double total_ = 0;
  double count_ = 0;
};

// Over the probes of a run.
struct RunMeans {
  std::optional<double> dead;  // the largest share
  Mean collapsed;
  Mean sparsity;
  Mean saturation;
  Mean signal;
  double inactive_before = 0;
  double came_back = 0;
};

void add(const ProbeShares& probe, RunMeans& means) {
  if (probe.dead) means.dead = std::max(means.dead.value_or(0), *probe.dead);
  if (probe.collapsed) means.collapsed.add(*probe.collapsed);
  if (probe.gradient_zeros) means.sparsity.add(*probe.gradient_zeros);
  if (probe.loss_saturation) means.saturation.add(*probe.loss_saturation);
  if (probe.generator_signal) means.signal.add(*probe.generator_signal);
  means.inactive_before += probe.inactive_before;
  means.came_back += probe.came_back;
}

}  // namespace

ProbeFacts probe_facts(const std::vector<ordered_json>& lines,
                       const std::vector<std::string>& networks) {
  RunMeans means;
  for (const auto& line : lines) {
    const auto probe = line.find("probe");
    if (probe != line.end() && probe->is_object()) add(probe_shares(*probe, networks), means);
  }
  ProbeFacts facts;
  facts.dead_share = means.dead;
  if (means.inactive_before > 0) facts.revival_rate = means.came_back / means.inactive_before;
  facts.collapsed_share = means.collapsed.value();
  facts.loss_saturation = means.saturation.value();
  facts.generator_signal = means.signal.value();
  facts.gradient_sparsity = means.sparsity.value();
  return facts;
}

}  // namespace leakygan
