#include "study/plan.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "config/load.h"
#include "metrics/measured_counts.h"
#include "support/error.h"
#include "support/process.h"
#include "support/text.h"
#include "training/generator_scores.h"
#include "training/resolve.h"
#include "training/run_length.h"

namespace leakygan {
namespace {

constexpr std::int64_t kCurvePoints = 4;  // measurements of a run, the last at its end
constexpr std::size_t kRealSets = 4;      // of training images, beside the held-out ones

void check_batches(const Study& study, std::size_t images) {
  for (const Arm& arm : study.arms) {
    const std::int64_t batch = arm.config.training.batch;
    if (images < static_cast<std::size_t>(batch)) {
      throw Error("arm '" + arm.name + "': training.batch: " + count_text(images) +
                  " images are fewer than a batch of " + count_text(batch));
    }
  }
}

// So few that samples could not be measured against them.
void check_held_out(const Config& asked, const Dataset& dataset) {
  const std::size_t held_out = dataset.held_out.size();
  if (held_out >= kEnoughHeldOut) return;
  const std::string needed = "a study measures samples against at least " +
                             count_text(std::size_t{kEnoughHeldOut}) +
                             " images that are held out, ";
  const auto batch = static_cast<std::size_t>(asked.training.batch);
  if (!asked.data.holdout && held_out + dataset.count() < kEnoughHeldOut + batch) {
    throw Error("data.folder: " + needed + "and trains on a batch of " + count_text(batch) +
                " at least: " + count_text(held_out + dataset.count()) + " images are too few");
  }
  // Copies of an image are held out together, which may have left the number short.
  throw Error("data.holdout: " + needed + "here there are " + count_text(held_out) +
              ": give a larger number");
}

std::int64_t rounded_up(double images, std::int64_t batch) {
  return static_cast<std::int64_t>(std::ceil(images / static_cast<double>(batch))) * batch;
}

// Lengths are multiples of it, so that every arm is shown the same number of images.
std::int64_t common_step(const Study& study) {
  std::int64_t images = 1;
  for (const Arm& arm : study.arms) images = std::lcm(images, arm.config.training.step_images());
  return images;
}

double rounds(const Study& study, const Layout& layout) {
  return std::ceil(static_cast<double>(study.runs()) / static_cast<double>(layout.parallel));
}

// Seconds that a run takes besides its images, and for each of them. Samples are measured
// kCurvePoints times, or where every.evaluate is given, with every so many images.
struct RunCost {
  double besides = 0;
  double image = 0;
};

RunCost run_cost(const Study& study, const LayoutSpeed& speed) {
  const double step = static_cast<double>(speed.layout.parallel) / speed.images_per_second;
  if (const auto every = study.base.every.evaluate) {
    return {speed.seconds_to_start, step + speed.seconds_to_measure / static_cast<double>(*every)};
  }
  return {speed.seconds_to_start + kCurvePoints * speed.seconds_to_measure, step};
}

// The images that a budget buys for each run.
std::int64_t images_for(double budget, const LayoutSpeed& speed, const Study& study) {
  const RunCost cost = run_cost(study, speed);
  const double each = budget / rounds(study, speed.layout);
  const std::int64_t step = common_step(study);
  const auto steps =
      static_cast<std::int64_t>((each - cost.besides) / cost.image / static_cast<double>(step));
  if (steps > 0) return steps * step;
  throw Error("study.budget: " + duration_text(budget) + " is too little for " +
              count_text(study.runs()) + " runs: each would have " + duration_text(each) +
              ", and takes " + duration_text(cost.besides) + " besides its steps");
}

bool fits_in_memory(const LayoutSpeed& one, std::int64_t parallel) {
  constexpr double kShare = 0.8;  // of the machine's memory
  return static_cast<double>(one.memory) * static_cast<double>(parallel) <=
         kShare * static_cast<double>(machine_memory());
}

std::vector<LayoutSpeed> measure_layouts(const Study& study, const CommonGround& common,
                                         const fs::path& folder, StatusLine& status) {
  const std::int64_t threads = *common.resolved.threads;
  const auto runs = static_cast<std::int64_t>(study.runs());
  std::vector<Layout> layouts = possible_layouts(threads, runs);
  // Runs that share a GPU were not tried.
  if (common.resolved.device == "cuda") layouts.resize(1);
  if (study.parallel) {
    const std::int64_t parallel = std::min(*study.parallel, runs);
    layouts = {{parallel, std::max<std::int64_t>(1, threads / parallel)}};
  }
  std::vector<LayoutSpeed> measured;
  for (const Layout& layout : layouts) {
    if (!measured.empty() && !fits_in_memory(measured.front(), layout.parallel)) break;
    status.show("measuring " + layout_text(layout));
    measured.push_back(measure_layout(common.resolved, layout, folder));
    status.print("measured:  " + layout_text(layout) + ": " +
                 count_text(std::lround(measured.back().images_per_second)) + " images/s in total");
  }
  return measured;
}

nlohmann::ordered_json reference_scores(const CommonGround& common, StatusLine& status) {
  const Prepared& prepared = common.prepared;
  GeneratorScores scores(common.resolved, prepared.dataset, prepared.features.get(), status);
  std::size_t count = 0;
  const auto measured = scores.score_training_images(kRealSets, count);
  nlohmann::ordered_json sets = nlohmann::ordered_json::array();
  for (const auto& set : measured) sets.push_back(scores_json(set));
  return {{"images", count}, {"sets", std::move(sets)}};
}

}  // namespace

const LayoutSpeed& StudyPlan::speed() const {
  for (const LayoutSpeed& one : measured) {
    if (one.layout.parallel == layout.parallel) return one;
  }
  throw Error("study.json: has no speed for the number of runs at a time that it names");
}

CommonGround check_common(const Study& study, StatusLine& status) {
  if (study.base.evaluate.metrics.empty()) {
    throw Error("evaluate.metrics: a study compares arms by a metric: it must not be empty");
  }
  Config resolved = study.base;
  const ConvolutionChoices none;
  Prepared prepared =
      prepare(resolved, status, {.convolutions = &none, .least_holdout = kEnoughHeldOut});
  const Dataset& dataset = prepared.dataset;
  check_held_out(study.base, dataset);
  check_batches(study, dataset.count());
  resolved.data.holdout = static_cast<std::int64_t>(dataset.held_out.size());
  return {std::move(resolved), std::move(prepared)};
}

StudyPlan make_plan(const Study& study, const CommonGround& common, const std::string& program,
                    const fs::path& folder, StatusLine& status) {
  StudyPlan plan = {.program = program,
                    .measured = measure_layouts(study, common, folder, status),
                    .holdout = *common.resolved.data.holdout,
                    .fingerprint = common.prepared.dataset.fingerprint,
                    .reference = reference_scores(common, status)};
  const auto fastest = std::max_element(
      plan.measured.begin(), plan.measured.end(),
      [](const auto& a, const auto& b) { return a.images_per_second < b.images_per_second; });
  plan.layout = fastest->layout;
  const auto length = RunLength(study.base.training, common.prepared.dataset.count()).images();
  plan.images = study.budget ? images_for(*study.budget, *fastest, study)
                             : rounded_up(static_cast<double>(length.value()), common_step(study));
  return plan;
}

void check_same_images(const StudyPlan& plan, const CommonGround& common) {
  const std::string& fingerprint = common.prepared.dataset.fingerprint;
  if (plan.fingerprint == fingerprint) return;
  throw Error("data.folder: " + display(common.resolved.data.folder) +
              ": its images are not those that the study was planned with (fingerprint " +
              fingerprint + " instead of " + plan.fingerprint +
              "): put those back, or plan a new study: --name NAME");
}

Config run_config(const StudyPlan& plan, const Arm& arm, std::uint64_t seed) {
  Config config = arm.config;
  config.name = std::to_string(seed);
  config.seed = seed;
  config.threads = plan.layout.threads;
  config.training.images = plan.images;
  config.training.epochs.reset();
  config.data.holdout = plan.holdout;
  const std::int64_t part =
      rounded_up(static_cast<double>(plan.images) / kCurvePoints, config.training.step_images());
  if (!config.every.evaluate) config.every.evaluate = part;
  if (!config.every.sample) config.every.sample = part;
  // What comes back between two probes is seen in a short run too.
  if (!config.every.probe) {
    config.every.probe = std::min(usual_probe_interval(config.training.batch), part);
  }
  return config;
}

double estimated_seconds(const Study& study, const StudyPlan& plan) {
  const RunCost cost = run_cost(study, plan.speed());
  return rounds(study, plan.layout) *
         (cost.besides + static_cast<double>(plan.images) * cost.image);
}

}  // namespace leakygan
