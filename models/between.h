#pragma once

#include <optional>
#include <string>

#include "models/activation_layer.h"
#include "models/class_layers.h"
#include "models/group_normalization.h"
#include "models/network.h"
#include "models/normalization.h"
#include "models/options.h"

namespace leakygan {

struct BetweenOptions {
  Normalization normalization = Normalization::none;
  std::int64_t channels = 0;
  std::optional<Activation> activation = {};
  std::int64_t classes = 0;  // above 0: the normalization has a scale and a shift for each
};

// What comes between two convolutions: a normalization, scale and shift of the image's class, an
// activation, as far as there are such. A BatchNorm applies a piecewise linear activation itself.
class Between {
 public:
  // Registers its parts in `owner`, as "norm", "class" and "activation" with `suffix` behind.
  Between(torch::nn::Module& owner, const std::string& suffix, const BetweenOptions& options);

  // x [N, C, H, W], which it may overwrite, -> the same shape. With a trace its activation, if it
  // has one, is added to it as that of `layer`.
  at::Tensor forward(at::Tensor x, const Pass& pass, const std::string& layer);

 private:
  at::Tensor normalize(at::Tensor x, const Pass& pass, double slope);

  std::optional<Activation> applied_;  // by the BatchNorm or by a layer of its own
  BatchNormalization batch_ = nullptr;
  GroupNormalization group_ = nullptr;
  ClassScale class_ = nullptr;
  double slope_ = 1;  // of an activation that the BatchNorm applies, else 1
  ActivationLayer activation_ = nullptr;
};

}  // namespace leakygan
