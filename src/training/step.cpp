#include "training/step.h"

#include <torch/nn/module.h>
#include <torch/utils.h>

#include <algorithm>

#include "data/latents.h"
#include "models/conv4x4s2.h"
#include "models/frozen.h"
#include "models/registry.h"
#include "training/augment.h"
#include "training/checkpoint.h"
#include "training/finite.h"
#include "training/sample_distance.h"

namespace leakygan {
namespace {

template <typename Network>
std::shared_ptr<Network> on_device(std::shared_ptr<Network> network, at::Device device) {
  network->to(device);
  network->train();
  return network;
}

std::vector<NamedTensor> tensors_of(const std::string& prefix, const torch::nn::Module& network,
                                    const Adam& adam) {
  std::vector<NamedTensor> all;
  const auto parameters = network.named_parameters();
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    all.push_back({prefix + ".first_moment." + parameters[i].key(), adam.first_moments()[i]});
    all.push_back({prefix + ".second_moment." + parameters[i].key(), adam.second_moments()[i]});
  }
  all.push_back({prefix + ".steps", adam.steps()});
  return all;
}

double share_of_zeros(const at::Tensor& x) {
  return 1 - x.count_nonzero().item<double>() / static_cast<double>(x.numel());
}

// Of real and of made images; nothing of nothing.
at::Tensor twice(const at::Tensor& labels) {
  return labels.defined() ? at::cat({labels, labels}) : labels;
}

// Left open it is off: the number of images decides before there are networks.
AugmentOptions augment_options(const std::optional<std::vector<std::string>>& names) {
  const auto has = [&](const char* name) {
    return names && std::find(names->begin(), names->end(), name) != names->end();
  };
  return {.color = has("color"), .translation = has("translation"), .cutout = has("cutout")};
}

void append(std::vector<NamedTensor>& all, std::vector<NamedTensor> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

}  // namespace

Gan::Gan(const Config& config, const ImageShape& image, at::Device device)
    : config_(config),
      image_(image),
      augment_options_(augment_options(config.training.augment)),
      device_(device),
      objective_(leakygan::objective(config.objective.loss)),
      generator_(on_device(architecture(config.generator.architecture)
                               .make_generator(config.generator, image, config.seed),
                           device)),
      discriminator_(on_device(architecture(config.discriminator.architecture)
                                   .make_discriminator(config.discriminator, image, config.seed),
                               device)),
      generator_adam_(generator_->parameters(), config.optimizer.generator),
      discriminator_adam_(discriminator_->parameters(), config.optimizer.discriminator) {}

void Gan::choose(const ConvolutionChoices& convolutions) {
  choose_convolutions(*generator_, convolutions);
  choose_convolutions(*discriminator_, convolutions);
}

StepReport Gan::step(const StepInput& input) {
  StepReport report;
  const Scheduled now = scheduled(config_, input.index * config_.training.step_images());
  const auto count = static_cast<std::int64_t>(input.batches.size());
  at::Tensor fake;
  for (std::int64_t i = 0; i < count; ++i) {
    const StepBatch& batch = input.batches[static_cast<std::size_t>(i)];
    // The generator learns from the last ones only.
    const at::AutoGradMode with_graph(i + 1 == count);
    fake = generator_->forward(batch.latents, {.labels = batch.labels});
    update_discriminator(batch, fake, input.index * count + i, now, report);
  }
  const StepBatch& last = input.batches.back();
  update_generator(last, fake, input.index, now, report);
  if (input.measure_distance) report.sample_distance = distance_ratio(fake.detach(), last.real);
  return report;
}

// Real and made images go together, but as two groups: in one BatchNorm batch they would give each
// other away.
void Gan::update_discriminator(const StepBatch& batch, const at::Tensor& fake, std::int64_t update,
                               const Scheduled& now, StepReport& report) {
  const at::AutoGradMode with_graph(true);
  at::Tensor images = show(at::cat({batch.real, fake.detach()}), "discriminator", update, now);
  const PenaltyWeights weights = penalty_weights(config_.objective, update, now.penalty);
  images.requires_grad_(weights.at_images());
  const at::Tensor labels = twice(batch.labels);
  const at::Tensor logits = discriminator_->forward(images, {.labels = labels, .groups = 2});
  at::Tensor extra;
  if (weights.any()) extra = penalty(logits, images, batch.labels, weights, update);
  logits.retain_grad();
  const auto halves = logits.chunk(2);
  const at::Tensor loss =
      objective_.discriminator(halves[0], halves[1], config_.objective.label_smoothing);
  report.discriminator_loss = finite("the discriminator's loss", loss);
  // Infinite ones can have a finite loss, that of the hinge.
  report.real_logit = finite("the mean logit of real images", halves[0].detach().mean());
  report.fake_logit = finite("the mean logit of made images", halves[1].detach().mean());
  if (extra.defined()) report.penalty = finite("the discriminator's penalty", extra);
  discriminator_adam_.zero_grad();
  (extra.defined() ? loss + extra : loss).backward();
  report.discriminator_saturation = share_of_zeros(logits.grad());
  report.discriminator_gradient = finite_gradient_norm("discriminator", *discriminator_);
  clip_gradient(discriminator_adam_.parameters(), report.discriminator_gradient,
                config_.training.clip_gradient);
  discriminator_adam_.step(now.learning_rate);
}

void Gan::update_generator(const StepBatch& batch, const at::Tensor& fake, std::int64_t index,
                           const Scheduled& now, StepReport& report) {
  const Frozen frozen(discriminator_adam_.parameters());
  at::Tensor real_logits;
  if (objective_.of_pairs) {
    const torch::NoGradGuard no_grad;
    real_logits = discriminator_->forward(show(batch.real, "generator, real", index, now),
                                          {.labels = batch.labels});
  }
  const at::Tensor logits =
      discriminator_->forward(show(fake, "generator", index, now), {.labels = batch.labels});
  logits.retain_grad();
  const at::Tensor loss = objective_.generator(logits, real_logits);
  report.generator_loss = finite("the generator's loss", loss);
  loss.backward();
  report.generator_saturation = share_of_zeros(logits.grad());
  report.generator_gradient = finite_gradient_norm("generator", *generator_);
  clip_gradient(generator_adam_.parameters(), report.generator_gradient,
                config_.training.clip_gradient);
  generator_adam_.step(now.learning_rate);
  generator_adam_.zero_grad();  // not to be held while the discriminator is trained
}

// What the discriminator sees of images; `purpose` names the random stream.
at::Tensor Gan::show(const at::Tensor& images, const char* purpose, std::int64_t index,
                     const Scheduled& now) const {
  const std::string stream = std::string("augmentation for the ") + purpose;
  const auto number = static_cast<std::uint64_t>(index);
  at::Tensor shown = images;
  if (augment_options_.any()) {
    shown = augment(shown, draw_augmentation(augment_options_, images.size(0), image_, config_.seed,
                                             stream, number));
  }
  if (now.instance_noise == 0) return shown;
  return shown +
         now.instance_noise * draw_normal(images.sizes(), config_.seed, "noise, " + stream, number)
                                  .contiguous(at::MemoryFormat::ChannelsLast)
                                  .to(device_);
}

at::Tensor Gan::penalty(const at::Tensor& logits, const at::Tensor& images,
                        const at::Tensor& labels, const PenaltyWeights& weights,
                        std::int64_t update) {
  at::Tensor sum = at::zeros({}, logits.options());
  if (weights.at_images()) sum = sum + penalty_at_images(logits, images, weights);
  if (weights.gradient_penalty > 0) {
    const auto halves = images.chunk(2);
    const at::Tensor places = draw_uniform({halves[0].size(0)}, config_.seed, "penalty places",
                                           static_cast<std::uint64_t>(update));
    sum = sum + weights.gradient_penalty * penalty_between(*discriminator_, halves[0], halves[1],
                                                           labels, places.to(device_));
  }
  return sum;
}

std::vector<NamedTensor> networks_of(const Gan& gan) {
  std::vector<NamedTensor> all = tensors_of(kGenerator, gan.generator());
  append(all, tensors_of(kDiscriminator, gan.discriminator()));
  return all;
}

std::vector<NamedTensor> Gan::state() const {
  std::vector<NamedTensor> all = networks_of(*this);
  append(all, tensors_of("optimizer.generator", *generator_, generator_adam_));
  append(all, tensors_of("optimizer.discriminator", *discriminator_, discriminator_adam_));
  return all;
}

std::vector<NamedTensor> tensors_of(const std::string& prefix, const torch::nn::Module& network) {
  std::vector<NamedTensor> all;
  for (const auto& item : network.named_parameters()) {
    all.push_back({prefix + "." + item.key(), item.value()});
  }
  for (const auto& item : network.named_buffers()) {
    all.push_back({prefix + "." + item.key(), item.value()});
  }
  return all;
}

at::Tensor sample(Generator& generator, const at::Tensor& latents, const at::Tensor& labels,
                  at::Device device, std::int64_t chunk) {
  const torch::NoGradGuard no_grad;
  const bool was_training = generator.is_training();
  generator.eval();
  std::vector<at::Tensor> images;
  for (std::int64_t begin = 0; begin < latents.size(0); begin += chunk) {
    Pass pass;
    if (labels.defined()) pass.labels = labels.slice(0, begin, begin + chunk).to(device);
    const at::Tensor part = latents.slice(0, begin, begin + chunk).to(device);
    images.push_back(generator.forward(part, pass).to(at::kCPU));
  }
  generator.train(was_training);
  return at::cat(images);
}

}  // namespace leakygan
