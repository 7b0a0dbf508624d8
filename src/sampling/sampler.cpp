#include "sampling/sampler.h"

#include <torch/torch.h>

#include "data/batches.h"
#include "models/registry.h"
#include "support/error.h"
#include "training/pixels.h"
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

SamplesAlone::SamplesAlone() : before_(at::globalContext().userEnabledMkldnn()) {
  at::globalContext().setUserEnabledMkldnn(false);
}

SamplesAlone::~SamplesAlone() { at::globalContext().setUserEnabledMkldnn(before_); }

std::vector<std::uint8_t> Sampler::pixels(std::uint32_t seed,
                                          std::optional<double> truncation) const {
  try {
    return to_pixels(picture(seed, truncation));
  } catch (const Error& error) {
    throw Error("seed " + std::to_string(seed) + ": " + error.what() +
                ": the training of this checkpoint had diverged");
  }
}

at::Tensor Sampler::picture(std::uint32_t seed, std::optional<double> truncation) const {
  const torch::NoGradGuard no_grad;
  use_one_thread();
  const at::Tensor z = picture_latent(seed, latent_, truncation);
  return generator_->forward(z.to(device_)).to(at::kCPU);
}

}  // namespace leakygan
