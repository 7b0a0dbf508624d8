#include "kernels/batch_normalization.h"

#include <gtest/gtest.h>

#include <limits>

#include "kernels/kernels.h"
#include "tests/kernels/numbers.h"

namespace leakygan {
namespace {

using testing::index;
using testing::numbers;
using testing::relative_error;
using testing::threads;

constexpr double kEpsilon = 1e-5;

struct Case {
  explicit Case(const NormalizationShape& s, double a = 0.2)
      : shape(s),
        slope(a),
        x(numbers(s.groups * s.rows * s.channels, 1)),
        gradient(numbers(s.groups * s.rows * s.channels, 2)),
        weight(numbers(s.channels, 3)),
        bias(numbers(s.channels, 4)) {
    for (std::size_t i = 0; i < x.size(); ++i) {
      x[i] = 3 * x[i] + static_cast<float>(i % index(s.channels));  // means far from 0
    }
  }
  NormalizationShape shape;
  double slope;
  std::vector<float> x;
  std::vector<float> gradient;
  std::vector<float> weight;
  std::vector<float> bias;
};

struct Results {
  std::vector<float> y;
  std::vector<float> dx;
  std::vector<float> dweight;
  std::vector<float> dbias;
  bool operator==(const Results&) const = default;
};

Results compute(const Case& c, const KernelTable& table, const Parallel& parallel) {
  Results r;
  r.y.resize(c.x.size());
  r.dx.resize(c.x.size());
  r.dweight.resize(c.weight.size());
  r.dbias.resize(c.weight.size());
  const auto statistics = batch_statistics(c.shape, c.x.data(), table, parallel);
  normalize(c.shape, c.x.data(), statistics, kEpsilon, c.weight.data(), c.bias.data(), c.slope,
            r.y.data(), table, parallel);
  normalize_backward(
      c.shape, {c.x.data(), r.y.data(), statistics, kEpsilon, c.weight.data(), c.slope},
      c.gradient.data(), r.dx.data(), r.dweight.data(), r.dbias.data(), table, parallel);
  return r;
}

// The loss sum(gradient * y) in double precision, by the definition.
double loss(const Case& c, const std::vector<double>& x, const std::vector<double>& weight,
            const std::vector<double>& bias, std::vector<double>* y) {
  const auto& s = c.shape;
  double total = 0;
  for (std::int64_t group = 0; group < s.groups; ++group) {
    for (std::int64_t channel = 0; channel < s.channels; ++channel) {
      const auto at = [&](std::int64_t row) {
        return index((group * s.rows + row) * s.channels + channel);
      };
      double mean = 0;
      double variance = 0;
      for (std::int64_t row = 0; row < s.rows; ++row) mean += x[at(row)];
      mean /= static_cast<double>(s.rows);
      for (std::int64_t row = 0; row < s.rows; ++row) {
        variance += (x[at(row)] - mean) * (x[at(row)] - mean);
      }
      variance /= static_cast<double>(s.rows);
      for (std::int64_t row = 0; row < s.rows; ++row) {
        const double z =
            (x[at(row)] - mean) / std::sqrt(variance + kEpsilon) * weight[index(channel)] +
            bias[index(channel)];
        const double value = z > 0 ? z : c.slope * z;
        if (y != nullptr) (*y)[at(row)] = value;
        total += c.gradient[at(row)] * value;
      }
    }
  }
  return total;
}

std::vector<double> doubles(const std::vector<float>& x) { return {x.begin(), x.end()}; }

// By central differences of the loss.
std::vector<double> differences(std::vector<double> at, auto loss_of) {
  constexpr double h = 1e-5;
  std::vector<double> all(at.size());
  for (std::size_t i = 0; i < at.size(); ++i) {
    const double value = at[i];
    at[i] = value + h;
    const double above = loss_of(at);
    at[i] = value - h;
    all[i] = (above - loss_of(at)) / (2 * h);
    at[i] = value;
  }
  return all;
}

TEST(BatchNormalization, IsTheDefinitionAndItsDerivatives) {
  for (const double slope : {0.0, 0.2, 1.0}) {
    const Case c({2, 6, 19}, slope);
    const auto x = doubles(c.x);
    const auto weight = doubles(c.weight);
    const auto bias = doubles(c.bias);
    std::vector<double> y(x.size());
    loss(c, x, weight, bias, &y);
    const auto dx = differences(x, [&](const auto& v) { return loss(c, v, weight, bias, {}); });
    const auto dw = differences(weight, [&](const auto& v) { return loss(c, x, v, bias, {}); });
    const auto db = differences(bias, [&](const auto& v) { return loss(c, x, weight, v, {}); });
    for (const auto& one : all_kernels()) {
      const Results r = compute(c, one.table, serial());
      EXPECT_LT(relative_error(r.y, y), 1e-5) << one.name << " " << slope;
      EXPECT_LT(relative_error(r.dx, dx), 1e-5) << one.name << " " << slope;
      EXPECT_LT(relative_error(r.dweight, dw), 1e-5) << one.name << " " << slope;
      EXPECT_LT(relative_error(r.dbias, db), 1e-5) << one.name << " " << slope;
    }
  }
}

TEST(BatchNormalization, KeepsItsVarianceFarFromZero) {
  // x = 10000 + {0, 1}: squares in float32 could not tell the variance 0.25.
  const NormalizationShape shape = {1, 5000, 3};
  std::vector<float> x(index(shape.rows * shape.channels));
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = 10000.0F + static_cast<float>(i / 3 % 2);
  for (const auto& one : all_kernels()) {
    const auto statistics = batch_statistics(shape, x.data(), one.table, serial());
    EXPECT_NEAR(statistics.mean[1], 10000.5, 1e-9) << one.name;
    EXPECT_NEAR(statistics.variance[1], 0.25, 1e-9) << one.name;
  }
}

TEST(BatchNormalization, HasTheSameBitsForEveryNumberOfThreads) {
  const Case c({2, 3000, 24});
  const Results alone = compute(c, kernels().table, serial());
  EXPECT_EQ(compute(c, kernels().table, threads(3)), alone);
}

TEST(BatchNormalization, SlopeZeroTakesAnInfinityToZero) {
  const NormalizationShape shape = {1, 1, 20};
  std::vector<float> x(20, -std::numeric_limits<float>::infinity());
  x[3] = std::numeric_limits<float>::quiet_NaN();
  const BatchStatistics statistics = {std::vector<double>(20, 0), std::vector<double>(20, 1)};
  const std::vector<float> ones(20, 1);
  const std::vector<float> zeros(20, 0);
  for (const auto& one : all_kernels()) {
    std::vector<float> y(20);
    normalize(shape, x.data(), statistics, 0, ones.data(), zeros.data(), 0, y.data(), one.table,
              serial());
    EXPECT_EQ(y[0], 0) << one.name;
    EXPECT_TRUE(std::isnan(y[3])) << one.name;
  }
}

}  // namespace
}  // namespace leakygan
