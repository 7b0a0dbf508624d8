#pragma once

#include <string>
#include <vector>

#include "study/study.h"

namespace leakygan {

// "relu", "leaky-0.1": the name of an activation's arm.
std::string arm_name(const Activation& activation);

// The arms that settings ask for, each with its configuration on top of `base`: those of
// activations and slopes, or the default ones (relu, leaky_relu 0.01, 0.1, 0.2, 0.3) when neither
// those nor arms are given; then the arms of their own; the baseline first; the stress arm last.
// Arms that come twice are merged. Faults and notes as in make_study.
std::vector<Arm> make_arms(const StudySettings& settings, const std::vector<Assignment>& base,
                           std::vector<std::string>& faults, std::vector<std::string>& notes);

}  // namespace leakygan
