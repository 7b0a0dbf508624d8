// Times training steps on random pixels and prints the result as one line of JSON. Its options and
// its result are those of train_step.py; side_by_side.py, which runs both, has the defaults.

#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <nlohmann/json.hpp>
#include <vector>

#include "benchmarks/pairs.h"
#include "data/batches.h"
#include "data/latents.h"
#include "support/process.h"
#include "support/random.h"
#include "training/convolutions.h"
#include "training/device.h"
#include "training/step.h"

namespace leakygan {
namespace {

constexpr std::int64_t kBatchesInStore = 16;

struct Options {
  std::int64_t size = 0;
  std::int64_t width = 0;
  std::int64_t batch = 0;
  std::int64_t steps = 0;
  std::int64_t warmup = 0;
  std::int64_t threads = 0;
  std::string convolution = "auto";
};

Options parse(int argc, const char* const* argv) {
  CLI::App program("Times training steps on random pixels.", "leakygan_train_step");
  Options options;
  const auto add = [&](const char* name, std::int64_t& value, const char* meaning) {
    program.add_option(name, value, meaning)->required()->check(CLI::PositiveNumber);
  };
  add("--size", options.size, "Height and width of the images in pixels");
  add("--width", options.width, "Channels next to the image, of both networks");
  add("--batch", options.batch, "Images in a step");
  add("--steps", options.steps, "Steps that are timed");
  add("--warmup", options.warmup, "Steps before them");
  add("--threads", options.threads, "Threads of LibTorch");
  program.add_option("--convolution", options.convolution, "auto, direct or winograd");
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    std::exit(program.exit(e));
  }
  return options;
}

Config config_of(const Options& options) {
  Config config;
  config.generator.width = options.width;
  config.discriminator.width = options.width;
  config.training.batch = options.batch;
  config.threads = options.threads;
  config.convolution = options.convolution;
  return config;
}

Dataset random_images(const ImageShape& shape, std::int64_t count, std::uint64_t seed) {
  std::vector<std::uint8_t> pixels(
      static_cast<std::size_t>(count * shape.channels * shape.height * shape.width));
  SplitMix64 random(stream_seed(seed, "benchmark pixels"));
  for (auto& value : pixels) value = static_cast<std::uint8_t>(random.below(256));
  return dataset_of(shape, pixels);
}

double seconds_of_step(const Config& config, Batches& batches, Gan& gan, std::int64_t step) {
  const auto begin = std::chrono::steady_clock::now();
  const at::Tensor real = batches.batch(step).images;
  const at::Tensor latents = draw_latents(config.training.batch, config.generator, config.seed,
                                          "latents", static_cast<std::uint64_t>(step));
  gan.step({.batches = {{real, latents}}});
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

std::int64_t page_faults() {
  rusage usage = {};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_minflt;
}

std::int64_t parameter_count(const torch::nn::Module& network) {
  std::int64_t count = 0;
  for (const auto& parameter : network.parameters()) count += parameter.numel();
  return count;
}

void run(const Options& options) {
  const Config config = config_of(options);
  keep_freed_memory();
  use_threads(config);
  const Dataset dataset = random_images({.height = options.size, .width = options.size},
                                        kBatchesInStore * options.batch, config.seed);
  Batches batches(dataset, config.training.batch, config.seed, config.data.flip);
  Gan gan(config, dataset.shape, at::kCPU);
  StatusLine status;
  gan.choose(plan_convolutions(config, dataset.shape, at::kCPU, false, status));
  std::vector<double> seconds;
  std::int64_t faults = 0;
  for (std::int64_t step = 0; step < options.warmup + options.steps; ++step) {
    if (step == options.warmup) faults = page_faults();
    const double taken = seconds_of_step(config, batches, gan, step);
    if (step >= options.warmup) seconds.push_back(taken);
  }
  const nlohmann::ordered_json result = {
      {"seconds_per_step", benchmark::median(seconds)},
      {"page_faults_per_step",
       static_cast<double>(page_faults() - faults) / static_cast<double>(options.steps)},
      {"peak_memory_bytes", peak_memory()},
      {"generator_parameters", parameter_count(gan.generator())},
      {"discriminator_parameters", parameter_count(gan.discriminator())}};
  std::printf("%s\n", result.dump().c_str());
}

}  // namespace
}  // namespace leakygan

int main(int argc, char** argv) {
  try {
    leakygan::run(leakygan::parse(argc, argv));
    return 0;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "leakygan_train_step: %s\n", e.what());
    return 1;
  }
}
