#include "study/analysis/profile.h"
#include "study/page/sections.h"
#include "support/text.h"

namespace leakygan {
namespace {

std::string share(double value) { return short_number(value); }

// How often an arm beats the baseline.
TextTable chances(const StudyResults& results) {
  const StudyFacts& facts = results.facts;
  TextTable table = {{"arm", "same seed", "95% interval", "any two runs"}, {}};
  for (const ArmSummary& arm : results.verdict.arms) {
    if (arm.arm == facts.baseline || facts.arms[arm.arm].is_stress) continue;
    const std::size_t seeds = arm.wins + arm.losses + arm.ties;
    const auto any = probability_better(facts, arm.arm, facts.baseline);
    table.rows.push_back(
        {facts.arms[arm.arm].name,
         seeds > 0 ? count_text(arm.wins) + " of " + count_text(seeds) : "-",
         arm.win_share ? share(arm.win_share->low) + " to " + share(arm.win_share->high) : "-",
         any ? share(*any) : "-"});
  }
  return table;
}

// The shares at some of the scores, from the best to the worst.
TextTable shares(const StudyResults& results) {
  constexpr std::size_t kColumns = 5;
  const StudyFacts& facts = results.facts;
  TextTable table = {{"arm"}, {}};
  for (const std::size_t arm : compared_arms(facts)) {
    const auto profile = performance_profile(facts, arm);
    if (profile.empty()) continue;
    const std::size_t columns = std::min(kColumns, profile.size());
    std::vector<std::string> row = {facts.arms[arm].name};
    const bool first = table.rows.empty();
    for (std::size_t i = 1; i <= columns; ++i) {
      const ProfilePoint& point = profile[i * profile.size() / columns - 1];
      if (first) table.header.push_back(facts.metric + " " + short_number(point.score));
      row.push_back(share(point.share));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

Section profile_section(const StudyResults& results) {
  const StudyFacts& facts = results.facts;
  const std::string& baseline = facts.arms[facts.baseline].name;
  XyChart chart = {.title = "Share of the runs of each arm that are at least as good as a score",
                   .x_label = facts.metric,
                   .y_label = "share of runs",
                   .from_zero = true};
  for (const std::size_t arm : compared_arms(facts)) {
    Series steps = {facts.arms[arm].name, arm, Drawing::steps};
    for (const ProfilePoint& point : performance_profile(facts, arm)) {
      steps.points.push_back({point.score, point.share});
    }
    if (!steps.points.empty()) chart.series.push_back(std::move(steps));
  }
  Section section = {"profile", "How often one beats the other", {}};
  section.content =
      figure({.caption = "Performance profile",
              .drawing = draw(chart),
              .legend = legend(chart.series),
              .note = "Share of runs with this score or a better one (Agarwal et al. 2021): the "
                      "higher line is the better arm; where lines cross neither is. Failed runs "
                      "count and never get there.",
              .numbers = shares(results),
              .source = "profile.csv"});
  const TextTable table = chances(results);
  if (table.rows.empty()) return section;
  section.content += element("h3", "P(arm beats " + baseline + ")");
  section.content += html_table(table, "With all digits: arms.csv");
  section.content += note(
      "Same seed: seeds in which the arm scores better, with Wilson's interval, ties left out. Any "
      "two runs: share of all pairs of a run of the arm and one of the baseline, ties counting "
      "half "
      "(Mann and Whitney 1947).");
  return section;
}

}  // namespace leakygan
