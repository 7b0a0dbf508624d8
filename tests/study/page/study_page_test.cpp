#include "study/page/study_page.h"

#include <gtest/gtest.h>

#include "tests/report/page/count.h"
#include "tests/study/request.h"
#include "tests/study/run_folder.h"

namespace leakygan::testing {
namespace {

using nlohmann::ordered_json;

// The folder of a study of fabricated runs of 40 steps.
class StudyPage : public ::testing::Test {
 protected:
  void plan(const std::string& settings) {
    study_ = make("study: {" + settings + "}\ndata: {folder: \"my <pictures> & more\"}\n").study;
    make_folder(place().path());
    place().write(study_, {.program = "leakygan 9",
                           .images = 2560,
                           .layout = {2, 1},
                           .reference = {{"images", 500},
                                         {"sets", {{{"frechet", 1.0}}, {{"frechet", 1.5}}}}}});
  }

  StudyFolder place() const { return StudyFolder(folder_.path() / "study"); }

  void run(std::size_t arm, std::size_t seed, double score) const {
    const ordered_json description = {{"state", "complete"},
                                      {"program", "leakygan 9"},
                                      {"processor", "A <fast> one"},
                                      {"step", 40},
                                      {"images_seen", 2560},
                                      {"seconds", 10},
                                      {"peak_memory_bytes", 1 << 20},
                                      {"dataset", {{"images", 300}}},
                                      {"evaluation",
                                       {{"score", "frechet"},
                                        {"title", "rFD"},
                                        {"better", "lower"},
                                        {"features", "f"},
                                        {"real", 500},
                                        {"made", 500}}}};
    const std::string log =
        R"({"step":20,"images":1280,"generator_loss":2.5,"discriminator_loss":0.5})"
        "\n"
        R"({"step":40,"images":2560,"probe":{"discriminator":{"layers":[{"channels":10,)"
        R"("dead_channels":3,"inactive_channels":3,"units":5,"gradient_zeros":0.5}]}}})"
        "\n" +
        ordered_json({{"step", 40}, {"images", 2560}, {"evaluation", {{"frechet", score}}}})
            .dump() +
        "\n";
    make_run_folder(place().run(study_.arms[arm], study_.seeds[seed]), description, log);
  }

  void all_runs() const {
    for (std::size_t arm = 0; arm < study_.arms.size(); ++arm) {
      for (std::size_t seed = 0; seed < study_.seeds.size(); ++seed) {
        run(arm, seed,
            20 - static_cast<double>(arm) + 0.01 * static_cast<double>(seed * (arm + 1)));
      }
    }
  }

  StudyResults results() const { return gather_results(place(), study_); }
  std::string page() const { return study_page(results()); }

  TemporaryFolder folder_;
  Study study_;
};

TEST_F(StudyPage, HasItsPartsInTheirOrder) {
  plan("slopes: [0.1, 0.2], seeds: 8");
  all_runs();
  const std::string html = page();
  std::size_t at = 0;
  for (const char* part :
       {"class=\"answer\"", "id=\"differences\"", "id=\"scores\"", "id=\"samples\"",
        "id=\"claims\"", "id=\"inside\"", "id=\"learning\"", "id=\"profile\"", "id=\"inputs\"",
        "id=\"cost\"", "id=\"failures\"", "id=\"limits\""}) {
    const auto found = html.find(part);
    ASSERT_NE(found, std::string::npos) << part;
    EXPECT_GT(found, at) << part;
    at = found;
  }
}

TEST_F(StudyPage, SaysWhatIsBetterAndWhatToDo) {
  plan("slopes: [0.1, 0.2], seeds: 8");
  all_runs();
  const StudyResults all = results();
  const std::string html = page();
  EXPECT_NE(html.find("Complete: 24 of 24 runs"), std::string::npos);
  EXPECT_NE(html.find(Html::text(all.verdict.sentence).markup()), std::string::npos);
  EXPECT_NE(html.find("Train with leaky-0.2 (--set discriminator.activation.kind=leaky_relu"),
            std::string::npos);
  EXPECT_NE(html.find("each image 8.53 times"), std::string::npos);
}

TEST_F(StudyPage, AlwaysSaysHowCompleteItIs) {
  plan("slopes: [0.1], seeds: 8");
  EXPECT_NE(page().find("Unfinished: 0 of 16 runs so far"), std::string::npos);
  run(0, 0, 20);
  run(1, 0, 18);
  const std::string html = page();
  EXPECT_NE(html.find("Unfinished: 2 of 16 runs so far"), std::string::npos);
  EXPECT_NE(html.find("Let it finish"), std::string::npos);
  EXPECT_EQ(html.find("Train with"), std::string::npos);
}

TEST_F(StudyPage, FewSeedsAreExploratoryAndNameNoWinner) {
  plan("slopes: [0.1], seeds: 3");
  all_runs();
  const std::string html = page();
  EXPECT_NE(html.find("Exploratory: 6 of 6 runs"), std::string::npos);
  EXPECT_NE(html.find("Take no winner from this"), std::string::npos);
}

TEST_F(StudyPage, NamesAreShownAndNotInterpreted) {
  plan("arms: {\"<b>wide & co<\": {discriminator.width: 128}, relu: {}}, seeds: 2");
  all_runs();
  const std::string html = page();
  EXPECT_EQ(count(html, "<b>"), 0U);
  EXPECT_EQ(count(html, "<pictures>"), 0U);
  EXPECT_EQ(count(html, "<fast>"), 0U);
  EXPECT_GE(count(html, "&lt;b&gt;wide &amp; co&lt;"), 5U);
  EXPECT_GE(count(html, "my &lt;pictures&gt; &amp; more"), 2U);
}

TEST_F(StudyPage, AFailedRunIsListedAndItsArmStaysIn) {
  plan("slopes: [0.1], seeds: 2");
  all_runs();
  make_run_folder(
      place().run(study_.arms[1], study_.seeds[1]),
      {{"state", "failed"}, {"why", "the loss is <not finite>"}, {"failure", "diverged"}});
  const std::string html = page();
  EXPECT_NE(html.find("leaky-0.1, seed 2: the loss is &lt;not finite&gt;"), std::string::npos);
  EXPECT_EQ(count(html, "No run has failed"), 0U);
}

TEST_F(StudyPage, TheBandIsHowFarRealImagesLieApart) {
  plan("slopes: [0.1], seeds: 2");
  all_runs();
  EXPECT_DOUBLE_EQ(*real_spread(results()), 0.5);
  EXPECT_NE(page().find("as far as sets of real images lie apart: up to 0.5"), std::string::npos);
}

TEST_F(StudyPage, OfArmsThatShareTheirActivationNoClaimIsJudged) {
  plan("arms: {a: {optimizer.generator.lr: 1e-3}, b: {}}, seeds: 2");
  all_runs();
  EXPECT_EQ(count(page(), "id=\"claims\""), 0U);
  EXPECT_EQ(summary_text(results()).find("Claims"), std::string::npos);
  EXPECT_EQ(summary_text(results()).find("activation"), std::string::npos);
}

TEST_F(StudyPage, CurvesAreThoseOfTheRunsAndTheirMedians) {
  plan("slopes: [0.1], seeds: 3");
  all_runs();
  const std::string curves = csv(curves_table(results()));
  EXPECT_NE(curves.find("relu,2,dead_share,2560.0,0.3\n"), std::string::npos);
  EXPECT_NE(curves.find("leaky-0.1,1,frechet,2560.0,19.0\n"), std::string::npos) << curves;
  const std::string progress = csv(progress_table(results()));
  EXPECT_NE(progress.find("relu,frechet,2560.0,20.01,20.0,20.02,3\n"), std::string::npos)
      << progress;
}

TEST_F(StudyPage, IsWrittenBesideItsNumbers) {
  plan("slopes: [0.1], seeds: 2");
  all_runs();
  write_report(results());
  for (const char* name :
       {"report.html", "results.json", "summary.md", "runs.csv", "arms.csv", "differences.csv",
        "pairs.csv", "profile.csv", "claims.csv", "inputs.csv", "progress.csv", "curves.csv",
        "cost.csv", "arm_cost.csv"}) {
    EXPECT_TRUE(fs::exists(place().path() / name)) << name;
  }
}

}  // namespace
}  // namespace leakygan::testing
