#include "training/estimate.h"

namespace leakygan {
namespace {

constexpr std::uint64_t kFloat = 4;  // bytes
// Resident memory of the program with LibTorch and OpenCV loaded, before a network exists.
constexpr std::uint64_t kProgram = 200ULL << 20;
constexpr std::uint64_t kConvolutions = 40ULL << 20;  // packed weights and blocks of tiles
constexpr std::uint64_t kCopiesOfWeights = 4;         // weight, gradient, two moments
constexpr std::uint64_t kSavedCopies = 3;             // the same without the gradient

std::int64_t parameters(const std::vector<PlannedLayer>& layers) {
  std::int64_t total = 0;
  for (const auto& layer : layers) total += layer.parameters();
  return total;
}

std::int64_t multiply_adds(const std::vector<PlannedLayer>& layers) {
  std::int64_t total = 0;
  for (const auto& layer : layers) total += layer.multiply_adds();
  return total;
}

// Numbers of one image that a forward pass keeps: the convolution's result for the normalization,
// the normalized one, and the activation's unless it overwrites that.
std::int64_t kept(const std::vector<PlannedLayer>& layers, ActivationKind activation) {
  const bool in_place = entry(activation).in_place;
  std::int64_t total = 0;
  for (const auto& layer : layers) {
    const ImageShape& out = layer.out;
    const int copies = 1 + (layer.normalized ? 1 : 0) + (layer.activated && !in_place ? 1 : 0);
    total += out.channels * out.height * out.width * copies;
  }
  return total;
}

bool penalizes_images(const Config& config) {
  return config.objective.r1 > 0 || config.objective.r2 > 0;
}

// Of the discriminator over a batch, in an update that has penalties: the gradient with respect to
// images is a backward pass without weights, and its derivative costs twice as much and the
// weights'.
std::int64_t penalty_passes(const Config& config) {
  const std::int64_t at_images = penalizes_images(config) ? 2 * (1 + 3) : 0;
  const std::int64_t between = config.objective.gradient_penalty > 0 ? 1 + 1 + 3 : 0;
  return at_images + between;
}

}  // namespace

RunEstimate estimate_run(const Config& config, const std::vector<PlannedLayer>& generator,
                         const std::vector<PlannedLayer>& discriminator) {
  RunEstimate estimate;
  estimate.generator_parameters = parameters(generator);
  estimate.discriminator_parameters = parameters(discriminator);
  const std::int64_t batch = config.training.batch;
  const std::int64_t one = multiply_adds(generator);
  const std::int64_t judged = multiply_adds(discriminator);
  // A backward pass costs two forward ones, without the weights' part one. The generator runs
  // forward and backward; the discriminator so on real and on made images, and once more for the
  // generator without its weights' gradients, of pairs on real images too. Each further update of
  // the discriminator is another forward pass of the generator and its own.
  const std::int64_t more = config.training.discriminator_steps - 1;
  const std::int64_t pairs = config.objective.loss == "relativistic" ? 1 : 0;
  const std::int64_t penalties_adds =
      (1 + more) * penalty_passes(config) * judged / config.objective.penalty_every;
  estimate.step_multiply_adds =
      batch * ((3 + more) * one + (6 + 6 * more + 2 + pairs) * judged + penalties_adds);
  const auto weights =
      static_cast<std::uint64_t>(estimate.generator_parameters + estimate.discriminator_parameters);
  // The generator's pass is kept while the discriminator's two are.
  const std::int64_t judging = kept(discriminator, config.discriminator.activation.kind);
  // A gradient with a graph of its own keeps as much again, that between images of a pass more.
  const std::int64_t penalties = (penalizes_images(config) ? 2 * judging : 0) +
                                 (config.objective.gradient_penalty > 0 ? 2 * judging : 0);
  const auto activations = static_cast<std::uint64_t>(
      batch * (kept(generator, config.generator.activation.kind) + 2 * judging + penalties));
  const auto average =
      static_cast<std::uint64_t>(config.training.ema > 0 ? estimate.generator_parameters : 0);
  estimate.checkpoint = kFloat * (kSavedCopies * weights + average);
  // Their gradients, and memory that was freed and does not fit, take as much: docs/RESULTS.md.
  const std::uint64_t working = activations;
  estimate.memory = kProgram + kConvolutions +
                    kFloat * (kCopiesOfWeights * weights + average + activations + working);
  return estimate;
}

}  // namespace leakygan
