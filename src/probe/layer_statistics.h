#pragma once

#include "models/trace.h"
#include "probe/channel_sums.h"
#include "probe/probe_report.h"

namespace leakygan {

// Gathers what a LayerReport says, chunk by chunk.
class LayerStatistics {
 public:
  // For the layer that `traced` is of; adds nothing yet.
  explicit LayerStatistics(const TracedActivation& traced);

  void add(const TracedActivation& traced);

  // d logit / d z of some of the images, float [N, C, H, W].
  void add_gradient(const at::Tensor& gradient);

  LayerReport report() const;

 private:
  void count_inactive(LayerReport& report) const;
  void count_channels(LayerReport& report) const;
  void average_gate(LayerReport& report) const;

  std::string layer_;
  Activation activation_;
  ChannelSums values_;  // of z and f(z)
  ChannelSums gates_;   // of |f'(z)| and f'(z), for smooth activations
  std::int64_t zeros_ = 0;
  std::int64_t gradients_ = 0;
};

}  // namespace leakygan
