#include "config/compare.h"
#include "config/load.h"
#include "report/run/run_sections.h"
#include "support/text.h"

namespace leakygan {
namespace {

Html item(const nlohmann::ordered_json& line) {
  const auto& warning = line["warning"];
  const auto step = static_cast<std::int64_t>(number_in(line, "step").value_or(0));
  Html html = element("strong", "Step " + count_text(step) + ": " + text_in(warning, "kind"));
  html += element("p", text_in(warning, "evidence"));
  html += element("p", text_in(warning, "advice"));
  return element("li", {}, html);
}

}  // namespace

TextTable differing_keys(const RunView& run) {
  TextTable table = {{"key", "here", "default"}, {}};
  for (const Difference& one : differences(Config(), run.config)) {
    table.rows.push_back({one.key, one.after, one.before});
  }
  return table;
}

Section warnings_section(const RunView& run) {
  Html items;
  for (const auto& line : run.log) {
    if (line.contains("warning")) items += item(line);
  }
  Section section = {"warnings", "Warnings", {}};
  section.content =
      items.empty() ? paragraph("The watchdog had nothing to warn of.") : element("ul", {}, items);
  return section;
}

Section configuration_section(const RunView& run) {
  Section section = {"configuration", "Configuration", {}};
  section.content = html_table(differing_keys(run), "What differs from the defaults: settings.csv");
  Html all = element("summary", "All keys");
  all += element("pre", {}, element("code", dump_config(run.config)));
  section.content += element("details", {}, all);
  return section;
}

Section machine_section(const RunView& run) {
  TextTable table = {{"what", "it is"}, {}};
  const auto add = [&](const std::string& name, const std::string& text) {
    if (!text.empty()) table.rows.push_back({name, text});
  };
  const auto& description = run.description;
  add("program", text_in(description, "program"));
  add("processor", text_in(description, "processor"));
  add("device", text_in(description, "device"));
  add("kernels", text_in(description, "kernels"));
  if (const auto memory = number_in(description, "peak_memory_bytes")) {
    add("largest memory", bytes_text(static_cast<std::uint64_t>(*memory)));
  }
  if (const auto seconds = number_in(description, "seconds")) {
    add("time of training", duration_text(*seconds));
  }
  for (const Point& point : curve_of(run.curves, "images_per_second").points) {
    add("speed", short_number(point.y) + " images a second");
  }
  if (const auto seconds = number_in(description, "seconds_to_first_step")) {
    add("until the first step", duration_text(*seconds));
  }
  return {"machine", "Machine", html_table(table)};
}

}  // namespace leakygan
