#pragma once

#include <string>
#include <vector>

#include "kernels/kernel_table.h"

namespace leakygan {

struct Kernels {
  std::string name;  // "avx512", "avx2", "plain"
  const KernelTable& table;
};

// All that were built and that this processor has, the fastest first; the last is "plain".
const std::vector<Kernels>& all_kernels();

// The fastest, or the one that the environment variable LEAKYGAN_KERNELS names.
// Throws Error when it names none.
const Kernels& kernels();

}  // namespace leakygan
