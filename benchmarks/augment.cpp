// The loops that augment images against LibTorch's operators, forward and backward, by turns in one
// process: color, translation and cutout together, as a discriminator's update has them.
//
//   leakygan_augment [--threads N] [--batch 64]

#include "training/augment.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "benchmarks/pairs.h"

namespace leakygan {
namespace {

constexpr std::int64_t kSizes[] = {32, 64, 128};

void run(std::int64_t batch, std::int64_t size) {
  at::Tensor images = at::rand({batch, 3, size, size})
                          .mul(2)
                          .sub(1)
                          .contiguous(at::MemoryFormat::ChannelsLast)
                          .requires_grad_(true);
  const at::Tensor gradient =
      at::randn({batch, 3, size, size}).contiguous(at::MemoryFormat::ChannelsLast);
  const Augmentation amounts =
      draw_augmentation({true, true, true}, batch, {3, size, size}, 1, "benchmark", 0);
  const auto pass = [&](const auto& function) {
    return [&images, &gradient, &amounts, function] {
      images.mutable_grad().reset();
      function(images, amounts).backward(gradient);
    };
  };
  const auto ratio = benchmark::time_pairs(pass(augment), pass(augment_composed));
  std::printf("%3lld px  %8.2f ms  %8.2f ms  %5.2f  [%.2f, %.2f]\n", static_cast<long long>(size),
              1e3 * ratio.theirs, 1e3 * ratio.ours, ratio.mean, ratio.low, ratio.high);
}

}  // namespace
}  // namespace leakygan

int main(int argc, char** argv) {
  CLI::App program("Times augmentation against LibTorch's operators.", "leakygan_augment");
  int threads = 0;
  std::int64_t batch = 64;
  program.add_option("--threads", threads, "Threads of LibTorch")->check(CLI::PositiveNumber);
  program.add_option("--batch", batch, "Images")->check(CLI::PositiveNumber);
  CLI11_PARSE(program, argc, argv);
  if (threads > 0) at::set_num_threads(threads);
  std::printf("%lld images, %d threads\n%6s  %11s  %11s  %5s  95%% interval\n",
              static_cast<long long>(batch), at::get_num_threads(), "", "LibTorch", "ours",
              "ratio");
  for (const std::int64_t size : leakygan::kSizes) leakygan::run(batch, size);
}
