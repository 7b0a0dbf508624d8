#include "probe/channel_sums.h"

#include <torch/torch.h>

#include <cmath>
#include <limits>

#include "models/tensor_memory.h"

namespace leakygan {
namespace {

constexpr std::int64_t kGrain = 16;  // channels a thread takes at least: a line of memory

at::Tensor in_memory(const at::Tensor& x) { return channels_last(x.detach().to(at::kCPU)); }

}  // namespace

ChannelSums::ChannelSums(std::int64_t channel_count, std::int64_t position_count)
    : channels(channel_count),
      positions(position_count),
      largest(static_cast<std::size_t>(channels * positions),
              -std::numeric_limits<float>::infinity()),
      not_positive(static_cast<std::size_t>(channels)),
      sums(not_positive.size()),
      sizes(not_positive.size()),
      squares(not_positive.size()) {}

void ChannelSums::add(const at::Tensor& input, const at::Tensor& output) {
  const at::Tensor z = in_memory(input);
  const at::Tensor y = in_memory(output);
  const std::int64_t rows = z.size(0) * positions;
  images += z.size(0);
  // Threads divide the channels: so each sum is added up in one order.
  at::parallel_for(0, channels, kGrain, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t row = 0; row < rows; ++row) {
      const float* in = z.const_data_ptr<float>() + row * channels;
      const float* out = y.const_data_ptr<float>() + row * channels;
      float* top = largest.data() + row % positions * channels;
      for (std::int64_t c = begin; c < end; ++c) {
        const auto i = static_cast<std::size_t>(c);
        const double value = out[c];
        top[c] = in[c] > top[c] ? in[c] : top[c];
        not_positive[i] += in[c] <= 0 ? 1.0 : 0.0;
        sums[i] += value;
        sizes[i] += std::abs(value);
        squares[i] += value * value;
      }
    }
  });
}

}  // namespace leakygan
