#include "report/run/run_log.h"

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

std::vector<nlohmann::ordered_json> log_of(const std::string& text) {
  const TemporaryFolder folder;
  write_file_atomic(folder.path() / "metrics.jsonl", text);
  return read_log(folder.path());
}

std::vector<double> values(const Curve& curve) {
  std::vector<double> all;
  for (const Point& point : curve.points) all.push_back(point.y);
  return all;
}

constexpr const char* kLog =
    R"({"step":10,"images":640,"seconds":3,"images_per_second":200,"generator_loss":2.5})"
    "\n"
    R"({"step":10,"images":640,"evaluation":{"frechet":30,"kernel":null}})"
    "\n"
    R"({"step":20,"images":1280,"generator_loss":1.5,"penalty":0.1})"
    "\n"
    R"({"step":20,"warning":{"kind":"collapse"}})"
    "\n"
    R"({"step":30,"images":19)";

TEST(RunLog, AHalfWrittenLineIsPassedOver) { EXPECT_EQ(log_of(kLog).size(), 4U); }

TEST(RunLog, OfNoFileThereAreNoLines) {
  const TemporaryFolder folder;
  EXPECT_TRUE(read_log(folder.path()).empty());
}

TEST(RunLog, TrainingCurvesAreWhatTheStepsSayButForSpeeds) {
  const auto curves = training_curves(log_of(kLog));
  ASSERT_EQ(curves.size(), 2U);
  EXPECT_EQ(curves[0].measure, "generator_loss");
  EXPECT_EQ(values(curves[0]), (std::vector<double>{2.5, 1.5}));
  EXPECT_EQ(curves[0].points[1].x, 1280);
  EXPECT_EQ(values(curve_of(curves, "penalty")), (std::vector<double>{0.1}));
  EXPECT_TRUE(curve_of(curves, "no_such").points.empty());
}

TEST(RunLog, ScoresThatAreNoNumberAreLeftOut) {
  const auto curves = score_curves(log_of(kLog));
  ASSERT_EQ(curves.size(), 1U);
  EXPECT_EQ(values(curves[0]), (std::vector<double>{30}));
}

TEST(RunLog, ProbesAreSummedOverTheLayersOfTheNamedNetworks) {
  const auto log = log_of(
      R"({"step":9,"images":100,"probe":{"discriminator":{"generator_signal":6,"logit_deviation":2,)"
      R"("layers":[{"channels":10,"dead_channels":1,"inactive_channels":2,"units":100,)"
      R"("gradient_zeros":0.5,"dormant_channels":{"0.1":4}},)"
      R"({"channels":30,"dead_channels":3,"inactive_channels":4,"units":300,"gradient_zeros":0.1,)"
      R"("dormant_channels":{"0.1":8}}]},"generator":{"layers":[{"channels":5,"dead_channels":5}]}}})"
      "\n");
  const auto curves = probe_curves(log, {"discriminator"});
  EXPECT_EQ(values(curve_of(curves, "dead_share")), (std::vector<double>{0.1}));
  EXPECT_EQ(values(curve_of(curves, "inactive_share")), (std::vector<double>{0.15}));
  EXPECT_EQ(values(curve_of(curves, "dormant_share")), (std::vector<double>{0.3}));
  EXPECT_NEAR(curve_of(curves, "gradient_sparsity").points.at(0).y, 0.2, 1e-12);
  EXPECT_EQ(values(curve_of(curves, "generator_signal")), (std::vector<double>{3}));
  EXPECT_EQ(values(curve_of(probe_curves(log, {"generator"}), "dead_share")),
            (std::vector<double>{1}));
}

TEST(Thinned, PointsAreMeansOfEqualPartsAtTheirEnds) {
  std::vector<Point> points;
  for (int i = 1; i <= 100; ++i) points.push_back({static_cast<double>(i), static_cast<double>(i)});
  const auto some = thinned(points, 4, 100);
  ASSERT_EQ(some.size(), 4U);
  EXPECT_EQ(some[0].x, 25);
  EXPECT_EQ(some[0].y, 13);  // the mean of 1 to 25
  EXPECT_EQ(some[3].x, 100);
  EXPECT_EQ(some[3].y, 88);
}

TEST(Thinned, PartsWithoutAPointAreLeftOut) {
  const auto some = thinned({{1, 5}, {99, 7}, {130, 9}}, 10, 100);
  ASSERT_EQ(some.size(), 2U);
  EXPECT_EQ(some[0].x, 10);
  EXPECT_EQ(some[1].y, 8);  // what lies beyond counts to the last
}

}  // namespace
}  // namespace leakygan::testing
