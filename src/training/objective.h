#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

#include "training/health_limits.h"

namespace leakygan {

// A GAN loss: what each network minimizes, as a scalar, from logits [N] (positive for "real").
struct Objective {
  std::string name;
  at::Tensor (*discriminator)(const at::Tensor& real_logits, const at::Tensor& fake_logits);
  at::Tensor (*generator)(const at::Tensor& fake_logits);
  HealthLimits limits;
};

// Every loss there is. Adding one: its two functions in objective.cpp and a row there,
// and its name in config/schema_training.cpp.
const std::vector<Objective>& objective_table();

// The row of that name. Throws Error when there is none.
const Objective& objective(const std::string& name);

}  // namespace leakygan
