#include "study/analysis/levels.h"
#include "study/analysis/words.h"
#include "study/page/sections.h"
#include "study/summary_tables.h"
#include "support/text.h"

namespace leakygan {
namespace {

IntervalRow row_of(const StudyFacts& facts, const ArmComparison& pair) {
  IntervalRow row = {.name = facts.arms[pair.arms.arm].name, .style = pair.arms.arm};
  row.centre = pair.mean_difference;
  if (pair.interval) {
    row.low = pair.interval->low;
    row.high = pair.interval->high;
  }
  for (const auto& difference : pair.differences) {
    if (difference) row.points.push_back(*difference);
  }
  return row;
}

IntervalChart chart_of(const StudyResults& results, const std::string& baseline) {
  const StudyFacts& facts = results.facts;
  IntervalChart chart = {.title = "Differences of each arm to " + baseline + " in " + facts.metric,
                         .x_label = facts.metric + " less " + baseline + "'s, same seed",
                         .zero_line = true,
                         .rows = {}};
  for (const ArmComparison& pair : results.verdict.comparisons) {
    chart.rows.push_back(row_of(facts, pair));
  }
  const std::string left = "\xE2\x86\x90 ";
  const std::string right = " \xE2\x86\x92";
  chart.left_text = left + (facts.lower_is_better ? "better than " : "worse than ") + baseline;
  chart.right_text = std::string(facts.lower_is_better ? "worse" : "better") + right;
  if (const auto spread = real_spread(results)) {
    chart.bands.push_back(
        {-*spread, *spread,
         "as far as sets of real images lie apart: up to " + short_number(*spread)});
  }
  return chart;
}

std::string how_to_read(const StudyResults& results) {
  const Verdict& verdict = results.verdict;
  const double level = 1 - kLevel / static_cast<double>(verdict.comparisons.size());
  std::string text =
      "Small marks are single seeds, large ones their mean. The lines are intervals for the mean, "
      "each at " +
      short_number(100 * level) +
      "%, so that all hold together in 95% of studies. One test decides: the paired t test, "
      "corrected for the number of arms (Holm).";
  if (verdict.margin) {
    text += " Differences within " + short_number(*verdict.margin) + " (" +
            percent_text(results.facts.margin) +
            " of the baseline's median, declared before the first run) count as none.";
  }
  return text;
}

}  // namespace

Section differences_section(const StudyResults& results) {
  Section section = {"differences", "Differences to the baseline", {}};
  if (results.verdict.comparisons.empty()) {
    section.content = paragraph("There is no arm beside the baseline.");
    return section;
  }
  const std::string& baseline = results.facts.arms[results.facts.baseline].name;
  const IntervalChart chart = chart_of(results, baseline);
  Figure shown = {.caption = "How much each arm differs from " + baseline,
                  .drawing = draw(chart),
                  .legend = legend({}, chart.bands),
                  .note = how_to_read(results)};
  section.content = figure(shown);
  section.content += html_table(differences_text(results), "With all digits: differences.csv");
  return section;
}

}  // namespace leakygan
