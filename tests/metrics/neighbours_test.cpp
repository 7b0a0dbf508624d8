#include "metrics/neighbours.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "tests/metrics/sets.h"

namespace leakygan::testing {
namespace {

// Of sets of one size, row by row.
double accuracy_by_loops(const at::Tensor& real, const at::Tensor& fake) {
  const at::Tensor all = at::cat({real, fake});
  std::int64_t own = 0;
  for (std::int64_t i = 0; i < all.size(0); ++i) {
    at::Tensor distances = (all - all[i]).square().sum(1);
    distances[i] = 1e300;
    const auto nearest = distances.argmin().item<std::int64_t>();
    own += (i < real.size(0)) == (nearest < real.size(0)) ? 1 : 0;
  }
  return static_cast<double>(own) / static_cast<double>(all.size(0));
}

TEST(Neighbours, AreThoseOfThePrdcPackage) {
  const Neighbours n = neighbours(normals(60, 6, 5), normals(45, 6, 6) * 0.9 + 0.2, 5);
  const auto expected = reference().at("neighbours");
  EXPECT_NEAR(n.precision, expected.at("precision").get<double>(), 1e-12);
  EXPECT_NEAR(n.recall, expected.at("recall").get<double>(), 1e-12);
  EXPECT_NEAR(n.density, expected.at("density").get<double>(), 1e-12);
  EXPECT_NEAR(n.coverage, expected.at("coverage").get<double>(), 1e-12);
}

TEST(Neighbours, AreTheSameWhenDistancesComeInBlocks) {
  const at::Tensor real = normals(2100, 3, 1).to(at::kFloat);
  const at::Tensor fake = (normals(1500, 3, 2) * 0.8 + 0.3).to(at::kFloat);
  const auto distances = [](const at::Tensor& a, const at::Tensor& b) {
    return (a.to(at::kDouble).unsqueeze(1) - b.to(at::kDouble).unsqueeze(0)).square().sum(2);
  };
  const auto radius = [&](const at::Tensor& set) {
    return std::get<0>(distances(set, set).kthvalue(4, 1));  // the first is the image itself
  };
  const at::Tensor across = distances(real, fake);
  const at::Tensor in_real = across < radius(real).unsqueeze(1);
  const auto share = [](const at::Tensor& t) { return t.to(at::kDouble).mean().item<double>(); };
  const Neighbours n = neighbours(real, fake, 3);
  EXPECT_NEAR(n.precision, share(in_real.any(0)), 1e-12);
  EXPECT_NEAR(n.recall, share((across < radius(fake)).any(1)), 1e-12);
  EXPECT_NEAR(n.density, share(in_real.sum(0)) / 3, 1e-12);
  EXPECT_NEAR(n.coverage, share(in_real.any(1)), 1e-12);
}

TEST(Neighbours, OfOneSetAndItselfAreThoseOfCopies) {
  const at::Tensor set = normals(1200, 20, 1).to(at::kFloat) + 5;
  for (const at::Tensor& same : {set, set.index_select(0, at::randperm(1200))}) {
    const Neighbours n = neighbours(set, same, 5);
    EXPECT_EQ(n.precision, 1);
    EXPECT_EQ(n.recall, 1);
    EXPECT_NEAR(n.density, 1, 1e-12);
    EXPECT_EQ(n.coverage, 1);
    EXPECT_EQ(n.nearest_neighbour_accuracy, 0);
    EXPECT_NEAR(n.near_duplicates.value_or(-1), 0.01, 0.002);
  }
}

TEST(NearestNeighbourAccuracy, IsWhatLoopsGive) {
  const at::Tensor real = normals(50, 4, 1);
  for (const double shift : {0.0, 0.5, 2.0, 9.0}) {
    const at::Tensor fake = normals(50, 4, 2) + shift;
    EXPECT_NEAR(neighbours(real, fake, 5).nearest_neighbour_accuracy, accuracy_by_loops(real, fake),
                1e-12);
  }
}

TEST(NearestNeighbourAccuracy, TakesAsManyOfTheLargerSetAsTheSmallerHas) {
  const at::Tensor real = normals(80, 4, 1);
  const at::Tensor fake = normals(50, 4, 2) + 0.5;
  const double expected = accuracy_by_loops(real.slice(0, 0, 50), fake);
  EXPECT_NEAR(neighbours(real, fake, 5).nearest_neighbour_accuracy, expected, 1e-12);
  EXPECT_NEAR(neighbours(fake, real, 5).nearest_neighbour_accuracy, expected, 1e-12);
}

TEST(NearestNeighbourAccuracy, IsHalfForSetsThatAreAlikeAndOneForThoseFarApart) {
  const at::Tensor real = normals(2000, 5, 1);
  EXPECT_NEAR(neighbours(real, normals(2000, 5, 2), 5).nearest_neighbour_accuracy, 0.5, 0.03);
  const Neighbours far = neighbours(real, normals(2000, 5, 2) + 100, 5);
  EXPECT_EQ(far.nearest_neighbour_accuracy, 1);
  EXPECT_EQ(far.precision + far.recall + far.density + far.coverage, 0);
}

TEST(NearDuplicates, AreOneInAHundredForSetsThatAreAlike) {
  const Neighbours n = neighbours(normals(3000, 5, 1), normals(3000, 5, 2), 5);
  EXPECT_NEAR(n.near_duplicates.value_or(-1), 0.01, 0.006);
}

TEST(NearDuplicates, CountFakesThatWereMadeTwice) {
  const at::Tensor fake = normals(300, 5, 2);
  const at::Tensor twice = at::cat({fake, fake.slice(0, 0, 100) + 1e-4});
  const Neighbours n = neighbours(normals(500, 5, 1), twice, 5);
  EXPECT_NEAR(n.near_duplicates.value_or(-1), 0.5, 0.02);
}

TEST(NearDuplicates, NeedAHundredReals) {
  EXPECT_FALSE(neighbours(normals(99, 5, 1), normals(200, 5, 2), 5).near_duplicates);
  EXPECT_TRUE(neighbours(normals(100, 5, 1), normals(20, 5, 2), 5).near_duplicates);
}

// Memorised and collapsed sets are full of exact copies.
TEST(Neighbours, OfCopiesOfOneImageAreNumbers) {
  const at::Tensor one = normals(1, 7, 1).to(at::kFloat).expand({120, 7}).contiguous();
  for (const at::Tensor& other : {one, normals(130, 7, 2).to(at::kFloat)}) {
    for (const Neighbours& n : {neighbours(one, other, 5), neighbours(other, one, 5)}) {
      for (const double score : {n.precision, n.recall, n.density, n.coverage,
                                 n.nearest_neighbour_accuracy, n.near_duplicates.value_or(-1)}) {
        EXPECT_GE(score, 0);
        EXPECT_LE(score, 24);
      }
    }
  }
}

}  // namespace
}  // namespace leakygan::testing
