#include "report/run/run_page.h"

#include <gtest/gtest.h>

#include "report/image_grid.h"
#include "report/png.h"
#include "support/error.h"
#include "tests/report/page/count.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

// A folder as a training of 40 steps leaves it.
class RunPage : public ::testing::Test {
 protected:
  void SetUp() override {
    make_folder(run() / "samples");
    write("config.yaml",
          "name: \"a <b>run</b>\"\ndata: {folder: pictures, size: 16}\n"
          "generator: {width: 8}\n");
    write("run.json", R"({"state": "complete", "program": "leakygan 9", "processor": "A & B",
        "seconds": 20, "step": 40, "dataset": {"images": 300, "held_out": 30},
        "evaluation": {"score": "frechet", "title": "rFD", "better": "lower"},
        "best": {"step": 20, "value": 3.25, "metric": "frechet"}})");
    write(
        "metrics.jsonl",
        R"({"step":20,"images":1280,"generator_loss":2.5,"discriminator_loss":0.5})"
        "\n"
        R"({"step":20,"images":1280,"evaluation":{"frechet":3.25}})"
        "\n"
        R"({"step":30,"warning":{"kind":"collapse","evidence":"<i>alike</i>","advice":"go back"}})"
        "\n"
        R"({"step":40,"images":2560,"generator_loss":4.5,"discriminator_loss":0.25})"
        "\n"
        R"({"step":40,"images":2560,"evaluation":{"frechet":7.75}})"
        "\n");
    for (const char* name : {"real.png", "step-00000020.png", "step-00000040.png"}) {
      const Picture grid =
          image_grid(std::vector<std::uint8_t>(64UL * 16 * 16 * 3, 50), {3, 16, 16});
      write(std::string("samples/") + name, encode_png(grid.pixels, grid.shape));
    }
  }

  fs::path run() const { return folder_.path() / "run"; }
  void write(const std::string& name, const std::string& text) const {
    write_file_atomic(run() / name, text);
  }

  TemporaryFolder folder_;
};

TEST_F(RunPage, SaysHowItEndedAndHowGoodItIs) {
  const std::string html = run_page(run());
  EXPECT_NE(html.find("Complete at step 40"), std::string::npos);
  EXPECT_NE(
      html.find("rFD 7.75 where it was measured last, after 2,560 images; the best checkpoint "
                "has 3.25, step 20."),
      std::string::npos);
}

TEST_F(RunPage, ShowsWhatIsWrittenAndInterpretsNothing) {
  const std::string html = run_page(run());
  EXPECT_EQ(count(html, "<b>run"), 0U);
  EXPECT_GE(count(html, "a &lt;b&gt;run&lt;/b&gt;"), 2U);
  EXPECT_EQ(count(html, "<i>alike"), 0U);
  EXPECT_EQ(count(html, "&lt;i&gt;alike&lt;/i&gt;"), 1U);
  EXPECT_EQ(count(html, "A &amp; B"), 1U);
}

TEST_F(RunPage, HasAPictureForEveryStep) {
  const std::string html = run_page(run());
  EXPECT_EQ(count(html, "data-step=\"20\""), 1U);
  EXPECT_EQ(count(html, "data-step=\"40\""), 1U);
  EXPECT_NE(html.find("type=\"range\" id=\"step\" min=\"0\" max=\"1\" value=\"1\""),
            std::string::npos);
}

// Stopped between two lines of its log.
TEST_F(RunPage, AnInterruptedRunEndsWhereItsFolderSays) {
  write("run.json", R"({"state": "interrupted", "step": 43, "images_seen": 2752})");
  const std::string html = run_page(run());
  EXPECT_NE(html.find("Interrupted at step 43"), std::string::npos);
  EXPECT_NE(html.find("43 steps, 2,752 images"), std::string::npos);
}

TEST_F(RunPage, TheBestIsShownBesideTheLastUnlessItIsTheLast) {
  EXPECT_NE(run_page(run()).find("<figcaption>Best</figcaption>"), std::string::npos);
  write("run.json", R"({"state": "complete", "best": {"step": 40, "value": 3}})");
  const std::string html = run_page(run());
  EXPECT_EQ(html.find("<figcaption>Best</figcaption>"), std::string::npos);
  EXPECT_NE(html.find("<figcaption>Last, and best</figcaption>"), std::string::npos);
}

TEST_F(RunPage, OfAStudyHasTheNameOfItsArm) {
  const fs::path place = folder_.path() / "runs" / "leaky-0.1" / "3";
  make_folder(place.parent_path());
  fs::rename(run(), place);
  write_file_atomic(place / "config.yaml", "name: \"3\"\nseed: 3\ndata: {folder: x, size: 16}\n");
  EXPECT_NE(run_page(place).find("<h1>leaky-0.1, seed 3</h1>"), std::string::npos);
}

TEST_F(RunPage, NamesTheKeysThatDifferFromTheDefaults) {
  const std::string html = run_page(run());
  EXPECT_NE(html.find("<th class=\"k\" scope=\"row\">generator.width</th><td>8</td>"
                      "<td>64</td>"),
            std::string::npos)
      << html.substr(html.find("id=\"configuration\""), 1500);
  EXPECT_EQ(count(html, "scope=\"row\">training.batch"), 0U);
}

TEST_F(RunPage, TheCurvesThatItDrawsAreInReportCsv) {
  write_run_report(run());
  const std::string csv = read_file(run() / "report.csv");
  EXPECT_EQ(csv.find("measure,images,value\nfrechet,1280.0,3.25\nfrechet,2560.0,7.75\n"), 0U)
      << csv;
  EXPECT_NE(csv.find("generator_loss,2560.0,4.5\n"), std::string::npos);
  EXPECT_EQ(read_file(run() / "report.html"), run_page(run()));
  EXPECT_NE(read_file(run() / "settings.csv").find("\ngenerator.width,8,64\n"), std::string::npos);
}

TEST_F(RunPage, AFailedRunSaysWhy) {
  write("run.json", R"({"state": "failed", "why": "the loss is not finite"})");
  const std::string html = run_page(run());
  EXPECT_NE(html.find("Failed at step 40"), std::string::npos);
  EXPECT_NE(html.find("the loss is not finite"), std::string::npos);
}

TEST_F(RunPage, IsThereWithoutSamplesScoresAndProbes) {
  fs::remove_all(run() / "samples");
  write("metrics.jsonl", "{\"step\":10,\"images\":640,\"generator_loss\":2.5}\n");
  const std::string html = run_page(run());
  EXPECT_NE(html.find("There are no grids of samples"), std::string::npos);
  EXPECT_NE(html.find("No probe has looked"), std::string::npos);
  EXPECT_NE(html.find("Its samples were not measured."), std::string::npos);
}

TEST_F(RunPage, WhatIsNoRunOrHasNoStepsIsRefused) {
  EXPECT_THROW(run_page(folder_.path()), Error);
  write("metrics.jsonl", "");
  EXPECT_THROW(run_page(run()), Error);
}

}  // namespace
}  // namespace leakygan::testing
