#include "metrics/sliced_wasserstein.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "metrics/laplacian_pyramid.h"
#include "metrics/projections.h"
#include "support/random.h"

namespace leakygan {
namespace {

constexpr std::int64_t kPatches = 128;  // an image and level
constexpr std::int64_t kDirections = 4 * 128;
constexpr std::size_t kImagesAtATime = 64;
constexpr std::size_t kGroup = 16;  // directions that a thread counts at a time
constexpr double kThousand = 1000;
constexpr double kFlat = 1e-6;  // a variance, in squared grey levels
constexpr std::int64_t kPatchPixels = kPatchSide * kPatchSide;

// The patches of one level of one image, [C * 49, 128].
at::Tensor patches(const ImageSet& images, std::size_t i, std::size_t level) {
  const PyramidLevel from = laplacian_pyramid(images.image(i), images.shape())[level];
  const auto [channels, height, width] = from.shape;
  at::Tensor all = at::empty({channels * kPatchPixels, kPatches}, at::kFloat);
  auto* values = all.mutable_data_ptr<float>();
  SplitMix64 random(stream_seed(images.hash(i), "patches", level));
  for (std::int64_t p = 0; p < kPatches; ++p) {
    const auto place = [&](std::int64_t side) {
      return static_cast<std::int64_t>(
          random.below(static_cast<std::uint64_t>(side - kPatchSide + 1)));
    };
    const std::int64_t top = place(height);
    const std::int64_t left = place(width);
    float* value = values + p;
    for (std::int64_t c = 0; c < channels; ++c) {
      for (std::int64_t pixel = 0; pixel < kPatchPixels; ++pixel, value += kPatches) {
        const std::int64_t y = top + pixel / kPatchSide;
        const std::int64_t x = left + pixel % kPatchSide;
        *value = from.values[static_cast<std::size_t>((c * height + y) * width + x)];
      }
    }
  }
  return all;
}

// What all passes over the images share.
struct Task {
  int threads;
  const Progress& progress;
  std::size_t done = 0;  // images
  std::size_t total = 0;

  // Calls body(i) for images begin to end - 1, on threads of which each has LibTorch to itself.
  void each(std::size_t begin, std::size_t end, const std::function<void(std::size_t)>& body) {
    const auto one = [&](std::size_t k) {
      at::set_num_threads(1);
      body(begin + k);
    };
    parallel_for(end - begin, threads, "comparing patches", one, {});
    done += end - begin;
    if (progress) progress(done, total);
  }
};

// Of each channel over the patches of a level, [C].
struct Channels {
  at::Tensor mean;
  at::Tensor scale;  // 1 / standard deviation
};

Channels channel_statistics(const ImageSet& images, std::size_t level, Task& task) {
  const std::int64_t channels = images.shape().channels;
  // A row for each image, added up in order: on several threads sums would differ in last digits.
  const auto count = static_cast<std::int64_t>(images.count());
  at::Tensor sums = at::empty({count, 2, channels}, at::kDouble);
  for (std::size_t begin = 0; begin < images.count(); begin += kImagesAtATime) {
    task.each(begin, std::min(begin + kImagesAtATime, images.count()), [&](std::size_t i) {
      const at::Tensor values = patches(images, i, level).view({channels, -1}).to(at::kDouble);
      const at::Tensor row = sums.select(0, static_cast<std::int64_t>(i));
      row.select(0, 0).copy_(values.sum(1));
      row.select(0, 1).copy_(values.square().sum(1));
    });
  }
  const at::Tensor means = sums.sum(0) / static_cast<double>(count * kPatchPixels * kPatches);
  const at::Tensor variance = means.select(0, 1) - means.select(0, 0).square();
  // A level without anything in it but rounding: what the fakes have there is counted as it is.
  const at::Tensor is_flat = variance < kFlat;
  return {means.select(0, 0), at::where(is_flat, at::ones_like(variance), variance).rsqrt()};
}

// For patches as they are.
struct Directions {
  at::Tensor weights;  // [512, C * 49]
  at::Tensor offsets;  // [512, 1]: the mean of the reals goes to 0, where the steps are
};

Directions directions(std::size_t level, const Channels& channels) {
  const std::int64_t length = channels.scale.size(0) * kPatchPixels;
  at::Tensor all = at::empty({kDirections, length}, at::kDouble);
  SplitMix64 random(stream_seed(1, "directions", level));
  auto* values = all.mutable_data_ptr<double>();
  for (std::int64_t i = 0; i < all.numel(); ++i) values[i] = random.normal();
  all.div_(all.norm(2, 1, true));
  all.mul_(channels.scale.repeat_interleave(kPatchPixels));
  const at::Tensor means = channels.mean.repeat_interleave(kPatchPixels).unsqueeze(1);
  return {all.to(at::kFloat), at::mm(all, means).neg_().to(at::kFloat)};
}

Projections project(const ImageSet& images, std::size_t level, const Directions& lines,
                    Task& task) {
  Projections projections(kDirections);
  std::vector<std::uint16_t> steps(kImagesAtATime * kDirections * kPatches);
  for (std::size_t begin = 0; begin < images.count(); begin += kImagesAtATime) {
    const std::size_t end = std::min(begin + kImagesAtATime, images.count());
    task.each(begin, end, [&](std::size_t i) {
      const at::Tensor numbers = at::addmm(lines.offsets, lines.weights, patches(images, i, level));
      const auto* first = numbers.const_data_ptr<float>();
      std::transform(first, first + numbers.numel(),
                     steps.data() + (i - begin) * kDirections * kPatches, Projections::step);
    });
    const auto count_group = [&](std::size_t group) {
      for (std::size_t d = group * kGroup; d < (group + 1) * kGroup; ++d) {
        for (std::size_t i = 0; i < end - begin; ++i) {
          projections.add(d, std::span(steps).subspan((i * kDirections + d) * kPatches, kPatches));
        }
      }
    };
    parallel_for(kDirections / kGroup, task.threads, "comparing patches", count_group, {});
  }
  return projections;
}

}  // namespace

SlicedWasserstein sliced_wasserstein(const ImageSet& real, const ImageSet& fake, int threads,
                                     const Progress& progress) {
  SlicedWasserstein result = {.shapes = pyramid_shapes(real.shape()), .distances = {}};
  const std::size_t levels = result.shapes.size();
  Task task = {threads, progress, 0, levels * (2 * real.count() + fake.count())};
  for (std::size_t level = 0; level < levels; ++level) {
    const Directions lines = directions(level, channel_statistics(real, level, task));
    const Projections reals = project(real, level, lines, task);
    const Projections fakes = project(fake, level, lines, task);
    double sum = 0;
    for (std::size_t d = 0; d < kDirections; ++d) sum += reals.distance(fakes, d);
    result.distances.push_back(kThousand * sum / kDirections);
  }
  result.mean = std::accumulate(result.distances.begin(), result.distances.end(), 0.0) /
                static_cast<double>(levels);
  return result;
}

}  // namespace leakygan
