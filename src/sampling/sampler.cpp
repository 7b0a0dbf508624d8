#include "sampling/sampler.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/torch.h>

#include <cmath>
#include <numbers>

#include "models/registry.h"
#include "training/step.h"

namespace leakygan {
namespace {

ImageShape shape_of(const Checkpoint& checkpoint) {
  const auto& data = checkpoint.config.data;
  if (!data.size) checkpoint.file.fail("is damaged: its configuration has no data.size");
  return {data.channels, data.size->height, data.size->width};
}

// LibTorch's operators share their work among threads, and sums in another order end in other
// digits. The setting is each thread's own.
void use_one_thread() {
  static thread_local const bool done = [] {
    at::set_num_threads(1);
    return true;
  }();
  static_cast<void>(done);
}

}  // namespace

at::Tensor picture_latent(std::uint32_t seed, std::int64_t length,
                          std::optional<double> truncation) {
  auto generator = at::make_generator<at::CPUGeneratorImpl>(seed);
  const at::Tensor z = at::empty({1, length}, at::kFloat).normal_(0.0, 1.0, generator);
  if (!truncation) return z;
  // With P the normal distribution function, z' = P^-1 of (P(z) scaled into [P(-T), P(T)]).
  const double inside = std::erf(*truncation / std::numbers::sqrt2);
  return (z.to(at::kDouble) / std::numbers::sqrt2)
      .erf()
      .mul(inside)
      .erfinv()
      .mul(std::numbers::sqrt2)
      .to(at::kFloat);
}

Sampler::Sampler(const Checkpoint& checkpoint, bool averaged, at::Device device)
    : device_(device),
      shape_(shape_of(checkpoint)),
      latent_(checkpoint.config.generator.latent),
      generator_(architecture(checkpoint.config.generator.architecture)
                     .make_generator(checkpoint.config.generator, shape_, 0)) {
  if (averaged && !checkpoint.has_average()) {
    checkpoint.file.fail("has no averaged generator (training.ema was 0)");
  }
  load_tensors(checkpoint.file, tensors_of(averaged ? kGeneratorAverage : kGenerator, *generator_));
  generator_->to(device_);
  generator_->eval();
}

at::Tensor Sampler::picture(std::uint32_t seed, std::optional<double> truncation) const {
  const torch::NoGradGuard no_grad;
  use_one_thread();
  const at::Tensor z = picture_latent(seed, latent_, truncation);
  return generator_->forward(z.to(device_)).to(at::kCPU);
}

}  // namespace leakygan
