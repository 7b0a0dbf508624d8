#include "sampling/sampler.h"

#include <torch/utils.h>

#include "data/latents.h"
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
      options_(checkpoint.config.generator),
      classes_(checkpoint.progress.dataset.classes),
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

std::vector<std::uint8_t> Sampler::pixels(const PictureRequest& request) const {
  try {
    return to_pixels(picture(request));
  } catch (const Error& error) {
    throw Error("seed " + std::to_string(request.seed) + ": " + error.what() +
                ": the training of this checkpoint had diverged");
  }
}

at::Tensor Sampler::picture(const PictureRequest& request) const {
  const torch::NoGradGuard no_grad;
  use_one_thread();
  const at::Tensor z = picture_latent(request.seed, options_, request.truncation);
  Pass pass;
  if (options_.classes > 0) {
    const auto number = request.of_class.value_or(picture_class(request.seed, classes_.sizes));
    pass.labels = at::tensor({number}, at::kLong).to(device_);
  }
  return generator_->forward(z.to(device_), pass).to(at::kCPU);
}

}  // namespace leakygan
