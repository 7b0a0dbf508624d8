// How far the discriminator's gradient in step 1 and the losses of twenty steps move when
// convolutions are computed otherwise, beside how far they move with another number of threads,
// which changes rounding as well. In smooth networks (silu) no unit is pushed over the kink of its
// activation.
//
//   leakygan_rounding [--size 64] [--width 64] [--batch 64] [--seeds 3] [--smooth]

#include <ATen/Parallel.h>
#include <torch/utils.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>

#include "report/status_line.h"
#include "support/process.h"
#include "training/convolutions.h"
#include "training/step.h"

namespace leakygan {
namespace {

struct Options {
  std::int64_t size = 64;
  std::int64_t width = 64;
  std::int64_t batch = 64;
  std::int64_t seeds = 3;
  bool smooth = false;
};

struct Training {
  std::vector<double> losses;        // two a step
  std::vector<at::Tensor> gradient;  // times 1 - beta1: Adam's first moments after one step
};

std::vector<at::Tensor> first_moments(const Gan& gan) {
  std::vector<at::Tensor> all;
  for (const auto& named : gan.state()) {
    if (named.name.starts_with("optimizer.discriminator.first_moment")) {
      all.push_back(named.tensor.clone());
    }
  }
  return all;
}

Training train(const Options& options, const std::string& convolution, int threads,
               std::uint64_t seed) {
  at::set_num_threads(threads);
  Config config;
  config.seed = seed;
  config.convolution = convolution;
  config.generator.width = config.discriminator.width = options.width;
  config.training.batch = options.batch;
  if (options.smooth) {
    config.generator.activation = config.discriminator.activation = {ActivationKind::silu, 0};
  }
  const ImageShape image = {3, options.size, options.size};
  Gan gan(config, image, at::kCPU);
  StatusLine status;
  gan.choose(plan_convolutions(config, image, at::kCPU, false, status));
  torch::manual_seed(seed);
  Training all;
  for (int step = 0; step < 20; ++step) {
    const at::Tensor real = at::rand({options.batch, 3, options.size, options.size})
                                .mul(2)
                                .sub(1)
                                .contiguous(at::MemoryFormat::ChannelsLast);
    const StepReport report =
        gan.step({.batches = {{real, at::randn({options.batch, config.generator.latent})}}});
    all.losses.push_back(report.discriminator_loss);
    all.losses.push_back(report.generator_loss);
    if (step == 0) all.gradient = first_moments(gan);
  }
  return all;
}

double of_losses(const Training& a, const Training& b) {
  double largest = 0;
  for (std::size_t i = 0; i < a.losses.size(); ++i) {
    largest = std::max(largest, std::abs(a.losses[i] - b.losses[i]));
  }
  return largest;
}

// The largest of the parameters' relative differences, in the Euclidean norm.
double of_gradients(const Training& a, const Training& b) {
  double largest = 0;
  for (std::size_t i = 0; i < a.gradient.size(); ++i) {
    const at::Tensor difference = (a.gradient[i] - b.gradient[i]).norm() / b.gradient[i].norm();
    largest = std::max(largest, difference.item<double>());
  }
  return largest;
}

void run(const Options& options) {
  std::printf("      gradient of step 1, relative    largest of 20 steps' losses\n");
  std::printf("seed  1, 2 threads  winograd, direct  1, 2 threads  winograd, direct\n");
  for (std::int64_t seed = 1; seed <= options.seeds; ++seed) {
    const auto of_seed = static_cast<std::uint64_t>(seed);
    const Training direct = train(options, "direct", 2, of_seed);
    const Training one = train(options, "direct", 1, of_seed);
    const Training winograd = train(options, "winograd", 2, of_seed);
    std::printf("%4lld  %12.2g  %16.2g  %12.2g  %16.2g\n", static_cast<long long>(seed),
                of_gradients(one, direct), of_gradients(winograd, direct), of_losses(one, direct),
                of_losses(winograd, direct));
    std::fflush(stdout);
  }
}

}  // namespace
}  // namespace leakygan

int main(int argc, char** argv) {
  CLI::App program("Compares losses of differently rounded trainings.", "leakygan_rounding");
  leakygan::Options options;
  program.add_option("--size", options.size);
  program.add_option("--width", options.width);
  program.add_option("--batch", options.batch);
  program.add_option("--seeds", options.seeds);
  program.add_flag("--smooth", options.smooth, "Networks with silu");
  CLI11_PARSE(program, argc, argv);
  leakygan::keep_freed_memory();
  leakygan::run(options);
}
