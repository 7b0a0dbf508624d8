#include "metrics/clusters.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "tests/metrics/sets.h"

namespace leakygan::testing {
namespace {

// So many rows near each of as many places, which are far from each other.
at::Tensor blobs(const std::vector<std::int64_t>& counts, std::uint64_t seed) {
  const auto dimension = static_cast<std::int64_t>(counts.size());
  const at::Tensor places = at::eye(dimension, at::kDouble) * 100;
  std::vector<at::Tensor> parts;
  for (std::int64_t k = 0; k < dimension; ++k) {
    const auto count = counts[static_cast<std::size_t>(k)];
    parts.push_back(normals(count, dimension, seed * 100 + static_cast<std::uint64_t>(k)) * 0.1 +
                    places[k]);
  }
  return at::cat(parts).to(at::kFloat);
}

double entropy(const std::vector<double>& shares) {
  double sum = 0;
  for (const double share : shares) sum -= share > 0 ? share * std::log2(share) : 0;
  return sum;
}

// H((P + Q) / 2) - (H(P) + H(Q)) / 2 in bits.
double divergence(const std::vector<std::int64_t>& a, const std::vector<std::int64_t>& b) {
  const auto shares = [](const std::vector<std::int64_t>& counts) {
    const auto all = static_cast<double>(std::accumulate(counts.begin(), counts.end(), 0L));
    std::vector<double> result;
    for (const auto count : counts) result.push_back(static_cast<double>(count) / all);
    return result;
  };
  const auto p = shares(a);
  const auto q = shares(b);
  std::vector<double> middle;
  for (std::size_t i = 0; i < p.size(); ++i) middle.push_back((p[i] + q[i]) / 2);
  return entropy(middle) - (entropy(p) + entropy(q)) / 2;
}

const std::vector<std::int64_t> kEqual(8, 50);

TEST(Clusters, AreOneForEveryFiftyReals) {
  const auto count = [](std::int64_t reals) {
    return compare_clusters(normals(reals, 3, 1), normals(100, 3, 2)).count;
  };
  EXPECT_EQ(count(100), 2);
  EXPECT_EQ(count(149), 2);
  EXPECT_EQ(count(250), 5);
  EXPECT_EQ(count(5500), 100);
}

TEST(Clusters, OfOneSetAndItselfDoNotDiffer) {
  const at::Tensor set = normals(700, 10, 1).to(at::kFloat);
  const Clusters clusters = compare_clusters(set, set.index_select(0, at::randperm(700)));
  EXPECT_EQ(clusters.different, 0);
  EXPECT_EQ(clusters.divergence, 0);
}

// Of 400 and 400, 50 and 66 of a cluster are no sign of a difference at 5%: z = 1.61.
TEST(Clusters, ShowThoseThatFakesLack) {
  const std::vector<std::int64_t> dropped = {67, 67, 67, 67, 66, 66, 0, 0};
  const Clusters clusters = compare_clusters(blobs(kEqual, 1), blobs(dropped, 2));
  EXPECT_EQ(clusters.count, 8);
  EXPECT_EQ(clusters.different, 2.0 / 8);
  EXPECT_NEAR(clusters.divergence, divergence(kEqual, dropped), 1e-12);
}

TEST(Clusters, HaveTheDivergenceOfPlantedProportions) {
  for (const std::vector<std::int64_t>& planted :
       {std::vector<std::int64_t>{400, 0, 0, 0, 0, 0, 0, 0},
        {100, 90, 80, 70, 60, 50, 40, 30},
        {50, 50, 50, 50, 50, 50, 50, 51}}) {
    const Clusters clusters = compare_clusters(blobs(kEqual, 1), blobs(planted, 2));
    EXPECT_NEAR(clusters.divergence, divergence(kEqual, planted), 1e-12);
    EXPECT_GE(clusters.divergence, 0);
    EXPECT_LE(clusters.divergence, 1);
  }
}

TEST(Clusters, DifferByChanceInOneOfTwenty) {
  double different = 0;
  for (std::uint64_t i = 0; i < 20; ++i) {
    different +=
        compare_clusters(normals(1000, 4, 2 * i + 1), normals(1000, 4, 2 * i + 2)).different;
  }
  EXPECT_NEAR(different / 20, 0.05, 0.05);
}

TEST(Clusters, OfCopiesOfOneImageAreNoReasonToFail) {
  const at::Tensor same = at::ones({100, 5});
  const Clusters clusters = compare_clusters(same, same);
  EXPECT_EQ(clusters.different, 0);
  EXPECT_EQ(clusters.divergence, 0);
  EXPECT_TRUE(std::isfinite(compare_clusters(same, normals(100, 5, 1)).divergence));
}

}  // namespace
}  // namespace leakygan::testing
