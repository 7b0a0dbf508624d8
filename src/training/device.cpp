#include "training/device.h"

#include <ATen/Parallel.h>
#include <torch/cuda.h>

#include "support/error.h"

namespace leakygan {

at::Device choose_device(const std::string& device) {
  if (device == "cpu") return at::kCPU;
  const bool has_cuda = torch::cuda::is_available();
  if (device == "cuda" && !has_cuda) {
    throw Error("device: cuda was asked for, but this LibTorch sees no CUDA GPU: use device: cpu");
  }
  return has_cuda ? at::Device(at::kCUDA, 0) : at::Device(at::kCPU);
}

int use_threads(const Config& config) {
  if (config.threads) at::set_num_threads(static_cast<int>(*config.threads));
  return at::get_num_threads();
}

std::string device_text(at::Device device) {
  const int threads = at::get_num_threads();
  if (device.is_cuda()) return "CUDA GPU";
  return "CPU, " + std::to_string(threads) + (threads == 1 ? " thread" : " threads");
}

}  // namespace leakygan
