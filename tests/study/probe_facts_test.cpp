#include "study/probe_facts.h"

#include <gtest/gtest.h>

namespace leakygan::testing {
namespace {

using nlohmann::ordered_json;

ordered_json layer(int dead, int collapsed, double zeros, int inactive_before, int came_back) {
  return {{"channels", 10},          {"units", 40},
          {"dead_channels", dead},   {"collapsed_channels", collapsed},
          {"gradient_zeros", zeros}, {"inactive_before", inactive_before},
          {"came_back", came_back}};
}

ordered_json probe(const std::vector<ordered_json>& discriminator,
                   const std::vector<ordered_json>& generator, double signal, double deviation) {
  return {{"step", 1},
          {"probe",
           {{"discriminator",
             {{"generator_signal", signal},
              {"logit_deviation", deviation},
              {"loss_saturation", 0.25},
              {"layers", discriminator}}},
            {"generator", {{"layers", generator}}}}}};
}

const std::vector<ordered_json>& two_probes() {
  static const std::vector<ordered_json> lines = {
      probe({layer(1, 0, 0.5, 0, 0), layer(4, 2, 0.1, 0, 0)}, {layer(9, 9, 1, 9, 9)}, 4, 2),
      {{"step", 2}},
      probe({layer(0, 0, 0.3, 1, 1), layer(3, 0, 0.1, 4, 1)}, {layer(9, 9, 1, 9, 9)}, 3, 1)};
  return lines;
}

TEST(ProbeFacts, AreOfTheNetworksAskedFor) {
  const ProbeFacts facts = probe_facts(two_probes(), {"discriminator"});
  EXPECT_DOUBLE_EQ(facts.dead_share.value(), 0.25);       // 5 of 20 at the first probe
  EXPECT_DOUBLE_EQ(facts.revival_rate.value(), 0.4);      // 2 of 5
  EXPECT_DOUBLE_EQ(facts.collapsed_share.value(), 0.05);  // 10% and 0
  EXPECT_DOUBLE_EQ(facts.loss_saturation.value(), 0.25);
  EXPECT_DOUBLE_EQ(facts.generator_signal.value(), 2.5);  // 2 and 3
  EXPECT_DOUBLE_EQ(facts.gradient_sparsity.value(), 0.25);
}

TEST(ProbeFacts, OfBothNetworksAreOfAllTheirChannels) {
  const ProbeFacts facts = probe_facts(two_probes(), {"discriminator", "generator"});
  EXPECT_DOUBLE_EQ(facts.dead_share.value(), 14.0 / 30);
}

TEST(ProbeFacts, SayNothingWhereNothingWasProbed) {
  const ProbeFacts facts = probe_facts({{{"step", 2}}}, {"discriminator"});
  EXPECT_FALSE(facts.dead_share || facts.revival_rate || facts.collapsed_share ||
               facts.loss_saturation || facts.generator_signal || facts.gradient_sparsity);
}

TEST(ProbeFacts, NoChannelThatCouldComeBackIsNoRate) {
  const ProbeFacts facts =
      probe_facts({probe({layer(0, 0, 0, 0, 0)}, {}, 1, 0)}, {"discriminator"});
  EXPECT_FALSE(facts.revival_rate);
  EXPECT_FALSE(facts.generator_signal);  // logits that are all alike have no scale
  EXPECT_EQ(facts.dead_share, 0);
}

}  // namespace
}  // namespace leakygan::testing
