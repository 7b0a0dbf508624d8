#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/activation.h"

namespace leakygan {

// What the probe saw in one run, of the networks whose activation the study varies; nothing where
// it did not look.
struct ProbeFacts {
  std::optional<double> dead_share;  // largest share of dead channels at any probe
  // Channels that came back, of those inactive at the probe before, over all probes; nothing where
  // none was ever inactive.
  std::optional<double> revival_rate;
  std::optional<double> collapsed_share;  // of channels, mean over probes
  std::optional<double> loss_saturation;  // share of samples, mean over probes
  // Norm of d logit / d x at generated images over the logits' standard deviation, mean over
  // probes.
  std::optional<double> generator_signal;
  std::optional<double> gradient_sparsity;  // share of exact zeros, mean over probes
};

// Failed: it diverged or was stopped for a fault of its training, and would again. What a full disk
// or the like ended is unfinished.
enum class RunState { missing, unfinished, complete, failed };

struct RunFacts {
  std::uint64_t seed = 0;
  RunState state = RunState::missing;
  std::string why;              // it failed, or could not go on
  std::optional<double> score;  // the primary metric at the end of a complete run, finite
  std::vector<std::pair<std::string, double>> scores;  // all metrics at the end
  std::int64_t images = 0;
  std::int64_t steps = 0;
  double seconds = 0;
  std::uint64_t peak_memory = 0;  // bytes
  ProbeFacts probe;
};

struct ArmFacts {
  std::string name;
  Activation activation;  // of the network under study; the discriminator's if both vary
  // Arms of one family have all in common but this activation: claims about it are judged in one.
  std::size_t family = 0;
  // The baseline under stress settings: it tells whether units can die, and is compared with none.
  bool is_stress = false;
  std::vector<RunFacts> runs = {};  // one for each seed, in the order of the seeds
};

struct StudyFacts {
  std::vector<ArmFacts> arms;
  std::size_t baseline = 0;  // its place in `arms`
  std::vector<std::uint64_t> seeds;
  double margin = 0;  // share of the baseline's median score that counts as no difference
  bool lower_is_better = true;
  std::string metric;  // the primary metric's title, "rFD"
};

// The arms but those under stress, in their order.
std::vector<std::size_t> compared_arms(const StudyFacts& study);

// Whether they differ in their activation.
bool varies_activation(const StudyFacts& study);

// The arms that are compared with `reference`: all compared ones but itself.
std::vector<std::size_t> others_than(const StudyFacts& study, std::size_t reference);

// What ranks of scores are made of: a complete run's score, an infinity that is worse than any
// score for a failed one, nothing for one that is still to come or to be measured.
std::optional<double> ranked_score(const StudyFacts& study, const RunFacts& run);

std::size_t failures(const ArmFacts& arm);

}  // namespace leakygan
