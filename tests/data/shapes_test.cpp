#include "data/shapes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <opencv2/imgcodecs.hpp>

#include "data/shape_outline.h"
#include "data/shape_picture.h"
#include "support/error.h"
#include "support/random.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

using Counts = std::vector<std::int64_t>;

std::string why_no_counts(const ShapesOptions& options) {
  return message_of<Error>([&] { shape_counts(options); });
}

TEST(Shapes, CountsClassesByTheLargestRemainder) {
  EXPECT_EQ(shape_counts({}), Counts(4, 1000));
  EXPECT_EQ(shape_counts({.count = 10, .classes = 3}), Counts({4, 3, 3}));
  EXPECT_EQ(shape_counts({.count = 10, .proportions = {1, 2, 3, 4}}), Counts({1, 2, 3, 4}));
  // 7 * (0.5, 0.3, 0.2) = 3.5, 2.1, 1.4: the one that is left goes to the first.
  EXPECT_EQ(shape_counts({.count = 7, .classes = 3, .proportions = {5, 3, 2}}), Counts({4, 2, 1}));
  EXPECT_EQ(shape_counts({.count = 8, .classes = 2, .proportions = {5e307, 1.5e308}}),
            Counts({2, 6}));
}

TEST(Shapes, CountsAddUpForAnyProportions) {
  SplitMix64 random(1);
  for (int round = 0; round < 2000; ++round) {
    ShapesOptions options = {.count = 1000 + static_cast<std::int64_t>(random.below(9000))};
    options.classes = 1 + static_cast<std::int64_t>(random.below(8));
    double sum = 0;
    for (int i = 0; i < options.classes; ++i) {
      options.proportions.push_back(random.uniform(0.1, 10));
      sum += options.proportions.back();
    }
    const Counts counts = shape_counts(options);
    EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}), options.count);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const double exact = static_cast<double>(options.count) * options.proportions[i] / sum;
      EXPECT_LT(std::abs(static_cast<double>(counts[i]) - exact), 1.0);
    }
  }
}

TEST(Shapes, RefusesOptionsOutOfRange) {
  EXPECT_EQ(why_no_counts({.classes = 9}), "classes is 9: it must lie in 1 to 8");
  EXPECT_EQ(why_no_counts({.classes = 0}), "classes is 0: it must lie in 1 to 8");
  EXPECT_EQ(why_no_counts({.size = 15}), "size is 15: it must lie in 16 to 512");
  EXPECT_EQ(why_no_counts({.size = 513}), "size is 513: it must lie in 16 to 512");
  EXPECT_TRUE(contains(why_no_counts({.count = 3}), "count is 3: it must lie in 4 to"));
  EXPECT_EQ(why_no_counts({.proportions = {1, 2}}),
            "2 proportions for 4 classes: give one for each class");
  for (const double bad : {0.0, -1.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
    EXPECT_TRUE(
        contains(why_no_counts({.classes = 2, .proportions = {1, bad}}), "must be positive"));
  }
  EXPECT_TRUE(contains(why_no_counts({.count = 10, .classes = 2, .proportions = {1, 1e-9}}),
                       "no image is left for class square"));
}

// 40 x 40 points on the bounding square: inside by crossings of a ray.
std::vector<bool> filled(const Outline& outline) {
  std::vector<bool> inside;
  for (int i = 0; i < 40 * 40; ++i) {
    const Point p = {(i % 40 + 0.5) / 40 - 0.5, (std::floor(i / 40.0) + 0.5) / 40 - 0.5};
    bool in = false;
    for (const auto& line : outline) {
      for (std::size_t k = 0; k < line.size(); ++k) {
        const Point& a = line[k];
        const Point& b = line[(k + 1) % line.size()];
        if ((a.y > p.y) == (b.y > p.y)) continue;
        if (p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) in = !in;
      }
    }
    inside.push_back(in);
  }
  return inside;
}

TEST(Shapes, OutlinesFillTheUnitSquareInOneDirection) {
  for (std::size_t kind = 0; kind < 8; ++kind) {
    for (const double angle : {-0.26, 0.0, 0.1, 0.26}) {
      double most = 0;
      for (const auto& line : shape_outline(kind, angle)) {
        for (const Point& p : line) most = std::max({most, std::abs(p.x), std::abs(p.y)});
      }
      EXPECT_NEAR(most, 0.5, 1e-9) << kind;
    }
  }
}

TEST(Shapes, KindsDifferAtEveryAngle) {
  for (std::size_t a = 0; a < 8; ++a) {
    for (std::size_t b = a + 1; b < 8; ++b) {
      for (const double angle : {-0.26, -0.13, 0.0, 0.13, 0.26}) {
        const auto one = filled(shape_outline(a, 0));
        const auto other = filled(shape_outline(b, angle));
        int both = 0;
        int any = 0;
        for (std::size_t i = 0; i < one.size(); ++i) {
          both += one[i] && other[i];
          any += one[i] || other[i];
        }
        EXPECT_LT(both, 0.85 * any) << a << " and " << b << " at " << angle;
      }
    }
  }
}

TEST(Shapes, StandOutFromTheGradient) {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const std::string png = shape_picture(seed % 8, 32, seed);
    const cv::Mat image = cv::imdecode(std::vector<char>(png.begin(), png.end()), cv::IMREAD_COLOR);
    ASSERT_EQ(image.size(), cv::Size(32, 32));
    int distinct = 0;
    for (int i = 0; i < 32 * 32; ++i) {
      double nearest = 1e9;  // to the gradient's colours in the corners
      for (const auto& [y, x] : {std::pair(0, 0), {0, 31}, {31, 0}, {31, 31}}) {
        nearest = std::min(
            nearest, cv::norm(image.at<cv::Vec3b>(i / 32, i % 32), image.at<cv::Vec3b>(y, x)));
      }
      if (nearest >= 0.4 * 255) ++distinct;
    }
    EXPECT_GE(distinct, 32) << seed;
  }
}

}  // namespace
}  // namespace leakygan::testing
