#include "probe/probe_json.h"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

namespace leakygan {
namespace {

TEST(ProbeJson, NamesLayersAndCounts) {
  ProbeReport report;
  report.images = 512;
  report.real_loss_saturation = 0.5;
  LayerReport layer = {.layer = "layers.1", .activation = {ActivationKind::leaky_relu, 0.2}};
  layer.dormant_channels = {1, 2, 3};
  report.discriminator = {layer};
  layer.turnover = Turnover{.active_before = 60, .went_inactive = 2};
  report.generator = {layer};
  const auto json = to_json(report);
  EXPECT_EQ(json["real"], 512);
  EXPECT_EQ(json["discriminator"]["loss_saturation"], 0.25);
  const auto& first = json["discriminator"]["layers"][0];
  EXPECT_EQ(first["layer"], "layers.1");
  EXPECT_EQ(first["activation"], "leaky_relu 0.2");
  EXPECT_EQ(first["dormant_channels"].dump(), R"({"0":1,"0.025":2,"0.1":3})");
  EXPECT_FALSE(first.contains("went_inactive"));
  const auto& second = json["generator"]["layers"][0];
  EXPECT_EQ(second["went_inactive"], 2);
  // scipy: binomtest(2, 60).proportion_ci(method="wilson")
  EXPECT_NEAR(second["went_inactive_interval"][0], 0.00918932, 1e-8);
  EXPECT_NEAR(second["went_inactive_interval"][1], 0.11363774, 1e-8);
  EXPECT_TRUE(second["came_back_interval"].is_null());
}

TEST(ProbeJson, HasNothingWhereANumberIsNotFinite) {
  ProbeReport report;
  report.generator_signal = std::numeric_limits<double>::quiet_NaN();
  report.logits.deviation = std::numeric_limits<double>::infinity();
  const auto discriminator = to_json(report)["discriminator"];
  EXPECT_TRUE(discriminator["generator_signal"].is_null());
  EXPECT_TRUE(discriminator["logit_deviation"].is_null());
}

}  // namespace
}  // namespace leakygan
