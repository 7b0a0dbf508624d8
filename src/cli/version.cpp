#include <ATen/Version.h>
#include <torch/version.h>

#include <opencv2/core/version.hpp>
#include <string>

#include "cli/commands.h"
#include "kernels/kernels.h"
#include "leakygan_version.h"

namespace leakygan {

std::string version_text() {
  return std::string("leakygan ") + kVersion + " (" + kCommit + "), LibTorch " + TORCH_VERSION +
         ", OpenCV " + CV_VERSION + ", kernels " + kernels().name + " (LibTorch's " +
         at::get_cpu_capability() + ")";
}

}  // namespace leakygan
