#include "training/step.h"

#include <torch/torch.h>

#include <algorithm>

#include "models/conv4x4s2.h"
#include "models/frozen.h"
#include "models/registry.h"
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

void append(std::vector<NamedTensor>& all, std::vector<NamedTensor> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

}  // namespace

Gan::Gan(const Config& config, const ImageShape& image, at::Device device)
    : device_(device),
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

StepReport Gan::step(const at::Tensor& real, const at::Tensor& latents, bool measure_distance) {
  StepReport report;
  const at::Tensor fake = generator_->forward(latents);

  // Real and made images go together, but as two groups: in one BatchNorm batch they would give
  // each other away.
  const at::Tensor logits = discriminator_->forward(at::cat({real, fake.detach()}), 2);
  logits.retain_grad();
  const auto halves = logits.chunk(2);
  const at::Tensor& real_logits = halves[0];
  const at::Tensor& fake_logits = halves[1];
  const at::Tensor discriminator_loss = objective_.discriminator(real_logits, fake_logits);
  report.discriminator_loss = finite("the discriminator's loss", discriminator_loss);
  // Infinite ones can have a finite loss, that of the hinge.
  report.real_logit = finite("the mean logit of real images", real_logits.detach().mean());
  report.fake_logit = finite("the mean logit of made images", fake_logits.detach().mean());
  discriminator_adam_.zero_grad();
  discriminator_loss.backward();
  report.discriminator_saturation = share_of_zeros(logits.grad());
  report.discriminator_gradient = finite_gradient_norm("discriminator", *discriminator_);
  discriminator_adam_.step();

  const Frozen frozen(discriminator_adam_.parameters());
  const at::Tensor updated_logits = discriminator_->forward(fake);
  updated_logits.retain_grad();
  const at::Tensor generator_loss = objective_.generator(updated_logits);
  report.generator_loss = finite("the generator's loss", generator_loss);
  generator_loss.backward();
  report.generator_saturation = share_of_zeros(updated_logits.grad());
  report.generator_gradient = finite_gradient_norm("generator", *generator_);
  generator_adam_.step();
  generator_adam_.zero_grad();  // not to be held while the discriminator is trained

  if (measure_distance) report.sample_distance = distance_ratio(fake.detach(), real);
  return report;
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

at::Tensor sample(Generator& generator, const at::Tensor& latents, at::Device device,
                  std::int64_t chunk) {
  const torch::NoGradGuard no_grad;
  const bool was_training = generator.is_training();
  generator.eval();
  std::vector<at::Tensor> images;
  for (const auto& part : latents.split(chunk)) {
    images.push_back(generator.forward(part.to(device)).to(at::kCPU));
  }
  generator.train(was_training);
  return at::cat(images);
}

}  // namespace leakygan
