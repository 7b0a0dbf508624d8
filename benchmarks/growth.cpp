// Whole training steps with the convolutions that a training would choose against the same with
// LibTorch's, by turns in one process, one factor varied at a time.
//
//   leakygan_growth [--threads N]

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "benchmarks/pairs.h"
#include "models/convolution_choice.h"
#include "support/process.h"
#include "training/convolutions.h"
#include "training/measure_convolutions.h"
#include "training/step.h"

namespace leakygan {
namespace {

struct Point {
  const char* factor;
  std::int64_t size;
  std::int64_t width;
  std::int64_t batch;
};

const std::vector<Point> kPoints = {
    {"", 64, 64, 64},       {"width", 64, 16, 64}, {"width", 64, 32, 64}, {"width", 64, 128, 64},
    {"size", 32, 64, 64},   {"size", 48, 64, 64},  {"size", 96, 64, 64},  {"size", 128, 64, 64},
    {"batch", 64, 64, 8},   {"batch", 64, 64, 16}, {"batch", 64, 64, 32}, {"batch", 64, 64, 128},
    {"batch", 64, 64, 256}, {"small", 32, 32, 64}, {"small", 32, 32, 32}, {"small", 32, 32, 16},
    {"small", 32, 32, 8},
};

ConvolutionChoices choose(const Config& config, const ImageShape& image) {
  ConvolutionChoices choices;
  for (const auto& one :
       measure_convolutions(strided_layers(config, image), config.training.batch, 2.0)) {
    choices.push_back({one.layer, one.choice()});
  }
  return choices;
}

void run(const Point& point) {
  Config config;
  config.generator.width = config.discriminator.width = point.width;
  config.training.batch = point.batch;
  const ImageShape image = {3, point.size, point.size};
  const ConvolutionChoices chosen = choose(config, image);
  Gan gan(config, image, at::kCPU);
  const at::Tensor real = at::rand({point.batch, 3, point.size, point.size})
                              .mul(2)
                              .sub(1)
                              .contiguous(at::MemoryFormat::ChannelsLast);
  const at::Tensor latents = at::randn({point.batch, config.generator.latent});
  const auto step = [&](const ConvolutionChoices& choices) {
    return [&] {
      gan.choose(choices);
      gan.step({.batches = {{real, latents}}});
    };
  };
  const ConvolutionChoices direct;
  const auto ratio = benchmark::time_pairs(step(chosen), step(direct));
  std::printf("%-6s  %4lld  %5lld  %5lld  %7d  %9.2f  %9.2f  %5.2f  %5.2f to %5.2f  %s\n",
              point.factor, static_cast<long long>(point.size), static_cast<long long>(point.width),
              static_cast<long long>(point.batch), at::get_num_threads(), 1e3 * ratio.theirs,
              1e3 * ratio.ours, ratio.mean, ratio.low, ratio.high, choices_text(chosen).c_str());
  std::fflush(stdout);
}

}  // namespace
}  // namespace leakygan

int main(int argc, char** argv) {
  CLI::App program("Times training steps of growing networks.", "leakygan_growth");
  int threads = 0;
  program.add_option("--threads", threads, "Threads of LibTorch")->check(CLI::PositiveNumber);
  CLI11_PARSE(program, argc, argv);
  if (threads > 0) at::set_num_threads(threads);
  leakygan::keep_freed_memory();
  std::printf("factor  size  width  batch  threads  LibTorch   chosen     ratio  95%% interval\n");
  for (const auto& point : leakygan::kPoints) leakygan::run(point);
}
