#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "checkpoint/run_folder.h"
#include "checkpoint/safetensors.h"
#include "config/config.h"
#include "models/convolution_choice.h"
#include "probe/inactive_channels.h"
#include "report/metrics_log.h"
#include "training/class_sizes.h"
#include "training/inputs.h"
#include "training/watchdog_state.h"

namespace leakygan {

// Where a training stands, besides its tensors. Random streams are functions of the seed and the
// step (support/random.h), so is the place in the order of the images: neither has a state.
struct TrainingProgress {
  std::int64_t step = 0;
  std::int64_t images = 0;  // shown
  double seconds = 0;       // of training, over all sittings
  std::int64_t branch = 0;  // how often the run was taken back to an older checkpoint
  struct Log {
    std::int64_t step = 0;           // of the last line
    double seconds = 0;              // at that line
    Means means;                     // of what came after it
    nlohmann::ordered_json resumed;  // of the next line, when it is the first after a resumption
  } log;
  struct Dataset {
    std::size_t images = 0;
    std::string fingerprint;
    ClassSizes classes = {};  // of a training that was told of them
  } dataset;
  ConvolutionChoices convolutions;  // whose rounding a run goes on with
  std::optional<BestCheckpoint> best;
  WatchdogState watchdog;
  std::optional<TrainingInputs> inputs;  // nothing in files of before there were any
  InactiveChannels inactive_channels;    // at the last probe; nothing before the first
};

// A checkpoint that is open for reading. Its tensors are checked when they are read.
struct Checkpoint {
  SafetensorsFile file;
  Config config;
  TrainingProgress progress;

  bool has_average() const;
};

// Names under which networks stand in a checkpoint.
inline constexpr const char* kGenerator = "generator";
inline constexpr const char* kGeneratorAverage = "generator_average";
inline constexpr const char* kDiscriminator = "discriminator";

// Throws Error "PATH: ..." when it is no checkpoint, of a later format, or damaged.
Checkpoint open_checkpoint(const fs::path& path);

// Writes the tensors with configuration and progress as metadata. Throws Error when it cannot be
// written.
void save_checkpoint(const fs::path& path, const std::vector<NamedTensor>& state,
                     const Config& config, const TrainingProgress& progress);

// What keeps load_tensors from working, a line for each tensor: "tensor 'x' is [3] in the
// checkpoint and [4] in the network".
std::vector<std::string> misfits(const SafetensorsFile& file,
                                 const std::vector<NamedTensor>& tensors);

// Copies tensors of the file into those of the same names. Throws Error, with nothing copied, when
// the file lacks one or has it in another shape.
void load_tensors(const SafetensorsFile& file, const std::vector<NamedTensor>& tensors);

// The same, and every tensor of the file must be among them.
void restore(const SafetensorsFile& file, const std::vector<NamedTensor>& state);

// Copies what the file has in the right shape. Returns how many were copied.
std::size_t load_matching(const SafetensorsFile& file, const std::vector<NamedTensor>& tensors);

}  // namespace leakygan
