#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "config/config.h"
#include "data/dataset.h"
#include "metrics/panel.h"
#include "models/network.h"
#include "report/status_line.h"

namespace leakygan {

// Measures a generator during its training, with the metrics `evaluate.metrics`, against held-out
// images. It draws from no random stream of the training and changes nothing of the generator, so
// a training with it is, bit for bit, one without.
class GeneratorScores {
 public:
  // `config` is resolved; `space` is that of evaluate.features, and may be nothing when there are
  // no metrics. What is passed must outlive this; nothing is computed yet. Throws Error when
  // evaluate.best is none of the scores of evaluate.metrics.
  GeneratorScores(const Config& config, const Dataset& dataset, const FeatureSpace* space,
                  StatusLine& status);

  // Whether there are metrics and enough held-out images, 256.
  bool can_score() const;

  // Of evaluate.images images of the latents that `generate` has for the seeds from 1 on: what
  // `evaluate --count` gives for the checkpoint, but for the last digits. Throws Error when images
  // are not finite; Interrupted when a stop was asked for.
  std::vector<Score> score(Generator& generator, at::Device device);

  // The same of training images in the place of made ones, as many if there are: real images beside
  // real ones, and what a generator that only repeats them would score. Of up to `most` sets that
  // share no image, at least one; says how many images one has.
  std::vector<std::vector<Score>> score_training_images(std::size_t most, std::size_t& count);

  // The score that decides which checkpoint is best; nothing when it could not be computed.
  std::optional<double> deciding(const std::vector<Score>& scores) const;
  // Its name for people: "rFD".
  std::string deciding_title() const;

  // What the numbers of two trainings must share to be compared, as JSON: the deciding score with
  // its name and which of two is better, the feature space, how many real and made images, and a
  // hash of the latents. Null when nothing is measured.
  nlohmann::ordered_json protocol() const;

  // Whether score a is better than b.
  bool is_better(double a, double b) const;

 private:
  void prepare();
  std::vector<Score> measure_images(ImageSet images);

  const Config& config_;
  const Dataset& dataset_;
  StatusLine& status_;
  const FeatureSpace* space_;
  ScoreInfo deciding_;
  std::optional<MeasuredSet> real_;  // when it was first needed
};

// As metrics.jsonl has them: {"frechet": 12.3, "kernel": null}.
nlohmann::ordered_json scores_json(const std::vector<Score>& scores);

}  // namespace leakygan
