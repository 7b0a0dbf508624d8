#include "data/check/pixel_statistics.h"

#include <cmath>
#include <mutex>

#include "data/batch_order.h"

namespace leakygan {
namespace {

// Images a thread takes at a time: a lock for each would cost more than adding up its pixels.
constexpr std::size_t kBlock = 64;

// 2^64 / 255^2 is enough for 2.8e14 pixels.
struct Sums {
  std::uint64_t levels = 0;
  std::uint64_t squares = 0;
};

std::vector<Sums> sums_of(const Dataset& dataset, std::size_t begin, std::size_t end) {
  const auto channels = static_cast<std::size_t>(dataset.shape.channels);
  std::vector<Sums> sums(channels);
  TrainingImage image;
  std::vector<std::uint8_t> pixels(
      static_cast<std::size_t>(dataset.shape.height * dataset.shape.width) * channels);
  for (std::size_t i = begin; i < end; ++i) {
    dataset.copy(i, image);
    show_image(image, {}, dataset.shape, pixels.data());
    for (std::size_t k = 0; k < pixels.size(); ++k) {
      const std::uint64_t level = pixels[k];
      sums[k % channels].levels += level;
      sums[k % channels].squares += level * level;
    }
  }
  return sums;
}

}  // namespace

std::vector<ChannelStatistics> pixel_statistics(const Dataset& dataset, int threads,
                                                const Progress& progress) {
  std::vector<Sums> sums(static_cast<std::size_t>(dataset.shape.channels));
  std::mutex mutex;
  const auto add_block = [&](std::size_t block) {
    const std::size_t begin = block * kBlock;
    const auto part = sums_of(dataset, begin, std::min(begin + kBlock, dataset.count()));
    const std::lock_guard lock(mutex);
    for (std::size_t c = 0; c < sums.size(); ++c) {
      sums[c].levels += part[c].levels;
      sums[c].squares += part[c].squares;
    }
  };
  const std::size_t blocks = (dataset.count() + kBlock - 1) / kBlock;
  parallel_for(blocks, threads, "adding up pixels", add_block, progress);
  const auto pixels = static_cast<double>(dataset.count()) *
                      static_cast<double>(dataset.shape.height * dataset.shape.width);
  std::vector<ChannelStatistics> statistics;
  for (const Sums& sum : sums) {
    const double mean = static_cast<double>(sum.levels) / pixels;
    const double variance = static_cast<double>(sum.squares) / pixels - mean * mean;
    statistics.push_back({mean, std::sqrt(std::max(variance, 0.0))});
  }
  return statistics;
}

}  // namespace leakygan
