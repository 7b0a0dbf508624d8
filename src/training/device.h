#pragma once

#include <c10/core/Device.h>

#include <string>

#include "config/config.h"

namespace leakygan {

// The device that the configuration asks for. Throws Error for cuda where there is none.
at::Device choose_device(const std::string& device);

// Sets LibTorch's threads when the configuration says how many; returns how many there are.
int use_threads(const Config& config);

// "CPU, 2 threads", "CUDA GPU".
std::string device_text(at::Device device);

}  // namespace leakygan
