#include "data/check/check_report.h"

#include <algorithm>

#include "support/error.h"
#include "support/text.h"

namespace leakygan {
namespace {

// What was moved away is no longer there to stop a training.
Finding moved_files(const Moved& moved, std::size_t faults) {
  const std::string files = count_text(moved.files) + (moved.files == 1 ? " file" : " files");
  return {
      .key = "unusable",
      .what = images_text(faults) + " could not be used: " + files + " moved to " +
              display(moved.folder),
      .advice = "leakygan dataset check --restore " + shell_text(moved.folder) + " puts them back.",
      .detail = Finding::Detail::fault};
}

void add_moved(const CheckTask& task, const CheckedImages& images, Findings& findings) {
  if (images.inventory.faults.empty()) return;
  Finding finding = moved_files(*task.moved, images.inventory.faults.size());
  for (const auto& [number, why] : images.inventory.faults) {
    finding.images.push_back(static_cast<std::uint32_t>(number));
  }
  findings.push_back(std::move(finding));
}

Findings findings_of(const CheckTask& task, const Evidence& evidence) {
  Findings findings;
  for (const std::string& obstacle : task.obstacles) {
    findings.push_back({.key = "settings",
                        .what = obstacle,
                        .advice = "Change the configuration.",
                        .stops = true});
  }
  if (task.moved) {
    add_moved(task, evidence.images, findings);
  } else {
    find_unusable(evidence, findings);
  }
  find_too_few(evidence, task.flip, findings);
  find_class_faults(evidence, findings);
  if (!evidence.usable.empty()) find_odd_sizes(evidence, findings);
  find_blank(evidence, findings);
  find_copies(evidence, findings);
  find_dark_files(evidence, findings);
  find_odd_names(evidence, findings);
  std::stable_partition(findings.begin(), findings.end(),
                        [](const Finding& finding) { return finding.stops; });
  return findings;
}

std::string last_line(const std::string& text) { return text.substr(text.rfind('\n') + 1); }

// The images as a training would divide them; without those that were moved away.
Dataset divided(const CheckTask& task, const CheckedImages& images) {
  DatasetOptions options = task.options;
  if (task.moved) {
    options.skip_bad_files = true;
    options.bad_limit = 1;
  }
  return divide_images(task.list, images.inventory, options);
}

// Whether networks would be told of classes.
bool tells_classes(const CheckTask& task, const CheckedImages& images) {
  if (task.options.classes != ClassSource::automatic) {
    return task.options.classes == ClassSource::folders;
  }
  try {
    return !divided(task, images).classes.names.empty();
  } catch (const Error&) {
    return false;  // decide() says why there is no training
  }
}

void decide(const CheckTask& task, const CheckedImages& images, CheckReport& report) {
  std::vector<std::string> reasons;
  for (const Finding& finding : report.findings) {
    if (finding.stops) reasons.push_back(finding.what);
  }
  try {
    const Dataset dataset = divided(task, images);
    report.training = dataset.count();
    report.held_out = dataset.held_out.size();
  } catch (const Error& error) {
    if (reasons.empty()) reasons.push_back(last_line(error.what()));
  }
  report.starts = reasons.empty();
  report.reason = join(reasons, "; ");
}

}  // namespace

CheckReport report_on(const CheckTask& task, const CheckedImages& images) {
  CheckReport report;
  const std::vector<std::uint32_t> usable = usable_images(images);
  Classes classes;
  if (tells_classes(task, images)) classes = sort_by_class(task.list, images.inventory, usable);
  report.overview = overview_of(images, classes);
  report.findings =
      findings_of(task, {task.list, images, report.overview, usable, classes, task.options});
  decide(task, images, report);
  return report;
}

}  // namespace leakygan
