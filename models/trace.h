#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

#include "models/activation.h"

namespace leakygan {

// What passed an activation in a forward pass. Both tensors are part of the graph, if one is
// recorded, so that derivatives with respect to either can be asked for.
struct TracedActivation {
  std::string layer;      // as in the names of parameters: "layers.1"
  Activation activation;  // with the slope of now, where that is trained
  at::Tensor input;       // z, [N, C, H, W]
  at::Tensor output;      // f(z)
};

// Of every activation of a network, in the order in which they come. The last layer has none: the
// logit is as it is, and the generator's tanh is its output.
using Trace = std::vector<TracedActivation>;

}  // namespace leakygan
