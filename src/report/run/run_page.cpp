#include "report/run/run_page.h"

#include "report/data_table.h"
#include "report/run/run_sections.h"
#include "support/last_name.h"

namespace leakygan {
namespace {

// The name of the run; of one of a study, STUDY/runs/ARM/SEED, that of its arm and its seed.
std::string title_of(const RunView& run) {
  const fs::path arm = run.folder / "..";
  const bool has_seed = run.config.name == std::to_string(run.config.seed);
  if (has_seed && last_name(arm / "..") == "runs") {
    return last_name(arm) + ", seed " + run.config.name;
  }
  return run.config.name.empty() ? last_name(run.folder) : run.config.name;
}

std::string page_of(const RunView& run) {
  Page page = {.title = title_of(run), .top = run_top(run), .sections = {}};
  for (Section (*section)(const RunView&) :
       {timeline_section, best_section, run_curves_section, warnings_section, run_probe_section,
        configuration_section, machine_section}) {
    page.sections.push_back(section(run));
  }
  page.footer = paragraph(
      "Every number of this page is in run.json, config.yaml, metrics.jsonl, settings.csv or, for "
      "the curves, in report.csv. leakygan report writes the page anew.");
  return document(page);
}

std::string curves_csv(const RunView& run) {
  DataTable table = {"report", {"measure", "images", "value"}};
  for (const Curve& curve : run.curves) {
    for (const Point& point : curve.points) table.rows.push_back({curve.measure, point.x, point.y});
  }
  return csv(table);
}

std::string settings_csv(const RunView& run) {
  const TextTable keys = differing_keys(run);
  DataTable table = {"settings", keys.header};
  for (const auto& row : keys.rows) table.rows.emplace_back(row.begin(), row.end());
  return csv(table);
}

}  // namespace

std::string run_page(const fs::path& run) { return page_of(view_run(run)); }

void write_run_report(const fs::path& run) {
  const RunView view = view_run(run);
  write_file_atomic(run / "report.csv", curves_csv(view));
  write_file_atomic(run / "settings.csv", settings_csv(view));
  write_file_atomic(run / "report.html", page_of(view));
}

}  // namespace leakygan
