#include "cli/compare_request.h"

#include <algorithm>

#include "checkpoint/run_folder.h"
#include "support/error.h"
#include "support/text.h"

namespace leakygan {
namespace {

// A value as it stands on a command line: commas make a list.
Value command_value(const std::string& text, bool is_list) {
  if (!is_list) return {{text}};
  return {split(text, ','), true};
}

void take_options(const CompareOptions& options, StudySettings& settings,
                  std::vector<std::string>& faults) {
  for (const auto& [name, text] : options.settings) {
    const bool is_list = name == "slopes" || name == "activations" ||
                         (name == "seeds" && text.find(',') != std::string::npos);
    for (const auto& key : study_keys()) {
      if (key.name != name) continue;
      const std::string fault = key.set(settings, command_value(text, is_list));
      if (!fault.empty()) faults.push_back("--" + name + ": " + fault);
    }
  }
}

bool is_length(const Assignment& given) {
  return given.path == "training.images" || given.path == "training.epochs";
}

// A later assignment of a key takes the place of an earlier one, and a length that of any other.
void put_on_top(std::vector<Assignment>& base, std::vector<Assignment> above) {
  for (auto& given : above) {
    std::erase_if(base, [&](const Assignment& below) {
      return below.path == given.path || (is_length(below) && is_length(given));
    });
    base.push_back(std::move(given));
  }
}

// Of a folder or an archive of images.
StudyRequest images_request(const fs::path& source) {
  StudyRequest request;
  request.base = {{"data.folder", {{source.string()}}, display(source), {}}};
  const fs::path path = fs::absolute(source).lexically_normal();
  const fs::path last = path.has_filename() ? path.filename() : path.parent_path().filename();
  const std::string name = last.stem().string() + "-study";
  request.name = is_run_name(name) ? name : "study";
  return request;
}

Study requested_study(const CompareOptions& options, std::vector<std::string>& notes) {
  const fs::path source = options.source;
  std::error_code code;
  if (!fs::exists(source, code)) {
    throw Error(display(source) + ": there is no such file or folder");
  }
  if (is_begun_study_folder(source)) {
    throw Error(display(source) +
                ": is the folder of a study that was never planned to its end; "
                "give what the study is again: its file or its images");
  }
  if (is_run_folder(source)) {
    throw Error(display(source) + ": is the folder of a run; compare takes a study or images");
  }
  std::vector<std::string> faults;
  const fs::path extension = source.extension();
  const bool is_file = extension == ".yaml" || extension == ".yml";
  StudyRequest request = is_file ? read_study_file(source, faults) : images_request(source);
  const auto overrides = read_overrides(options.overrides, faults);
  // A length or a budget on the command line takes the place of both in the file.
  if (std::any_of(overrides.begin(), overrides.end(), is_length)) request.settings.budget.reset();
  const bool has_budget =
      std::any_of(options.settings.begin(), options.settings.end(),
                  [](const auto& setting) { return setting.first == "budget"; });
  if (has_budget) std::erase_if(request.base, is_length);
  put_on_top(request.base, overrides);
  take_options(options, request.settings, faults);
  if (!options.name.empty()) put_on_top(request.base, {{"name", {{options.name}}, "--name", {}}});
  return make_study(request, std::move(faults), notes);
}

void check_unchanged(const FoundStudy& found) {
  const auto lines = study_differences(found.folder.read_study(), found.study);
  if (lines.empty()) return;
  throw Error(display(found.folder.path()) + ": holds a study that was planned otherwise:\n" +
              join(lines, "\n") + "\nto put this one beside it: --name NAME");
}

}  // namespace

void check_together(const CompareOptions& options) {
  const bool changes =
      !options.settings.empty() || !options.overrides.empty() || !options.name.empty();
  if (!options.run.empty() && (changes || options.report || options.jobs)) {
    throw UsageError("--run: trains a run as it was planned, without other options");
  }
  if (options.report && options.jobs) {
    throw UsageError("--report, --jobs: give one of them");
  }
}

FoundStudy find_study(const CompareOptions& options, std::vector<std::string>& notes) {
  if (is_study_folder(options.source)) {
    const StudyFolder folder(options.source);
    const bool changes_it =
        std::any_of(options.settings.begin(), options.settings.end(),
                    [](const auto& given) { return given.first != "parallel"; });
    if (changes_it || !options.overrides.empty() || !options.name.empty()) {
      throw UsageError(display(folder.path()) +
                       ": is a study that was planned: it goes on as it is, without --set, --name "
                       "and options of the study other than --parallel");
    }
    FoundStudy found = {folder, folder.read_study()};
    StudySettings settings;
    std::vector<std::string> faults;
    take_options(options, settings, faults);
    if (!faults.empty()) throw Error(join(faults, "\n"));
    if (settings.parallel) found.study.parallel = settings.parallel;
    return found;
  }
  Study study = requested_study(options, notes);
  const StudyFolder folder(fs::path(options.out) / study.name);
  FoundStudy found = {folder, std::move(study)};
  if (folder.exists()) check_unchanged(found);
  return found;
}

}  // namespace leakygan
