// Times the products of strided layers against LibTorch's, and says what share of the processor's
// peak they reach.
//
//   leakygan_convolutions [--threads N]

#include <ATen/Parallel.h>
#include <torch/utils.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "benchmarks/pairs.h"
#include "kernels/kernels.h"
#include "models/conv4x4s2_kernels.h"

namespace leakygan {
namespace {

using benchmark::Ratio;

struct Case {
  StridedLayer layer;
  std::int64_t batch;
};

// The layers of DCGANs of 64 px, width 64, batch 64 and of 32 px, width 32, batches 64 and 16.
const std::vector<Case> kCases = {
    {{3, 64, 64, 64}, 64},  {{64, 32, 32, 128}, 64}, {{128, 16, 16, 256}, 64},
    {{256, 8, 8, 512}, 64}, {{3, 32, 32, 32}, 64},   {{32, 16, 16, 64}, 64},
    {{64, 8, 8, 128}, 64},  {{3, 32, 32, 32}, 16},   {{32, 16, 16, 64}, 16},
    {{64, 8, 8, 128}, 16},
};

// Multiply-adds a second of all threads, from registers alone: the best of five.
double peak() {
  const int threads = at::get_num_threads();
  double best = 0;
  for (int i = 0; i < 5; ++i) {
    std::vector<double> done(static_cast<std::size_t>(threads));
    const double seconds = benchmark::seconds_of([&] {
      at::parallel_for(0, threads, 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto t = begin; t < end; ++t) {
          done[static_cast<std::size_t>(t)] = kernels().table.multiply_adds(5'000'000);
        }
      });
    });
    double sum = 0;
    for (const double count : done) sum += count;
    best = std::max(best, sum / seconds);
  }
  return best;
}

at::Tensor random(at::IntArrayRef sizes) {
  return at::randn(sizes).contiguous(at::MemoryFormat::ChannelsLast);
}

void print(const Case& what, const char* product, const Ratio& ratio, double of_peak) {
  const auto count = static_cast<double>(what.layer.multiply_adds() * what.batch);
  std::printf("%-26s  %5lld  %-7s  %8.3f  %8.3f  %5.2f  %5.2f to %5.2f  %4.0f%%  %4.0f%%\n",
              what.layer.text().c_str(), static_cast<long long>(what.batch), product,
              1e3 * ratio.theirs, 1e3 * ratio.ours, ratio.mean, ratio.low, ratio.high,
              100 * count / ratio.theirs / of_peak, 100 * count / ratio.ours / of_peak);
}

template <typename Product>
Ratio compare(Conv4x4s2Kernels& kernels, const Product& product) {
  const auto with = [&](ConvolutionAlgorithm algorithm) {
    return [&, algorithm] {
      kernels.choice = {algorithm, algorithm, algorithm};
      product();
    };
  };
  return benchmark::time_pairs(with(ConvolutionAlgorithm::winograd),
                               with(ConvolutionAlgorithm::direct));
}

void run() {
  const torch::NoGradGuard no_grad;
  const double most = peak();
  std::printf("kernels %s, %d threads, peak %.0f GFLOP/s (multiply-adds in registers, as two)\n\n",
              kernels().name.c_str(), at::get_num_threads(), 2e-9 * most);
  std::printf("%-26s  %5s  %-7s  %8s  %8s  %5s  %-14s  %5s  %5s\n", "layer", "batch", "product",
              "LibTorch", "winograd", "ratio", "95% interval", "peak", "peak");
  for (const auto& one : kCases) {
    const StridedLayer& layer = one.layer;
    const at::Tensor fine = random({one.batch, layer.channels, layer.height, layer.width});
    const at::Tensor coarse =
        random({one.batch, layer.coarse_channels, layer.height / 2, layer.width / 2});
    const at::Tensor weights = random({layer.coarse_channels, layer.channels, 4, 4});
    Conv4x4s2Kernels products;
    print(one, "down", compare(products, [&] { products.down(fine, weights); }), most);
    print(one, "up",
          compare(products, [&] { products.up(coarse, weights, layer.height, layer.width); }),
          most);
    print(one, "weights", compare(products, [&] { products.weight_gradient(fine, coarse); }), most);
  }
}

}  // namespace
}  // namespace leakygan

int main(int argc, char** argv) {
  CLI::App program("Times convolutions against LibTorch's.", "leakygan_convolutions");
  int threads = 0;
  program.add_option("--threads", threads, "Threads of LibTorch")->check(CLI::PositiveNumber);
  CLI11_PARSE(program, argc, argv);
  if (threads > 0) at::set_num_threads(threads);
  leakygan::run();
}
