#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

#include "training/health_limits.h"

namespace leakygan {

// A GAN loss: what each network minimizes, as a scalar, from logits [N] (positive for "real").
struct Objective {
  std::string name;
  // `smoothing` is what the target of real images is less than 1 (Salimans et al. 2016, section
  // 3.4); losses without targets take no notice of it.
  at::Tensor (*discriminator)(const at::Tensor& real_logits, const at::Tensor& fake_logits,
                              double smoothing);
  // `real_logits` are nothing where the loss is none of pairs.
  at::Tensor (*generator)(const at::Tensor& fake_logits, const at::Tensor& real_logits);
  HealthLimits limits;
  bool of_pairs = false;  // compares real image n with made image n
};

// Every loss there is. Adding one: its two functions in objective.cpp and a row there,
// and its name in config/schema_training.cpp.
const std::vector<Objective>& objective_table();

// The row of that name. Throws Error when there is none.
const Objective& objective(const std::string& name);

}  // namespace leakygan
