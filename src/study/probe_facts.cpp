#include "study/probe_facts.h"

#include <algorithm>

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

// Sums over the layers of one probe.
struct Sums {
  double channels = 0;
  double dead = 0;
  double collapsed = 0;
  double units = 0;
  double gradient_zeros = 0;  // weighted by units
  double inactive_before = 0;
  double came_back = 0;
};

void add(const ordered_json& layer, Sums& sums) {
  const auto number = [&](const char* name) {
    const auto found = layer.find(name);
    return found != layer.end() && found->is_number() ? found->get<double>() : 0.0;
  };
  sums.channels += number("channels");
  sums.dead += number("dead_channels");
  sums.collapsed += number("collapsed_channels");
  sums.units += number("units");
  sums.gradient_zeros += number("gradient_zeros") * number("units");
  sums.inactive_before += number("inactive_before");
  sums.came_back += number("came_back");
}

Sums sums_of(const ordered_json& probe, const std::vector<std::string>& networks) {
  Sums sums;
  for (const auto& network : networks) {
    const auto found = probe.find(network);
    if (found == probe.end() || !found->contains("layers")) continue;
    for (const auto& layer : found->at("layers")) add(layer, sums);
  }
  return sums;
}

// Means over the probes of a run.
struct RunMeans {
  std::optional<double> dead;  // the largest share
  Mean collapsed;
  Mean sparsity;
  Mean saturation;
  Mean signal;
  double inactive_before = 0;
  double came_back = 0;
};

void add_discriminator(const ordered_json& probe, RunMeans& means) {
  const auto found = probe.find("discriminator");
  if (found == probe.end()) return;
  const auto number = [&](const char* name) -> std::optional<double> {
    const auto member = found->find(name);
    if (member == found->end() || !member->is_number()) return std::nullopt;
    return member->get<double>();
  };
  if (const auto value = number("loss_saturation")) means.saturation.add(*value);
  const auto signal = number("generator_signal");
  const auto deviation = number("logit_deviation");
  if (signal && deviation && *deviation > 0) means.signal.add(*signal / *deviation);
}

void add(const ordered_json& probe, const std::vector<std::string>& networks, RunMeans& means) {
  const Sums sums = sums_of(probe, networks);
  if (sums.channels > 0) {
    means.dead = std::max(means.dead.value_or(0), sums.dead / sums.channels);
    means.collapsed.add(sums.collapsed / sums.channels);
  }
  if (sums.units > 0) means.sparsity.add(sums.gradient_zeros / sums.units);
  means.inactive_before += sums.inactive_before;
  means.came_back += sums.came_back;
  add_discriminator(probe, means);
}

}  // namespace

ProbeFacts probe_facts(const std::vector<ordered_json>& lines,
                       const std::vector<std::string>& networks) {
  RunMeans means;
  for (const auto& line : lines) {
    const auto probe = line.find("probe");
    if (probe != line.end() && probe->is_object()) add(*probe, networks, means);
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
