#include "training/previews.h"

#include <gtest/gtest.h>
#include <torch/types.h>

namespace leakygan {
namespace {

TEST(Previews, AreSixtyFourLatentsWithoutClasses) {
  const Previews previews = draw_previews({});
  EXPECT_EQ(previews.latents.sizes(), (std::vector<std::int64_t>{64, 100}));
  EXPECT_FALSE(previews.labels.defined());
}

TEST(Previews, OfClassesHaveARowForEachWithTheSameLatents) {
  Config config;
  config.generator.classes = 3;
  const Previews previews = draw_previews(config);
  EXPECT_EQ(previews.columns, 8U);
  const at::Tensor rows = previews.latents.view({3, 8, 100});
  EXPECT_TRUE(torch::equal(rows[0], rows[1]));
  EXPECT_TRUE(torch::equal(rows[0], rows[2]));
  EXPECT_FALSE(torch::equal(rows[0][0], rows[0][1]));
  EXPECT_TRUE(torch::equal(previews.labels.view({3, 8}),
                           torch::tensor({0, 1, 2}).unsqueeze(1).expand({3, 8})));
}

TEST(Previews, OfManyClassesAreSixteenSpreadOverAll) {
  const auto shown = preview_classes(100);
  ASSERT_EQ(shown.size(), 16U);
  EXPECT_EQ(shown.front(), 0);
  EXPECT_EQ(shown[8], 50);
  EXPECT_GE(shown.back(), 93);
  EXPECT_LT(shown.back(), 100);
}

}  // namespace
}  // namespace leakygan
