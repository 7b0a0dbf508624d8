#include "metrics/panel.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <cmath>
#include <map>

#include "config/metric_names.h"
#include "support/error.h"
#include "tests/metrics/sets.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

constexpr ImageShape kShape = {3, 16, 16};

MeasuredSet measured(const std::vector<std::uint8_t>& pixels, const ImageShape& shape = kShape) {
  ImageSet images(shape, pixels);
  at::Tensor features = extract_features(images, *random_features(), 2, {});
  return {std::move(images), std::move(features)};
}

std::vector<Score> panel(const MeasuredSet& real, const MeasuredSet& fake,
                         const std::vector<std::string>& metrics = {}) {
  return measure(real, fake, *random_features(), {.metrics = metrics, .threads = 2});
}

std::map<std::string, Score> by_key(const std::vector<Score>& scores) {
  std::map<std::string, Score> result;
  for (const Score& score : scores) result[score.info.key] = score;
  return result;
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
    const auto scores =
        panel(measured(textured(1, count, kShape)), measured(textured(2, count, kShape)));
    expect_sound(scores, std::to_string(count));
  }
  expect_sound(panel(measured(textured(1, 150, kShape)), measured(textured(2, 3, kShape))), "150");
  expect_sound(panel(measured(textured(1, 3, kShape)), measured(textured(2, 150, kShape))), "3");
  expect_sound(panel(measured({}), measured(textured(2, 9, kShape))), "none");
}

TEST(Panel, SaysHowManyImagesAreMissing) {
  const auto scores =
      by_key(panel(measured(textured(1, 40, kShape)), measured(textured(2, 2, kShape))));
  EXPECT_EQ(scores.at("precision").note, "not computed: 2 images, it needs 6 of each kind");
  EXPECT_EQ(scores.at("kernel").note, "not computed: 2 images, it needs 3 of each kind");
  EXPECT_EQ(scores.at("clusters_different").note,
            "not computed: 2 images, it needs 100 of each kind");
  EXPECT_TRUE(scores.at("frechet").note.starts_with("fewer images than features"));
  EXPECT_TRUE(scores.at("sliced_wasserstein").note.starts_with("at 16x16: "));
}

TEST(Panel, GivesNumbersForImagesWithoutAnyDifference) {
  const std::vector<std::uint8_t> flat(120 * image_bytes(kShape), 77);
  const MeasuredSet same = measured(flat);
  const MeasuredSet other = measured(textured(1, 130, kShape));
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

TEST(Panel, OfASetAndItselfHasTheValuesOfCopies) {
  const auto pixels = textured(1, 500, kShape);
  const MeasuredSet real = measured(pixels);
  const auto scores = by_key(panel(real, measured(shuffled(pixels, kShape))));
  const auto value = [&](const char* key) { return scores.at(key).value.value_or(-99); };
  EXPECT_NEAR(value("frechet"), 0, 1e-6);
  EXPECT_LE(value("kernel"), 0);
  for (const char* key : {"precision", "recall", "coverage"}) EXPECT_EQ(value(key), 1) << key;
  EXPECT_NEAR(value("density"), 1, 1e-12);
  EXPECT_NEAR(value("near_duplicates"), 0.01, 0.005);
  for (const char* key : {"nearest_neighbour_accuracy", "sliced_wasserstein", "clusters_different",
                          "cluster_divergence", "duplicates"}) {
    EXPECT_EQ(value(key), 0) << key;
  }
}

std::vector<std::string> keys_of(const std::vector<ScoreInfo>& infos) {
  std::vector<std::string> keys;
  for (const ScoreInfo& info : infos) keys.push_back(info.key);
  return keys;
}

TEST(Panel, HasItsScoresInTheOrderThatIsKnownBefore) {
  const auto space = random_features();
  EXPECT_EQ(keys_of(scores_of({}, *space)), score_names());
  EXPECT_EQ(keys_of(scores_of(metric_names(), *space)), score_names());
  const std::vector<std::string> some = {"duplicates", "kernel", "frechet"};
  EXPECT_EQ(keys_of(scores_of(some, *space)),
            (std::vector<std::string>{"frechet", "kernel", "duplicates"}));
  const MeasuredSet set = measured(textured(1, 10, kShape));
  std::vector<ScoreInfo> infos;
  for (const Score& score : panel(set, set, some)) infos.push_back(score.info);
  EXPECT_EQ(keys_of(infos), keys_of(scores_of(some, *space)));
  EXPECT_EQ(infos.at(0).title, "rFD");
  EXPECT_EQ(infos.at(1).title, "rKD");
}

TEST(Panel, RefusesUnknownMetricsWithTheNearestKnownOne) {
  const auto why = [](const std::string& name) {
    return message_of<Error>([&] { scores_of({"frechet", name}, *random_features()); });
  };
  EXPECT_EQ(why("frechett"), "there is no metric 'frechett': did you mean frechet?");
  EXPECT_TRUE(contains(why("wombat"), "there is no metric 'wombat': there are frechet, kernel, "));
  EXPECT_THROW(panel({}, {}, {"neighbors?"}), Error);
}

TEST(Panel, TellsWhatItDoes) {
  std::vector<std::string> stages;
  const MeasuredSet set = measured(textured(1, 10, kShape));
  measure(set, set, *random_features(),
          {.progress = [&](const std::string& stage, std::size_t done, std::size_t total) {
            EXPECT_LE(done, total);
            if (stages.empty() || stages.back() != stage) stages.push_back(stage);
          }});
  EXPECT_EQ(stages.size(), metric_names().size());
}

TEST(MeasuredSet, HasPartsWhoseFeaturesAreThoseOfTheirImages) {
  const MeasuredSet set = measured(textured(1, 40, kShape));
  const MeasuredSet part = set.part(10, 25);
  EXPECT_EQ(part.count(), 15U);
  EXPECT_TRUE(part.features.equal(extract_features(part.images, *random_features(), 1, {})));
}

}  // namespace
}  // namespace leakygan::testing
