#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>

#include "config/metric_names.h"
#include "metrics/panel.h"
#include "tests/metrics/measured_sets.h"

namespace leakygan::testing {
namespace {

MeasuredSet few(std::uint64_t seed, std::size_t count) {
  return measured(textured(seed, count, k16x16), k16x16);
}

// A number, or a reason why there is none.
void expect_sound(const std::vector<Score>& scores, const std::string& what) {
  EXPECT_EQ(scores.size(), score_names().size()) << what;
  for (const Score& score : scores) {
    const std::string name = what + " " + score.info.key;
    EXPECT_EQ(score.value.has_value(), !score.note.starts_with("not computed")) << name;
    EXPECT_TRUE(score.value || !score.note.empty()) << name;
    EXPECT_TRUE(std::isfinite(score.value.value_or(0))) << name;
    EXPECT_TRUE(std::isfinite(score.standard_error.value_or(0))) << name;
  }
}

TEST(Panel, GivesNumbersOrReasonsForAnyFewImages) {
  for (const std::size_t count : {1U, 2U, 5U, 6U, 40U}) {
    const auto scores = panel(few(1, count), few(2, count));
    expect_sound(scores, std::to_string(count));
  }
  expect_sound(panel(few(1, 150), few(2, 3)), "150");
  expect_sound(panel(few(1, 3), few(2, 150)), "3");
  expect_sound(panel(few(1, 0), few(2, 9)), "none");
}

TEST(Panel, SaysHowManyImagesAreMissing) {
  const auto scores = by_key(panel(few(1, 40), few(2, 2)));
  EXPECT_EQ(scores.at("precision").note, "not computed: 2 images, it needs 6 of each kind");
  EXPECT_EQ(scores.at("kernel").note, "not computed: 2 images, it needs 3 of each kind");
  EXPECT_EQ(scores.at("clusters_different").note,
            "not computed: 2 images, it needs 100 of each kind");
  EXPECT_TRUE(scores.at("frechet").note.starts_with("fewer images than features"));
  EXPECT_TRUE(scores.at("sliced_wasserstein").note.starts_with("at 16x16: "));
}

TEST(Panel, GivesNumbersForImagesWithoutAnyDifference) {
  const std::vector<std::uint8_t> flat(120 * image_bytes(k16x16), 77);
  const MeasuredSet same = measured(flat, k16x16);
  const MeasuredSet other = few(1, 130);
  expect_sound(panel(same, same), "same");
  expect_sound(panel(same, other), "flat reals");
  expect_sound(panel(other, same), "flat fakes");
  EXPECT_NEAR(by_key(panel(other, same)).at("duplicates").value.value_or(-1), 119.0 / 120, 1e-12);
}

TEST(Panel, GivesNumbersOrReasonsForHugeAndTinyFeatures) {
  for (const double scale : {1e38, 1e-38}) {
    MeasuredSet real = measured(textured(1, 120, {1, 7, 7}), {1, 7, 7});
    MeasuredSet fake = measured(textured(2, 120, {1, 7, 7}), {1, 7, 7});
    real.features = (normals(120, 4, 1) * scale).to(at::kFloat).clamp(-3e38, 3e38);
    fake.features = (normals(120, 4, 2) * scale).to(at::kFloat).clamp(-3e38, 3e38);
    expect_sound(panel(real, fake), std::to_string(scale));
  }
}

TEST(Panel, GivesReasonsForImagesThatAreTooSmallForPatches) {
  const MeasuredSet set = measured(textured(1, 20, {1, 6, 50}), {1, 6, 50});
  const auto scores = panel(set, set);
  expect_sound(scores, "6 px");
  EXPECT_EQ(by_key(scores).at("sliced_wasserstein").note,
            "not computed: needs images of 7 x 7 pixels");
}

}  // namespace
}  // namespace leakygan::testing
