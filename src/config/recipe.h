#pragma once

#include "config/config.h"

namespace leakygan {

// configs/good.yaml, which is part of the program: what a training of a folder without a
// configuration is told.
Config good_recipe();

}  // namespace leakygan
