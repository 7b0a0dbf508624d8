#include <signal.h>

#include <opencv2/imgcodecs.hpp>

#include "tests/cli/training_test.h"

namespace leakygan {
namespace {

using testing::contains;
using testing::id_of;
using testing::Result;
using testing::run;
using testing::steps;

class FineTune : public testing::ResumeTest {
 protected:
  // Between two pictures, of 255.
  static double largest_difference(const fs::path& a, const fs::path& b) {
    return cv::norm(cv::imread(a.string()), cv::imread(b.string()), cv::NORM_INF);
  }
};

TEST_F(FineTune, StartsAtStepZeroFromTheWeights) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  const Result result = run({"train", pictures().string(), "--from", run_folder().string(), "--out",
                             out().string(), "--name", "tuned", "--set", "training.images=8",
                             "--set", "training.batch=8", "--set", "every.probe=none"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(contains(result.err, "tensors from " + checkpoint(20).string()));
  EXPECT_EQ(steps(out("tuned/metrics.jsonl")), (std::vector<int>{1}));
  const auto run_json = nlohmann::json::parse(read_file(out("tuned/run.json")));
  EXPECT_EQ(run_json["from"]["id"], id_of(checkpoint(20)));
  // One step of Adam moves a weight by the learning rate, 2e-4: the pictures stay nearly the same.
  ASSERT_EQ(generate(run_folder(), path("before"), {"--grid"}).exit_code, 0);
  ASSERT_EQ(generate(out("tuned"), path("after"), {"--grid"}).exit_code, 0);
  EXPECT_LT(largest_difference(path("before/grid.png"), path("after/grid.png")), 12);
}

TEST_F(FineTune, ThatWasKilledGoesOnFromItsWeights) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  const std::vector<std::string> from = {"--from", run_folder().string(), "--name"};
  const auto named = [&](const std::string& name) {
    auto more = from;
    more.push_back(name);
    return words(pictures().string(), {"training.images=1600"}, more);
  };
  ASSERT_EQ(run(named("whole")).exit_code, 0);
  testing::Running killed(named("killed"), ".");
  ASSERT_TRUE(killed.wait_for(out("killed/checkpoints/latest.json")));
  killed.send(SIGKILL);
  killed.finish();
  ASSERT_EQ(resume(out("killed")).exit_code, 0);
  EXPECT_EQ(id_of(checkpoint(200, "killed")), id_of(checkpoint(200, "whole")));
}

TEST_F(FineTune, RefusesOtherNetworksWithBothValuesUnlessPartial) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  const auto attempt = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words = {"--from", run_folder().string()};
    words.insert(words.end(), more.begin(), more.end());
    return train(pictures().string(), {"generator.width=8", "training.images=8"}, words);
  };
  const Result refused = attempt({});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(contains(refused.err, "generator.width: 4 in the checkpoint, 8 here"));
  EXPECT_TRUE(contains(refused.err,
                       "tensor 'generator.layers.0.conv.weight' is [100, 8, 4, 4] in the "
                       "checkpoint and [100, 16, 4, 4] in the network"));
  EXPECT_FALSE(fs::exists(out("pictures-2")));
  const Result partial = attempt({"--partial"});
  EXPECT_EQ(partial.exit_code, 0) << partial.err;
  EXPECT_TRUE(contains(partial.err, "the others start anew"));
}

TEST_F(FineTune, SaysWhereClassesAreOthersOrNone) {
  ASSERT_EQ(train_20_steps({"data.classes=folders"}).exit_code, 0);
  fs::copy(pictures(), path("others"), fs::copy_options::recursive);
  fs::rename(path("others/circle"), path("others/zebra"));
  const std::vector<std::string> from = {"--from", run_folder().string()};
  const Result others =
      train(path("others").string(), {"training.images=8", "data.classes=folders"}, from);
  ASSERT_EQ(others.exit_code, 0) << others.err;
  EXPECT_TRUE(contains(others.err,
                       "classes: 4 (circle, square, star, triangle) in the checkpoint, "
                       "4 (square, star, triangle, zebra) here"));
  // Networks without classes have no tensor that those with classes lack.
  const Result flat = train((pictures() / "circle").string(), {"training.images=8"}, from);
  ASSERT_EQ(flat.exit_code, 0) << flat.err;
  EXPECT_TRUE(contains(flat.err, "no classes: the images are in no folders of their own"));
  EXPECT_TRUE(contains(flat.err, "data.classes: folders in the checkpoint, none here"));
  // The other way round there is.
  const Result refused = train(pictures().string(), {"training.images=8", "data.classes=folders"},
                               {"--from", out("circle").string()});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(contains(refused.err, "data.classes: none in the checkpoint, folders here"));
  EXPECT_TRUE(contains(refused.err, "--partial takes what fits"));
}

TEST_F(FineTune, SaysInWhatTheActivationsDiffer) {
  ASSERT_EQ(train_20_steps().exit_code, 0);
  const Result result =
      train(pictures().string(), {"discriminator.activation=relu", "training.images=8"},
            {"--from", checkpoint(20).string()});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(contains(result.err,
                       "discriminator.activation.kind: leaky_relu in the checkpoint, "
                       "relu here"));
}

}  // namespace
}  // namespace leakygan
