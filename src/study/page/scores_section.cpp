#include <algorithm>

#include "report/page/svg.h"
#include "study/analysis/words.h"
#include "study/page/sections.h"
#include "study/summary_tables.h"
#include "support/text.h"

namespace leakygan {
namespace {

// ReLU is the leaky ReLU of slope 0.
std::optional<double> slope_of(const ArmFacts& arm) {
  if (arm.activation.kind == ActivationKind::relu) return 0;
  if (arm.activation.kind == ActivationKind::leaky_relu) return arm.activation.slope;
  return std::nullopt;
}

struct SlopeArm {
  std::size_t arm;
  double slope;
};

// The arms that differ from the baseline in the slope only, by slope.
std::vector<SlopeArm> slope_arms(const StudyFacts& facts) {
  std::vector<SlopeArm> arms;
  for (const std::size_t arm : compared_arms(facts)) {
    const auto slope = slope_of(facts.arms[arm]);
    const bool of_family = facts.arms[arm].family == facts.arms[facts.baseline].family;
    if (slope && of_family) arms.push_back({arm, *slope});
  }
  std::stable_sort(arms.begin(), arms.end(),
                   [](const SlopeArm& a, const SlopeArm& b) { return a.slope < b.slope; });
  return arms;
}

// A thin line for each seed, a dot for each run.
XyChart slope_chart(const StudyFacts& facts, const std::vector<SlopeArm>& arms) {
  XyChart chart = {.title = facts.metric + " of every run against the slope",
                   .x_label = "slope (square-root scale)",
                   .y_label = facts.metric,
                   .x_spacing = Spacing::square_root};
  for (const auto& [arm, slope] : arms) {
    chart.x_ticks.push_back({slope, slope == 0 ? facts.arms[arm].name : number_text(slope)});
  }
  for (std::size_t seed = 0; seed < facts.seeds.size(); ++seed) {
    Series line = {"one seed", kPlain, Drawing::faint_line};
    for (const auto& [arm, slope] : arms) {
      if (const auto& score = facts.arms[arm].runs[seed].score)
        line.points.push_back({slope, *score});
    }
    chart.series.push_back(std::move(line));
  }
  for (const auto& [arm, slope] : arms) {
    Series dots = {facts.arms[arm].name, arm, Drawing::dots};
    for (const RunFacts& run : facts.arms[arm].runs) {
      if (run.score) dots.points.push_back({slope, *run.score});
    }
    chart.series.push_back(std::move(dots));
  }
  return chart;
}

IntervalChart arms_chart(const StudyResults& results) {
  const StudyFacts& facts = results.facts;
  IntervalChart chart = {
      .title = facts.metric + " of every run, by arm", .x_label = facts.metric, .rows = {}};
  for (const ArmSummary& arm : results.verdict.arms) {
    const ArmFacts& own = facts.arms[arm.arm];
    IntervalRow row = {.name = own.name, .style = arm.arm, .centre = arm.mean};
    for (const RunFacts& run : own.runs) {
      if (run.score) row.points.push_back(*run.score);
    }
    chart.rows.push_back(std::move(row));
  }
  return chart;
}

// The scores, an arm a row and a seed a column.
TextTable runs_text(const StudyFacts& facts) {
  TextTable table = {{"arm"}, {}};
  for (const auto seed : facts.seeds) table.header.push_back("seed " + std::to_string(seed));
  for (const ArmFacts& arm : facts.arms) {
    auto& row = table.rows.emplace_back();
    row.push_back(arm.name);
    for (const RunFacts& run : arm.runs) {
      const bool failed = run.state == RunState::failed;
      row.push_back(run.score ? short_number(*run.score) : failed ? "failed" : "-");
    }
  }
  return table;
}

}  // namespace

Section scores_section(const StudyResults& results) {
  const StudyFacts& facts = results.facts;
  const auto arms = slope_arms(facts);
  std::vector<Figure> all;
  const std::string direction =
      facts.metric + ": " + (facts.lower_is_better ? "lower" : "higher") + " is better.";
  if (arms.size() > 1) {
    const XyChart chart = slope_chart(facts, arms);
    all.push_back({.caption = facts.metric + " against the slope",
                   .drawing = draw(chart),
                   .legend = legend(chart.series),
                   .note = direction + " Dots of one seed are joined.",
                   .numbers = runs_text(facts),
                   .source = "runs.csv"});
  }
  all.push_back({.caption = facts.metric + " of every run",
                 .drawing = draw(arms_chart(results)),
                 .note = direction + " " + reference_text(results) +
                         " Small marks are runs, large ones the mean of those that came through.",
                 .numbers = runs_text(facts),
                 .source = "runs.csv"});
  Section section = {"scores", "Scores", figures(all)};
  section.content += html_table(arms_text(results), "With all digits: arms.csv");
  return section;
}

}  // namespace leakygan
