#include <algorithm>

#include "study/page/sections.h"
#include "study/summary_tables.h"
#include "support/text.h"

namespace leakygan {
namespace {

Html list_of(const std::vector<std::string>& lines) {
  Html items;
  for (const auto& line : lines) items += element("li", line);
  return element("ul", {}, items);
}

// "same" with a mark that needs no colour.
std::string cell(const InputCheck& check) {
  switch (check.result) {
    case InputCheck::Result::same:
      return "\xE2\x9C\x93 same";
    case InputCheck::Result::differs:
      return "\xE2\x9C\x97 differs: " + join(check.unlike, ", ");
    case InputCheck::Result::unknown:
      break;
  }
  return "unknown";
}

TextTable inputs_table(const StudyResults& results) {
  TextTable table = {{"input"}, {}};
  for (const auto seed : results.facts.seeds) {
    table.header.push_back("seed " + std::to_string(seed));
  }
  for (const InputCheck& check : results.inputs) {
    auto row = std::find_if(table.rows.begin(), table.rows.end(),
                            [&](const auto& one) { return one.front() == check.what; });
    if (row == table.rows.end()) row = table.rows.insert(row, {check.what});
    row->push_back(cell(check));
  }
  return table;
}

// "AMD EPYC 7763, 2 runs at a time with 1 thread each": of the first run that says it.
std::string machine_text(const StudyResults& results) {
  for (const auto& runs : results.records) {
    for (const RunRecord& run : runs) {
      if (!run.description.is_object()) continue;
      const auto processor = run.description.find("processor");
      if (processor == run.description.end() || !processor->is_string()) continue;
      return processor->get<std::string>() + ", " + layout_text(results.plan.layout) + ".";
    }
  }
  return "Planned for " + layout_text(results.plan.layout) + ".";
}

}  // namespace

Section inputs_section(const StudyResults& results) {
  Section section = {"inputs", "Same inputs in all arms", {}};
  section.content = paragraph(
      "The runs of one seed hash all that they are given; this is what their hashes say, of the "
      "runs that are complete. What is the same cannot be why two arms differ.");
  section.content += html_table(inputs_table(results), "inputs.csv");
  return section;
}

Section cost_section(const StudyResults& results) {
  Section section = {"cost", "Cost", {}};
  const TextTable table = cost_text(results.facts);
  if (table.rows.empty()) {
    section.content = paragraph("No run has been trained so far.");
    return section;
  }
  section.content = paragraph(machine_text(results));
  section.content += html_table(table,
                                "Means over the runs of an arm, largest memory; with all digits: "
                                "arm_cost.csv, of single runs: cost.csv");
  return section;
}

Section failures_section(const StudyResults& results) {
  Section section = {"failures", "Failures", {}};
  const auto failed = reasons_text(results.facts, RunState::failed);
  const auto unfinished = reasons_text(results.facts, RunState::unfinished);
  if (failed.empty() && unfinished.empty()) {
    section.content = paragraph("No run has failed.");
    return section;
  }
  if (!failed.empty()) {
    section.content += paragraph("Failed runs stay in, as the worst:");
    section.content += list_of(failed);
  }
  if (!unfinished.empty()) {
    section.content += paragraph("Runs that could not go on; the same command tries them again:");
    section.content += list_of(unfinished);
  }
  return section;
}

Section limits_section(const StudyResults& results) {
  return {"limits", "What this cannot show", list_of(limits_text(results))};
}

}  // namespace leakygan
