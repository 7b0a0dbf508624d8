#include "kernels/batch_normalization.h"

#include <algorithm>
#include <cmath>

namespace leakygan {
namespace {

// Numbers of a piece: it stays in a core's own cache for the passes that read it twice.
constexpr std::int64_t kPieceNumbers = std::int64_t{1} << 14;
constexpr std::int64_t kLeastRows = 16;

// The pieces of all groups; none spans two.
struct Pieces {
  explicit Pieces(const NormalizationShape& of)
      : shape(of),
        rows(std::clamp(kPieceNumbers / of.channels, kLeastRows, std::max(of.rows, kLeastRows))),
        of_group((of.rows + rows - 1) / rows),
        count(of.groups * of_group) {}

  std::int64_t group(std::int64_t piece) const { return piece / of_group; }
  std::int64_t first_row(std::int64_t piece) const {
    return group(piece) * shape.rows + piece % of_group * rows;
  }
  std::int64_t rows_of(std::int64_t piece) const {
    return std::min(rows, shape.rows - piece % of_group * rows);
  }

  NormalizationShape shape;
  std::int64_t rows;
  std::int64_t of_group;
  std::int64_t count;
};

template <typename Body>
void for_pieces(const Pieces& pieces, const Parallel& parallel, Body body) {
  parallel.run(pieces.count, [&](std::int64_t begin, std::int64_t end) {
    for (auto piece = begin; piece < end; ++piece) body(piece);
  });
}

std::size_t index(std::int64_t i) { return static_cast<std::size_t>(i); }

// Two sums of each piece and channel.
struct Sums {
  explicit Sums(const Pieces& pieces)
      : first(index(pieces.count * pieces.shape.channels)), second(first.size()) {}
  std::vector<float> first;
  std::vector<float> second;
};

}  // namespace

BatchStatistics batch_statistics(const NormalizationShape& shape, const float* x,
                                 const KernelTable& kernels, const Parallel& parallel) {
  const Pieces pieces(shape);
  const std::int64_t channels = shape.channels;
  Sums sums(pieces);
  for_pieces(pieces, parallel, [&](std::int64_t piece) {
    kernels.channel_sums(x + pieces.first_row(piece) * channels, pieces.rows_of(piece), channels,
                         &sums.first[index(piece * channels)],
                         &sums.second[index(piece * channels)]);
  });
  BatchStatistics all;
  all.mean.resize(index(shape.groups * channels));
  all.variance.resize(all.mean.size());
  std::vector<double> seen(index(shape.groups), 0);
  for (std::int64_t piece = 0; piece < pieces.count; ++piece) {
    // Chan, Golub and LeVeque (1983), eq. 2.1: the variance of two sets from those of each.
    const std::int64_t group = pieces.group(piece);
    const auto rows = static_cast<double>(pieces.rows_of(piece));
    double& before = seen[index(group)];
    for (std::int64_t c = 0; c < channels; ++c) {
      const double sum = sums.first[index(piece * channels + c)];
      const double mean = x[pieces.first_row(piece) * channels + c] + sum / rows;
      const double squares = sums.second[index(piece * channels + c)] - sum * sum / rows;
      double& mean_before = all.mean[index(group * channels + c)];
      const double difference = mean - mean_before;
      all.variance[index(group * channels + c)] +=
          std::max(squares, 0.0) + difference * difference * before * rows / (before + rows);
      mean_before += difference * rows / (before + rows);
    }
    before += rows;
  }
  for (auto& variance : all.variance) variance /= static_cast<double>(shape.rows);
  return all;
}

void normalize(const NormalizationShape& shape, const float* x, const BatchStatistics& statistics,
               double epsilon, const float* weight, const float* bias, double slope, float* y,
               const KernelTable& kernels, const Parallel& parallel) {
  const std::int64_t channels = shape.channels;
  std::vector<float> mean(statistics.mean.begin(), statistics.mean.end());
  std::vector<float> scale(mean.size());
  for (std::size_t i = 0; i < scale.size(); ++i) {
    scale[i] = static_cast<float>(weight[i % index(channels)] /
                                  std::sqrt(statistics.variance[i] + epsilon));
  }
  const Pieces pieces(shape);
  for_pieces(pieces, parallel, [&](std::int64_t piece) {
    const std::size_t at = index(pieces.group(piece) * channels);
    const std::int64_t offset = pieces.first_row(piece) * channels;
    kernels.normalize(x + offset, pieces.rows_of(piece), channels,
                      {.mean = &mean[at], .scale = &scale[at], .shift = bias},
                      static_cast<float>(slope), y + offset);
  });
}

void normalize_backward(const NormalizationShape& shape, const NormalizedBatch& batch,
                        const float* gradient, float* dx, float* dweight, float* dbias,
                        const KernelTable& kernels, const Parallel& parallel) {
  const std::int64_t channels = shape.channels;
  const Pieces pieces(shape);
  const auto slope = static_cast<float>(batch.slope);
  const std::vector<float> mean(batch.statistics.mean.begin(), batch.statistics.mean.end());
  Sums sums(pieces);
  for_pieces(pieces, parallel, [&](std::int64_t piece) {
    const std::int64_t offset = pieces.first_row(piece) * channels;
    kernels.gradient_sums(
        gradient + offset, batch.x + offset, batch.y + offset, pieces.rows_of(piece), channels,
        &mean[index(pieces.group(piece) * channels)], slope, &sums.first[index(piece * channels)],
        &sums.second[index(piece * channels)]);
  });
  std::vector<float> scale(mean.size());
  std::vector<float> of_input(mean.size());
  std::vector<float> shift(mean.size());
  const auto rows = static_cast<double>(shape.rows);
  for (std::int64_t c = 0; c < channels; ++c) {
    double of_weight = 0;
    double of_bias = 0;
    for (std::int64_t group = 0; group < shape.groups; ++group) {
      const std::size_t at = index(group * channels + c);
      double sum = 0;
      double product = 0;
      for (auto piece = group * pieces.of_group; piece < (group + 1) * pieces.of_group; ++piece) {
        sum += sums.first[index(piece * channels + c)];
        product += sums.second[index(piece * channels + c)];
      }
      const double inverse = 1 / std::sqrt(batch.statistics.variance[at] + batch.epsilon);
      const double factor = batch.weight[c] * inverse;
      of_bias += sum;
      of_weight += product * inverse;
      scale[at] = static_cast<float>(factor);
      of_input[at] = static_cast<float>(-factor * inverse * inverse * product / rows);
      shift[at] = static_cast<float>(-factor * sum / rows);
    }
    dweight[c] = static_cast<float>(of_weight);
    dbias[c] = static_cast<float>(of_bias);
  }
  for_pieces(pieces, parallel, [&](std::int64_t piece) {
    const std::size_t at = index(pieces.group(piece) * channels);
    const std::int64_t offset = pieces.first_row(piece) * channels;
    kernels.normalize_backward(
        gradient + offset, batch.x + offset, batch.y + offset, pieces.rows_of(piece), channels,
        {&mean[at], &scale[at], &shift[at], &of_input[at]}, slope, dx + offset);
  });
}

}  // namespace leakygan
