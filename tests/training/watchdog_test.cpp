#include "training/watchdog.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <functional>

#include "config/schema.h"
#include "tests/support/temporary_folder.h"
#include "training/advice.h"
#include "training/objective.h"

namespace leakygan {
namespace {

using testing::contains;

constexpr std::int64_t kEpochSteps = 100;  // steps

StepReport healthy() {
  return {.discriminator_loss = 0.5,
          .generator_loss = 2,
          .real_logit = 2,
          .fake_logit = -2,
          .discriminator_gradient = 40,
          .generator_gradient = 20,
          .sample_distance = 0.9};
}

// What a watchdog says of a training that is told step by step.
class WatchdogTest : public ::testing::Test {
 protected:
  Watchdog make(const std::string& loss = "non_saturating", WatchdogState state = {}) const {
    return {config_, objective(loss).limits, kEpochSteps * 64, std::move(state)};
  }

  void go_on(Watchdog& dog, std::int64_t steps, const StepReport& report) {
    for (std::int64_t i = 0; i < steps; ++i) {
      step_ += 1;
      StepReport measured = report;
      if (!dog.wants_distance(step_)) measured.sample_distance.reset();
      for (const auto& warning : dog.observe(step_, measured)) all_.push_back(warning);
    }
  }

  std::vector<std::string> kinds() const {
    std::vector<std::string> names;
    for (const auto& warning : all_) names.push_back(name_of(warning.kind));
    return names;
  }

  // The kinds told within an epoch of `report`, after healthy steps.
  std::vector<std::string> after(const StepReport& report, const std::string& loss) {
    step_ = 0;
    all_.clear();
    Watchdog dog = make(loss);
    go_on(dog, 600, healthy());
    EXPECT_TRUE(all_.empty());
    go_on(dog, kEpochSteps, report);
    return kinds();
  }

  Config config_;
  std::int64_t step_ = 0;
  std::vector<Warning> all_;
};

using Kinds = std::vector<std::string>;

TEST_F(WatchdogTest, SaysEachFaultWithinAnEpochUnderTheLossesThatHaveIt) {
  struct Case {
    std::string kind;
    std::function<void(StepReport&)> plant;
    Kinds losses;
  };
  const Kinds all = {"non_saturating", "hinge", "least_squares", "wasserstein"};
  const Kinds bounded = {"non_saturating", "hinge", "least_squares"};
  const std::vector<Case> cases = {
      {"discriminator_winning", [](auto& r) { r.discriminator_loss = 1e-4; }, bounded},
      {"loss_saturation",
       [](auto& r) { r.discriminator_saturation = 0.8; },
       {"non_saturating", "least_squares", "wasserstein"}},
      {"loss_saturation",
       [](auto& r) { r.generator_saturation = 0.8; },
       {"non_saturating", "least_squares", "wasserstein"}},
      {"gradient", [](auto& r) { r.discriminator_gradient = 40 * 50; }, all},
      {"gradient", [](auto& r) { r.generator_gradient = 20 * 50; }, all},
      {"collapse", [](auto& r) { r.sample_distance = 0.3; }, all},
      {"drift", [](auto& r) { r.real_logit = 40, r.fake_logit = 30; }, bounded},
      {"drift", [](auto& r) { r.real_logit = -30, r.fake_logit = -40; }, bounded},
  };
  for (const auto& [kind, plant, losses] : cases) {
    for (const auto& loss : all) {
      StepReport report = healthy();
      plant(report);
      const bool expected = std::find(losses.begin(), losses.end(), loss) != losses.end();
      EXPECT_EQ(after(report, loss), expected ? Kinds{kind} : Kinds{}) << kind << " " << loss;
    }
  }
}

TEST_F(WatchdogTest, TakesSamplesThatAreAllAlikeForACollapseToo) {
  StepReport report = healthy();
  report.sample_distance = 0.001;
  EXPECT_EQ(after(report, "hinge"), (Kinds{"collapse", "no_variation"}));
}

TEST_F(WatchdogTest, SaysTheNumbersSinceWhenAndWhatMayHelp) {
  StepReport report = healthy();
  report.sample_distance = 0.3;
  after(report, "non_saturating");
  ASSERT_EQ(all_.size(), 1U);
  EXPECT_TRUE(
      contains(all_[0].evidence, "is 0.3 of that of two real images, below 0.5 since step "));
  EXPECT_TRUE(contains(all_[0].advice, "optimizer.generator.lr (2e-04)"));
  EXPECT_TRUE(contains(all_[0].advice, "training.batch (64)"));
  EXPECT_GT(all_[0].step, 650);
}

TEST_F(WatchdogTest, SaysNothingOfFirstStepsHoweverBad) {
  Watchdog dog = make();
  go_on(dog, 100,
        {.discriminator_loss = 1e-6,
         .real_logit = 20,
         .fake_logit = 20,
         .discriminator_gradient = 5,
         .generator_gradient = 5,
         .discriminator_saturation = 1,
         .sample_distance = 0.001});
  go_on(dog, 100, healthy());
  EXPECT_EQ(kinds(), Kinds{});
}

TEST_F(WatchdogTest, WaitsForSamplesThatNeverVariedUntilStep2000) {
  StepReport report = healthy();
  report.sample_distance = 0.3;
  Watchdog dog = make();
  go_on(dog, 2000, report);
  EXPECT_EQ(kinds(), Kinds{});
  go_on(dog, kEpochSteps, report);
  EXPECT_EQ(kinds(), Kinds{"collapse"});
}

TEST_F(WatchdogTest, TellsAFallFromADipOnTheWayUp) {
  StepReport growing = healthy();
  growing.sample_distance = 0.65;
  StepReport less = healthy();
  for (const double distance : {0.45, 0.15}) {
    Watchdog dog = make();
    step_ = 0;
    go_on(dog, 200, growing);
    less.sample_distance = distance;
    go_on(dog, kEpochSteps, less);
    EXPECT_EQ(kinds(), distance < 0.2 ? Kinds{"collapse"} : Kinds{}) << distance;
  }
}

TEST_F(WatchdogTest, TakesNoNoiseForAFault) {
  Watchdog dog = make();
  go_on(dog, 500, healthy());
  for (int i = 0; i < 50; ++i) {
    StepReport bad = healthy();
    bad.discriminator_gradient = 5000;
    bad.discriminator_loss = 0;
    bad.discriminator_saturation = 1;
    go_on(dog, 3, bad);
    go_on(dog, 7, healthy());
  }
  EXPECT_EQ(kinds(), Kinds{});
}

TEST_F(WatchdogTest, TakesTheReturnOfUsualGradientsForNoExplosion) {
  Watchdog dog = make();
  go_on(dog, 500, healthy());
  StepReport quiet = healthy();
  quiet.discriminator_gradient = 0.01;
  go_on(dog, 1000, quiet);
  go_on(dog, 100, healthy());
  EXPECT_EQ(kinds(), Kinds{});
}

TEST_F(WatchdogTest, SaysAKindOnceThoughItGoesAndComesAgain) {
  StepReport bad = healthy();
  bad.real_logit = bad.fake_logit = 50;
  Watchdog dog = make();
  for (int i = 0; i < 3; ++i) {
    go_on(dog, 300, healthy());
    go_on(dog, 300, bad);
  }
  EXPECT_EQ(kinds(), Kinds{"drift"});
}

TEST_F(WatchdogTest, GoesOnFromItsSavedStateAsIfItHadNeverStopped) {
  StepReport bad = healthy();
  bad.sample_distance = 1.0 / 7;
  bad.discriminator_loss = 1e-3 / 3;
  Watchdog whole = make();
  Watchdog broken = make();
  for (std::int64_t step = 1; step <= 800; ++step) {
    StepReport report = step <= 600 ? healthy() : bad;
    report.generator_gradient += static_cast<double>(step % 7) / 3;
    if (!whole.wants_distance(step)) report.sample_distance.reset();
    const auto expected = whole.observe(step, report);
    const auto found = broken.observe(step, report);
    ASSERT_EQ(found.size(), expected.size()) << step;
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(to_json(found[i]), to_json(expected[i]));
    }
    const std::string saved = to_json(broken.state()).dump();
    broken = make("non_saturating", watchdog_state(nlohmann::ordered_json::parse(saved)));
  }
  EXPECT_EQ(to_json(broken.state()), to_json(whole.state()));
  EXPECT_EQ(whole.state().told.size(), 2U);
}

TEST_F(WatchdogTest, MeasuresSixTimesInAnEpochOrEveryTenSteps) {
  const auto cadence = [&](std::size_t images) {
    const Watchdog dog(config_, {}, images);
    std::int64_t step = 1;
    while (!dog.wants_distance(step)) ++step;
    return step;
  };
  EXPECT_EQ(cadence(64 * 1000), 10);
  EXPECT_EQ(cadence(64 * 30), 5);
  EXPECT_EQ(cadence(64 * 3), 1);
}

TEST_F(WatchdogTest, AdvisesNothingButKeysThatThereAre) {
  config_.generator.normalization = config_.discriminator.normalization = Normalization::none;
  for (std::size_t i = 0; i < warning_names().size(); ++i) {
    const std::string text = advice(static_cast<WarningKind>(i), config_);
    int found = 0;
    for (std::size_t dot = 0; (dot = text.find('.', dot + 1)) != std::string::npos;) {
      const auto begin = text.find_last_of(" ", dot) + 1;
      const auto end = text.find_first_of(" :,", dot);
      const std::string path = text.substr(begin, end - begin);
      if (!std::isalpha(static_cast<unsigned char>(path.front()))) continue;
      EXPECT_TRUE(std::any_of(schema().begin(), schema().end(), [&](const Key& key) {
        return key.path == path;
      })) << path;
      found += 1;
    }
    EXPECT_GT(found, 1) << text;
  }
}

}  // namespace
}  // namespace leakygan
