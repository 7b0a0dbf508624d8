#include "probe/inactive_channels.h"

#include <gtest/gtest.h>

namespace leakygan {
namespace {

// A discriminator of one layer and a generator of one, with channels that are inactive or not.
ProbeReport report(const std::vector<bool>& discriminator, const std::vector<bool>& generator) {
  ProbeReport report;
  report.discriminator.resize(1);
  report.discriminator[0].layer = "layers.0";
  report.discriminator[0].inactive = discriminator;
  report.generator = report.discriminator;
  report.generator[0].inactive = generator;
  return report;
}

TEST(InactiveChannels, StandByLayerADigitAChannel) {
  EXPECT_EQ(inactive_channels(report({true, false, false}, {false, true})),
            (InactiveChannels{{"discriminator.layers.0", "100"}, {"generator.layers.0", "01"}}));
}

TEST(InactiveChannels, ThatCameBackAreCountedAndThoseThatWent) {
  ProbeReport now = report({false, true, true, false, true}, {false});
  add_turnover(now, {{"discriminator.layers.0", "11000"}, {"generator.layers.0", "1"}});
  const Turnover& discriminator = now.discriminator[0].turnover.value();
  EXPECT_EQ(discriminator.inactive_before, 2);
  EXPECT_EQ(discriminator.came_back, 1);
  EXPECT_EQ(discriminator.active_before, 3);
  EXPECT_EQ(discriminator.went_inactive, 2);
  EXPECT_EQ(now.generator[0].turnover.value().came_back, 1);
}

TEST(InactiveChannels, ThatAreNotKnownOrOfAnotherLayerTellNothing) {
  ProbeReport now = report({false, true}, {false});
  add_turnover(now, {{"discriminator.layers.0", "110"}});
  EXPECT_FALSE(now.discriminator[0].turnover);
  EXPECT_FALSE(now.generator[0].turnover);
}

}  // namespace
}  // namespace leakygan
