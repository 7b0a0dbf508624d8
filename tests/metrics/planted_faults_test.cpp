#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "metrics/panel.h"
#include "tests/metrics/measured_sets.h"
#include "tests/metrics/shape_pictures.h"

namespace leakygan::testing {
namespace {

using Pixels = std::vector<std::uint8_t>;

constexpr std::size_t kCount = 400;

MeasuredSet of_shapes(const Pixels& pixels) { return measured(pixels, k32x32); }

// How far each score is from what sets that are alike to the last image would have.
std::map<std::string, double> faults(const MeasuredSet& real, const Pixels& fake,
                                     const std::vector<std::string>& metrics) {
  std::map<std::string, double> result;
  const auto scores =
      measure(real, of_shapes(fake), *random_features(), {.metrics = metrics, .threads = 2});
  for (const Score& score : scores) {
    const std::string& better = score.info.better;
    const double ideal = better == "lower" ? 0 : better == "higher" ? 1 : std::stod(better);
    result[score.info.key] = std::abs(score.value.value_or(ideal) - ideal);
  }
  return result;
}

Pixels blurred(Pixels pixels) {
  for (std::size_t i = 0; i < pixels.size(); i += image_bytes(k32x32)) {
    cv::Mat image(32, 32, CV_8UC3, pixels.data() + i);
    cv::GaussianBlur(image.clone(), image, cv::Size(3, 3), 0.7);
  }
  return pixels;
}

Pixels noisy(const Pixels& pixels) {
  SplitMix64 random(1);
  return changed(pixels, [&](int level) {
    return std::clamp<long>(std::lround(level + 8 * random.normal()), 0, 255);
  });
}

Pixels five_times_each(const Pixels& pixels) {
  Pixels result;
  const auto fifth = static_cast<std::ptrdiff_t>(pixels.size() / 5);
  for (int i = 0; i < 5; ++i) result.insert(result.end(), pixels.begin(), pixels.begin() + fifth);
  return result;
}

// What images of the same kind as the reals are away from them, against what faulty ones are.
class PlantedFaults : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    real_ = of_shapes(shape_pictures(0, kCount, {0, 1, 2, 3}));
    alike_ = shape_pictures(kCount, kCount, {0, 1, 2, 3});
    of_alike_ = faults(real_, alike_, {});
    // One draw may happen to be very near.
    for (const auto& [key, value] :
         faults(real_, shape_pictures(3 * kCount, kCount, {0, 1, 2, 3}), {})) {
      of_alike_[key] = std::max(of_alike_[key], value);
    }
  }
  static void TearDownTestSuite() { real_ = {}; }

  static void expect_seen(const Pixels& fake, const std::string& metric, const std::string& key) {
    const auto found = faults(real_, fake, {metric});
    EXPECT_GT(found.at(key), 3 * of_alike_.at(key));
  }

  static inline Pixels alike_;
  static inline MeasuredSet real_;
  static inline std::map<std::string, double> of_alike_;
};

TEST_F(PlantedFaults, BlurIsSeen) {
  expect_seen(blurred(alike_), "sliced_wasserstein", "sliced_wasserstein");
}

TEST_F(PlantedFaults, NoiseIsSeen) {
  expect_seen(noisy(alike_), "sliced_wasserstein", "sliced_wasserstein");
}

TEST_F(PlantedFaults, BrightnessIsSeen) {
  const auto brighter = changed(alike_, [](int level) { return std::min(level + 15, 255); });
  expect_seen(brighter, "sliced_wasserstein", "sliced_wasserstein");
}

TEST_F(PlantedFaults, ContrastIsSeen) {
  const auto flatter =
      changed(alike_, [](int level) { return std::lround(127.5 + 0.85 * (level - 127.5)); });
  expect_seen(flatter, "sliced_wasserstein", "sliced_wasserstein");
}

// Of kinds that differ at a glance, that is: that of 400 shapes in all colours none is a star, no
// score of the panel shows. ShapeModes do.
TEST_F(PlantedFaults, AClassThatIsMissingIsSeen) {
  const auto with_stripes = [](std::uint64_t seed) {
    Pixels pixels = shape_pictures(seed, 3 * kCount / 4, {0, 1, 2, 3});
    const Pixels stripes = textured(seed, kCount / 4, k32x32);
    pixels.insert(pixels.end(), stripes.begin(), stripes.end());
    return pixels;
  };
  const MeasuredSet real = of_shapes(with_stripes(1));
  const auto of_alike = faults(real, with_stripes(5000), {"neighbours", "kernel", "frechet"});
  const auto found = faults(real, alike_, {"neighbours", "kernel", "frechet"});
  for (const char* key : {"coverage", "recall", "kernel", "frechet"}) {
    EXPECT_GT(found.at(key), 3 * of_alike.at(key)) << key;
  }
}

TEST_F(PlantedFaults, ImagesThatComeFiveTimesAreSeen) {
  expect_seen(five_times_each(alike_), "duplicates", "duplicates");
  expect_seen(five_times_each(alike_), "neighbours", "near_duplicates");
}

}  // namespace
}  // namespace leakygan::testing
