#include "study/page/study_page.h"

#include "study/page/sections.h"
#include "study/summary_tables.h"
#include "support/last_name.h"

namespace leakygan {
namespace {

// The study without where its files are on this machine.
Study without_places(Study study) {
  const std::string pictures = pictures_name(study);
  const auto forget = [&](Config& config) {
    config.data.folder = pictures;
    config.evaluate.features = last_name(config.evaluate.features);
  };
  for (Arm& arm : study.arms) forget(arm.config);
  forget(study.base);
  return study;
}

// For who wants to see or to repeat it.
Html footer(const StudyResults& results) {
  Html html = paragraph(
      "Every number of this page is in results.json or in the CSV files beside it, with all "
      "digits: "
      "runs, arms, differences, pairs, profile, claims, inputs, progress (medians of arms), curves "
      "(of runs), cost and arm_cost.");
  Html text = element("summary", "The study, as a file that repeats it");
  text += element("pre", {}, element("code", dump_study(without_places(results.study))));
  html += element("details", {}, text);
  html += paragraph("Planned by " + results.plan.program +
                    ". Study folder: " + last_name(results.folder) + ".");
  return html;
}

}  // namespace

std::string study_page(const StudyResults& results) {
  Page page = {.title = results.study.name, .top = first_screen(results), .sections = {}};
  page.sections = {differences_section(results), scores_section(results), samples_section(results)};
  if (!results.claims.judged.empty()) page.sections.push_back(claims_section(results));
  for (Section (*section)(const StudyResults&) :
       {inside_section, learning_section, profile_section, inputs_section, cost_section,
        failures_section, limits_section}) {
    page.sections.push_back(section(results));
  }
  page.footer = footer(results);
  return document(page);
}

void write_report(const StudyResults& results) {
  write_results(results);
  write_file_atomic(results.folder / "report.html", study_page(results));
}

}  // namespace leakygan
