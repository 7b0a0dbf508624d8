#include "training/training_probe.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "data/batches.h"
#include "data/latents.h"
#include "metrics/stored_images.h"
#include "probe/probe.h"
#include "training/objective.h"

namespace leakygan {
namespace {

constexpr std::size_t kImages = 512;

// Images of each kind: 512 or more in whole batches, if there are as many.
std::size_t probed_images(std::size_t there, std::size_t batch) {
  return std::min((kImages + batch - 1) / batch, there / batch) * batch;
}

}  // namespace

TrainingProbe::TrainingProbe(const Config& config, const Dataset& dataset)
    : config_(config), dataset_(dataset) {}

void TrainingProbe::prepare() {
  const bool has_classes = config_.generator.classes > 0;
  const std::size_t there = dataset_.count() + (has_classes ? 0 : dataset_.held_out.size());
  const std::size_t count = probed_images(there, static_cast<std::size_t>(config_.training.batch));
  const std::size_t bytes = image_bytes(dataset_.shape);
  pixels_.resize(count * bytes);
  const std::size_t first = has_classes ? 0 : copy_held_out(count);
  // Not in the order of hashes, for which all of them would have to be read.
  TrainingImage image;
  std::vector<std::int64_t> labels;
  for (std::size_t i = first; i < count; ++i) {
    const auto found = dataset_.copy((i - first) * dataset_.count() / (count - first), image);
    show_image(image, {}, dataset_.shape, pixels_.data() + i * bytes);
    if (has_classes) labels.push_back(dataset_.classes.of_image[found]);
  }
  if (has_classes) labels_ = at::tensor(labels, at::kLong);
  held_out_ = static_cast<std::int64_t>(first);
}

// Copies them to the beginning of the images, `most` at most; returns how many.
std::size_t TrainingProbe::copy_held_out(std::size_t most) {
  const std::size_t bytes = image_bytes(dataset_.shape);
  const ImageSet held_out = stored_images(*dataset_.pixels, dataset_.shape, dataset_.held_out,
                                          static_cast<int>(config_.threads.value_or(1)));
  const std::size_t count = std::min(held_out.count(), most);
  for (std::size_t i = 0; i < count; ++i) {
    std::ranges::copy(held_out.image(i), pixels_.data() + i * bytes);
  }
  return count;
}

ProbeReport TrainingProbe::probe(Gan& gan) {
  if (pixels_.empty()) prepare();
  const std::int64_t batch = config_.training.batch;
  const std::size_t bytes = image_bytes(dataset_.shape);
  const auto count = static_cast<std::int64_t>(pixels_.size() / bytes);
  const std::size_t chunk_bytes = static_cast<std::size_t>(batch) * bytes;
  const auto real = [&](std::int64_t chunk) {
    const auto pixels =
        std::span(pixels_).subspan(static_cast<std::size_t>(chunk) * chunk_bytes, chunk_bytes);
    return to_images(pixels, dataset_.shape).to(gan.device());
  };
  const at::Tensor latents =
      draw_latents(count, config_.generator, config_.seed, "probe", 0).to(gan.device());
  const Objective& loss = objective(config_.objective.loss);
  const auto discriminator_loss = [&](const at::Tensor& real_logits,
                                      const at::Tensor& fake_logits) {
    return loss.discriminator(real_logits, fake_logits, config_.objective.label_smoothing);
  };
  const auto generator_loss = [&](const at::Tensor& real_logits, const at::Tensor& fake_logits) {
    return loss.generator(fake_logits, real_logits);
  };
  return leakygan::probe(gan.generator(), gan.discriminator(),
                         {batch, latents, labels_.defined() ? labels_.to(gan.device()) : labels_,
                          real, discriminator_loss, generator_loss});
}

}  // namespace leakygan
