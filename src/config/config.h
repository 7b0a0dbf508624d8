#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/options.h"

namespace leakygan {

// What training.augment lists (training/augment.h).
inline const std::vector<std::string>& augmentation_names() {
  static const std::vector<std::string> names = {"color", "translation", "cutout"};
  return names;
}

struct ImageSize {
  std::int64_t height = 0;
  std::int64_t width = 0;
};

struct AdamOptions {
  double lr = 2e-4;
  double beta1 = 0.5;
  double beta2 = 0.999;
  double eps = 1e-8;
};

// Everything that a run is told, as plain values. schema.h describes each key; an empty optional
// means "auto", or "none" for the three that end a run.
struct Config {
  std::string name;  // empty: the data folder's
  std::uint64_t seed = 1;
  std::string device = "auto";
  std::optional<std::int64_t> threads;
  std::string convolution = "auto";

  struct Data {
    std::string folder;
    std::optional<ImageSize> size;
    std::int64_t channels = 3;
    std::string fit = "crop";
    std::string crop = "center";
    bool flip = false;
    std::array<std::uint8_t, 3> transparent = {255, 255, 255};  // red, green, blue
    std::int64_t white_level = 65535;
    double pixel_limit = 100;  // megapixels
    std::string bad_files = "stop";
    double bad_limit = 0.1;
    std::string classes = "none";
    std::string cache = "auto";
    std::optional<double> memory;  // GiB
    std::optional<std::int64_t> workers;
    std::optional<std::int64_t> holdout;
  } data;

  GeneratorOptions generator;
  DiscriminatorOptions discriminator;

  struct Objective {
    std::string loss = "non_saturating";
    double label_smoothing = 0;
    double r1 = 0;  // weights of penalties
    double r2 = 0;
    double gradient_penalty = 0;
    std::int64_t penalty_every = 1;  // steps
    double penalty_final = 1;        // share of the weights that is left at the schedule's end
    double instance_noise = 0;       // standard deviation at the start

    bool has_penalty() const { return r1 > 0 || r2 > 0 || gradient_penalty > 0; }
  } objective;

  struct Optimizer {
    AdamOptions generator;
    AdamOptions discriminator;
    std::string schedule = "constant";
  } optimizer;

  struct Training {
    std::int64_t batch = 64;
    std::optional<std::int64_t> images = {};
    std::optional<double> epochs = {};
    std::optional<double> minutes = {};
    std::optional<std::int64_t> schedule_images = {};  // that schedules run over
    std::int64_t ema = 0;
    // Of augmentation_names(); nothing: as the number of images suggests.
    std::optional<std::vector<std::string>> augment = std::vector<std::string>();
    std::int64_t discriminator_steps = 1;
    double clip_gradient = 0;               // 0: not
    std::vector<std::string> stop_on = {};  // of warning_names()

    // Real images that a step shows.
    std::int64_t step_images() const { return batch * discriminator_steps; }
  } training;

  struct Every {
    std::optional<std::int64_t> log;
    std::optional<std::int64_t> sample;
    std::optional<std::int64_t> checkpoint;
    std::optional<std::int64_t> evaluate;
    std::optional<std::int64_t> probe;  // 0: never
  } every;

  // How the generator is measured during training.
  struct Evaluate {
    // Of metric_names(); none: it is not. (A list in braces here is too much for GCC 12.)
    std::vector<std::string> metrics = std::vector<std::string>(1, "frechet");
    std::string best = "auto";  // of score_names(): decides which checkpoint is the best
    std::optional<std::int64_t> images;
    std::string features = "random";  // or a TorchScript file
  } evaluate;

  struct Keep {
    std::int64_t checkpoints = 3;
  } keep;
};

}  // namespace leakygan
