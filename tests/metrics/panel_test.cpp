#include "metrics/panel.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "config/metric_names.h"
#include "support/error.h"
#include "tests/metrics/measured_sets.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

MeasuredSet images(std::uint64_t seed, std::size_t count) {
  return measured(textured(seed, count, k16x16), k16x16);
}

TEST(Panel, OfASetAndItselfHasTheValuesOfCopies) {
  const auto pixels = textured(1, 500, k16x16);
  const MeasuredSet real = measured(pixels, k16x16);
  const auto scores = by_key(panel(real, measured(shuffled(pixels, k16x16), k16x16)));
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
  const MeasuredSet set = images(1, 10);
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
  EXPECT_EQ(why("fid"), "there is no metric 'fid': did you mean frechet?");
  EXPECT_EQ(why("recall"), "there is no metric 'recall': did you mean neighbours?");
  EXPECT_TRUE(contains(why("wombat"), "there is no metric 'wombat': there are frechet, kernel, "));
  EXPECT_THROW(panel({}, {}, {"neighbors?"}), Error);
}

TEST(Panel, TellsWhatItDoes) {
  std::vector<std::string> stages;
  const MeasuredSet set = images(1, 10);
  measure(set, set, *random_features(),
          {.progress = [&](const std::string& stage, std::size_t done, std::size_t total) {
            EXPECT_LE(done, total);
            if (stages.empty() || stages.back() != stage) stages.push_back(stage);
          }});
  EXPECT_EQ(stages.size(), metric_names().size());
}

TEST(MeasuredSet, HasPartsWhoseFeaturesAreThoseOfTheirImages) {
  const MeasuredSet set = images(1, 40);
  const MeasuredSet part = set.part(10, 25);
  EXPECT_EQ(part.count(), 15U);
  EXPECT_TRUE(part.features.equal(extract_features(part.images, *random_features(), 1, {})));
}

}  // namespace
}  // namespace leakygan::testing
