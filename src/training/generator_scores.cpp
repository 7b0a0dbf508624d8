#include "training/generator_scores.h"

#include <torch/utils.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "checkpoint/safetensors.h"
#include "data/latents.h"
#include "metrics/feature_cache.h"
#include "metrics/measured_counts.h"
#include "metrics/stored_images.h"
#include "support/error.h"
#include "support/hash.h"
#include "support/random.h"
#include "support/text.h"
#include "training/class_sizes.h"
#include "training/pixels.h"
#include "training/step.h"

namespace leakygan {
namespace {

int threads_of(const Config& config) { return static_cast<int>(config.threads.value_or(1)); }

// Some at a time, so that a large number needs no more memory than its bytes.
ImageSet make_images(Generator& generator, at::Device device, std::size_t count,
                     const Config& config, const Dataset& dataset) {
  const ImageShape& shape = dataset.shape;
  const ClassSizes classes = class_sizes(dataset.classes);
  std::vector<std::uint8_t> all;
  all.reserve(count * image_bytes(shape));
  const auto chunk = static_cast<std::size_t>(config.training.batch);
  for (std::size_t begin = 0; begin < count; begin += chunk) {
    std::vector<at::Tensor> latents;
    std::vector<std::int64_t> labels;
    for (std::size_t i = begin; i < std::min(begin + chunk, count); ++i) {
      const auto seed = static_cast<std::uint32_t>(i + 1);
      latents.push_back(picture_latent(seed, config.generator, std::nullopt));
      if (config.generator.classes > 0) labels.push_back(picture_class(seed, classes.sizes));
    }
    const at::Tensor given = labels.empty() ? at::Tensor() : at::tensor(labels, at::kLong);
    const auto pixels =
        to_pixels(sample(generator, at::cat(latents), given, device, config.training.batch));
    all.insert(all.end(), pixels.begin(), pixels.end());
  }
  return {shape, std::move(all)};
}

}  // namespace

GeneratorScores::GeneratorScores(const Config& config, const Dataset& dataset,
                                 const FeatureSpace* space, StatusLine& status)
    : config_(config), dataset_(dataset), status_(status), space_(space) {
  if (config.evaluate.metrics.empty()) return;
  const auto infos = scores_of(config.evaluate.metrics, *space_);
  const auto found = std::find_if(infos.begin(), infos.end(), [&](const ScoreInfo& info) {
    return info.key == config.evaluate.best;
  });
  if (found == infos.end()) {
    throw Error("evaluate.best: " + config.evaluate.best + " is not measured");
  }
  deciding_ = *found;
}

bool GeneratorScores::can_score() const {
  return !config_.evaluate.metrics.empty() && dataset_.held_out.size() >= kEnoughHeldOut;
}

void GeneratorScores::prepare() {
  const auto numbers = std::span(dataset_.held_out);
  ImageSet images = stored_images(*dataset_.pixels, dataset_.shape, numbers, threads_of(config_));
  images = images.part(0, measured_counts(config_.evaluate.images, images.count()).real);
  const LoadReport quiet = {};
  at::Tensor features =
      cached_features(images, *space_, threads_of(config_), "held-out images", quiet);
  real_ = MeasuredSet{std::move(images), std::move(features)};
}

std::vector<Score> GeneratorScores::score(Generator& generator, at::Device device) {
  const torch::NoGradGuard no_grad;
  if (status_.due()) status_.show("measuring samples");
  if (!real_) prepare();
  const auto counts = measured_counts(config_.evaluate.images, real_->count());
  return measure_images(make_images(generator, device, counts.fake, config_, dataset_));
}

std::vector<std::vector<Score>> GeneratorScores::score_training_images(std::size_t most,
                                                                       std::size_t& count) {
  if (!real_) prepare();
  auto places = permutation(static_cast<std::uint32_t>(dataset_.count()),
                            stream_seed(1, "training images beside held-out ones"));
  for (auto& place : places) place = dataset_.training[place];
  count = std::min(places.size(), measured_counts(config_.evaluate.images, real_->count()).fake);
  std::vector<std::vector<Score>> all;
  for (std::size_t i = 0; i < std::min(most, places.size() / count); ++i) {
    const auto part = std::span(places).subspan(i * count, count);
    all.push_back(
        measure_images(stored_images(*dataset_.pixels, dataset_.shape, part, threads_of(config_))));
  }
  return all;
}

std::vector<Score> GeneratorScores::measure_images(ImageSet images) {
  at::Tensor features = extract_features(images, *space_, threads_of(config_), {});
  const MeasuredSet fake = {std::move(images), std::move(features)};
  const PanelOptions panel = {.metrics = config_.evaluate.metrics, .threads = threads_of(config_)};
  auto scores = measure(*real_, fake, *space_, panel);
  // The threads that computed features set their own; a thread that starts takes the last setting.
  at::set_num_threads(threads_of(config_));
  return scores;
}

std::optional<double> GeneratorScores::deciding(const std::vector<Score>& scores) const {
  for (const Score& score : scores) {
    if (score.info.key == deciding_.key) return score.value;
  }
  return std::nullopt;
}

nlohmann::ordered_json GeneratorScores::protocol() const {
  if (!can_score()) return nullptr;
  const auto counts = measured_counts(config_.evaluate.images, dataset_.held_out.size());
  std::uint64_t latents = kHashStart;
  for (std::uint32_t seed = 1; seed <= counts.fake; ++seed) {
    const at::Tensor latent = picture_latent(seed, config_.generator, std::nullopt);
    latents = hash_bytes(latents, checksum(latent));
  }
  return {{"score", deciding_.key},       {"title", deciding_.title}, {"better", deciding_.better},
          {"features", space_->name()},   {"real", counts.real},      {"made", counts.fake},
          {"latents", hash_text(latents)}};
}

std::string GeneratorScores::deciding_title() const { return deciding_.title; }

bool GeneratorScores::is_better(double a, double b) const {
  if (deciding_.better == "lower") return a < b;
  if (deciding_.better == "higher") return a > b;
  const double ideal = std::stod(deciding_.better);
  return std::abs(a - ideal) < std::abs(b - ideal);
}

nlohmann::ordered_json scores_json(const std::vector<Score>& scores) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  for (const Score& score : scores) {
    json[score.info.key] =
        score.value ? nlohmann::ordered_json(*score.value) : nlohmann::ordered_json(nullptr);
  }
  return json;
}

}  // namespace leakygan
