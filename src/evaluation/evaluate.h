#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "config/config.h"
#include "metrics/panel.h"
#include "metrics/shape_modes.h"
#include "report/image_grid.h"
#include "report/status_line.h"
#include "support/files.h"

namespace leakygan {

// What is asked of `leakygan evaluate`.
struct EvaluateOptions {
  std::string source;                 // a run or a checkpoint; empty with `images`
  std::vector<std::string> images;    // two folders or archives, real ones first
  bool best = false;                  // the best checkpoint of a run
  bool raw = false;                   // the weights of the last step where there are averaged ones
  std::string data;                   // other real images than the checkpoint's
  std::string real = "auto";          // held_out or training; auto: held out when there are 256
  std::optional<std::int64_t> count;  // of fakes; nothing: as many as reals, 1,000 to 5,000
  std::optional<ImageSize> size;      // with `images`
  std::string features = "random";    // or a TorchScript file
  std::vector<std::string> metrics;   // of metric_names(); none: all
  std::string out;                    // for pictures and evaluation.json
  std::string save_features;          // a safetensors file to write
  std::string device = "auto";        // where samples are made
};

// One comparison: a column of the table.
struct Comparison {
  std::string key;       // "fakes", "training_copy", "real_halves"
  std::string title;     // "fakes", "training copy", "real halves"
  std::size_t real = 0;  // images
  std::size_t fake = 0;
  std::vector<Score> scores;
};

struct NamedPicture {
  std::string name;  // of its file
  Picture picture;
};

// Whether fakes are copies of training images.
struct Memorization {
  std::size_t fakes = 0;  // looked at
  std::size_t training = 0;
  std::optional<double> pixels = {};  // nearer_than_held_out; nothing without held-out images
  std::optional<double> features = {};
  std::vector<NamedPicture> pictures = {};  // of the nearest training images
};

struct Evaluation {
  std::string fakes;  // what they are, for people
  std::string reals;
  std::string real_kind;  // "held-out images", "training images" or "images"
  std::string protocol;   // features and preprocessing: what two numbers must share to be compared
  std::vector<Comparison> comparisons = {};  // the first is the fakes'
  std::optional<Memorization> memorization = {};
  std::optional<ShapeModes> real_modes = {};  // of the shapes data set
  std::optional<ShapeModes> fake_modes = {};
  std::vector<std::string> warnings = {};
  fs::path out = {};  // the folder for its files; empty: none are written
};

// Measures, and says on the status line how far it is. Makes options.out before the work, and
// writes save_features. Throws Error: wrong options, images or files; Interrupted when a stop was
// asked for.
Evaluation evaluate(const EvaluateOptions& options, StatusLine& status);

// Writes evaluation.json and the pictures. Throws Error when it cannot.
void write_evaluation(const Evaluation& evaluation);

// As a table, 80 columns wide.
std::string evaluation_text(const Evaluation& evaluation);

nlohmann::ordered_json evaluation_json(const Evaluation& evaluation);

}  // namespace leakygan
