#include "probe/channel_sums.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/tensor_memory.h"

namespace leakygan {
namespace {

at::Tensor in_memory(const at::Tensor& x) { return channels_last(x.detach().to(at::kCPU)); }

// Where the sums of the first of some channels stand.
struct Sums {
  double* not_positive;
  double* sums;
  double* sizes;
  double* squares;
};

// A loop for each quantity, which the compiler vectorizes; together they would take 7 times as
// long.
void add_row(const float* in, const float* out, std::int64_t count, float* largest,
             const Sums& to) {
  for (std::int64_t c = 0; c < count; ++c) largest[c] = in[c] > largest[c] ? in[c] : largest[c];
  for (std::int64_t c = 0; c < count; ++c) to.not_positive[c] += in[c] <= 0 ? 1.0 : 0.0;
  for (std::int64_t c = 0; c < count; ++c) to.sums[c] += out[c];
  for (std::int64_t c = 0; c < count; ++c) to.sizes[c] += std::abs(out[c]);
  for (std::int64_t c = 0; c < count; ++c) {
    to.squares[c] += static_cast<double>(out[c]) * static_cast<double>(out[c]);
  }
}

}  // namespace

ChannelSums::ChannelSums(std::int64_t channels, std::int64_t positions)
    : largest(at::full({positions, channels}, -std::numeric_limits<float>::infinity())),
      not_positive(at::zeros({channels}, at::kDouble)),
      sums(at::zeros({channels}, at::kDouble)),
      sizes(at::zeros({channels}, at::kDouble)),
      squares(at::zeros({channels}, at::kDouble)) {}

void ChannelSums::add(const at::Tensor& input, const at::Tensor& output) {
  const at::Tensor z = in_memory(input);
  const at::Tensor y = in_memory(output);
  const auto* in = z.const_data_ptr<float>();
  const auto* out = y.const_data_ptr<float>();
  auto* top = largest.mutable_data_ptr<float>();
  const Sums all = {not_positive.mutable_data_ptr<double>(), sums.mutable_data_ptr<double>(),
                    sizes.mutable_data_ptr<double>(), squares.mutable_data_ptr<double>()};
  const std::int64_t positions = largest.size(0);
  const std::int64_t channels = largest.size(1);
  const std::int64_t rows = z.size(0) * positions;
  // Threads divide the channels, so that each sum is added up in one order; by lines of memory, or
  // they would wait for one another all the time.
  constexpr std::int64_t kLine = 16;
  at::parallel_for(0, (channels + kLine - 1) / kLine, 1, [&](std::int64_t begin, std::int64_t end) {
    const std::int64_t first = begin * kLine;
    const std::int64_t count = std::min(end * kLine, channels) - first;
    const Sums to = {all.not_positive + first, all.sums + first, all.sizes + first,
                     all.squares + first};
    for (std::int64_t row = 0; row < rows; ++row) {
      const std::int64_t at = row * channels + first;
      add_row(in + at, out + at, count, top + row % positions * channels + first, to);
    }
  });
  images += z.size(0);
}

}  // namespace leakygan
