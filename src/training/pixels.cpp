#include "training/pixels.h"

#include <ATen/ATen.h>

#include "support/error.h"

namespace leakygan {

std::vector<std::uint8_t> to_pixels(const at::Tensor& images) {
  if (!at::isfinite(images).all().item<bool>()) throw Error("the samples are not finite");
  const at::Tensor bytes =
      ((images + 1) * 127.5).round().clamp(0, 255).to(at::kByte).permute({0, 2, 3, 1}).contiguous();
  const auto* data = bytes.const_data_ptr<std::uint8_t>();
  return {data, data + bytes.numel()};
}

}  // namespace leakygan
