#include "metrics/frechet.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/metrics/sets.h"

namespace leakygan::testing {
namespace {

double distance(const at::Tensor& a, const at::Tensor& b) {
  return frechet_distance(feature_statistics(a), feature_statistics(b));
}

// Mean `shift` in all dimensions and covariance 1 exactly.
at::Tensor white(std::int64_t dimension, double shift) {
  const double radius = std::sqrt((2.0 * static_cast<double>(dimension) - 1) / 2);
  const at::Tensor axes = at::eye(dimension, at::kDouble) * radius;
  return at::cat({axes, -axes}) + shift;
}

at::Tensor covariance(const at::Tensor& features) {
  const at::Tensor centred = features - features.mean(0);
  return at::mm(centred.t(), centred) / static_cast<double>(features.size(0) - 1);
}

TEST(Frechet, OfNormalDistributionsThatAreOneApartInEachDimensionIsTheDimension) {
  for (const std::int64_t dimension : {1, 3, 64, 200}) {
    const auto d = static_cast<double>(dimension);
    EXPECT_NEAR(distance(white(dimension, 0), white(dimension, 1)), d, 1e-10 * d);
  }
  EXPECT_NEAR(distance(normals(20000, 16, 1), normals(20000, 16, 2) + 1), 16, 0.3);
}

TEST(Frechet, IsWhatScipysRootOfAMatrixGives) {
  const at::Tensor real = at::mm(normals(40, 12, 1), normals(12, 12, 2));
  const at::Tensor fake = at::mm(normals(50, 12, 3), normals(12, 12, 4)) + 0.5;
  const auto expected = reference().at("frechet").get<double>();
  EXPECT_NEAR(distance(real, fake), expected, 1e-8 * expected);
  EXPECT_NEAR(distance(fake, real), expected, 1e-8 * expected);
}

// With fewer images than features only as many eigenvalues as images less one are not 0.
TEST(Frechet, NeedsNoMoreImagesThanFeatures) {
  const at::Tensor real = at::mm(normals(20, 40, 1), normals(40, 40, 2));
  const at::Tensor fake = at::mm(normals(30, 40, 3), normals(40, 40, 4)) + 0.2;
  const auto [values, vectors] = at::linalg_eigh(covariance(real));
  const at::Tensor root = at::mm(vectors * values.clamp_min(0).sqrt(), vectors.t());
  const at::Tensor inner = at::linalg_eigvalsh(at::mm(at::mm(root, covariance(fake)), root));
  const at::Tensor expected = (real.mean(0) - fake.mean(0)).square().sum() +
                              covariance(real).trace() + covariance(fake).trace() -
                              2 * std::get<0>(inner.topk(19)).sqrt().sum();
  EXPECT_NEAR(distance(real, fake) / expected.item<double>(), 1, 1e-9);
  EXPECT_NEAR(distance(fake, real) / expected.item<double>(), 1, 1e-9);
}

TEST(Frechet, OfASetToItselfIsZeroInAnyOrder) {
  const at::Tensor many = at::mm(normals(300, 40, 1), normals(40, 40, 2));
  const at::Tensor few = normals(20, 448, 3) * 100 + 1000;
  const at::Tensor twice = at::cat({many.slice(0, 0, 50), many.slice(0, 0, 50)});
  for (const at::Tensor& set : {many, few, twice, few.slice(0, 0, 2), at::ones_like(few)}) {
    const at::Tensor features = set.to(at::kFloat);
    const at::Tensor order = at::randperm(features.size(0));
    const double itself = distance(features, features.index_select(0, order));
    const double trace = feature_statistics(features).factor.square().sum().item<double>();
    EXPECT_GE(itself, 0);
    EXPECT_LE(itself, 1e-6 * trace);
  }
}

// Rows are turned to float64 8,192 at a time.
TEST(FeatureStatistics, AreThoseOfAllRowsHoweverMany) {
  for (const std::int64_t count : {8192, 8193, 20000}) {
    const at::Tensor features =
        (at::mm(normals(count, 24, 1), normals(24, 24, 2)) + 30).to(at::kFloat);
    const FeatureStatistics statistics = feature_statistics(features);
    const at::Tensor exact = features.to(at::kDouble);
    EXPECT_EQ(statistics.count, count);
    EXPECT_EQ(statistics.factor.sizes(), at::IntArrayRef({24, 24}));
    EXPECT_TRUE(at::allclose(statistics.mean, exact.mean(0), 1e-12, 0));
    EXPECT_TRUE(at::allclose(at::mm(statistics.factor.t(), statistics.factor), covariance(exact),
                             1e-10, 1e-10));
  }
}

}  // namespace
}  // namespace leakygan::testing
