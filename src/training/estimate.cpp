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

}  // namespace

RunEstimate estimate_run(const Config& config, const std::vector<PlannedLayer>& generator,
                         const std::vector<PlannedLayer>& discriminator) {
  RunEstimate estimate;
  estimate.generator_parameters = parameters(generator);
  estimate.discriminator_parameters = parameters(discriminator);
  const std::int64_t batch = config.training.batch;
  // A backward pass costs two forward ones, without the weights' part one. The generator runs
  // forward and backward; the discriminator so on real and on made images, and once more for the
  // generator without its weights' gradients.
  estimate.step_multiply_adds =
      batch * (3 * multiply_adds(generator) + (3 + 3 + 2) * multiply_adds(discriminator));
  const auto weights =
      static_cast<std::uint64_t>(estimate.generator_parameters + estimate.discriminator_parameters);
  // The generator's pass is kept while the discriminator's two are.
  const auto activations = static_cast<std::uint64_t>(
      batch * (kept(generator, config.generator.activation.kind) +
               2 * kept(discriminator, config.discriminator.activation.kind)));
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
