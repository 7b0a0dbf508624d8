#include <cstdio>
#include <memory>

#include "cli/commands.h"
#include "cli/compare_request.h"
#include "study/one_run.h"
#include "study/page/study_page.h"
#include "study/runner.h"
#include "support/error.h"
#include "support/file_lock.h"
#include "support/signals.h"
#include "support/text.h"

namespace leakygan {
namespace {

void print_jobs(const FoundStudy& found) {
  const std::vector<std::string> networks;
  for (const std::uint64_t seed : found.study.seeds) {
    for (const Arm& arm : found.study.arms) {
      const fs::path run = found.folder.run(arm, seed);
      if (read_record(run, seed, networks).is_final()) continue;
      std::vector<std::string> words = run_command(found.folder, arm, seed);
      for (auto& word : words) word = shell_text(word);
      std::printf("%s\n", join(words, " ").c_str());
    }
  }
}

int report_study(const FoundStudy& found, StatusLine& status) {
  const StudyResults results = gather_results(found.folder, found.study);
  status.clear();
  // Before files are written: a full disk shall not cost the answer.
  std::printf("%s\n", summary_text(results).c_str());
  std::fflush(stdout);
  write_report(results);
  std::printf("%s\n", (found.folder.path() / "report.html").c_str());
  return results.failed_runs() > 0 ? 1 : 0;
}

// While other runs go on, which must not end because a report cannot be written.
void report_so_far(const FoundStudy& found, StatusLine& status) {
  try {
    write_report(gather_results(found.folder, found.study));
  } catch (const std::exception& error) {
    status.print("the report of the runs so far was not written: " + std::string(error.what()));
  }
}

// Plans a study that has no plan yet, and says what is going to be done.
StudyPlan settled_plan(const FoundStudy& found, StatusLine& status) {
  const StudyFolder& folder = found.folder;
  const CommonGround common = check_common(found.study, status);
  if (!folder.exists()) {
    folder.write(found.study, make_plan(found.study, common, version_text(),
                                        fs::absolute(folder.measuring()), status));
  }
  StudyPlan plan = folder.read_plan();
  check_same_images(plan, common);
  for (const auto& line : plan_text(found.study, plan)) status.print(line);
  const std::size_t images = common.prepared.dataset.count();
  for (const auto& line : plan_notes(found.study, plan, images)) status.print(line);
  status.print("study:     " + display(folder.path()));
  return plan;
}

// The same; a folder that was made for a study that cannot be planned goes again.
StudyPlan plan_or_clear(const FoundStudy& found, bool is_new, StatusLine& status) {
  try {
    return settled_plan(found, status);
  } catch (const std::exception&) {
    std::error_code code;
    if (is_new && !found.folder.exists()) fs::remove_all(found.folder.path(), code);
    throw;
  }
}

int train_one(const CompareOptions& options, StatusLine& status) {
  const RunResult result =
      make_one_run(StudyFolder(options.source), options.run, version_text(), status);
  std::printf("%s\n", result.folder.c_str());
  return result.ending == Ending::complete ? 0 : kInterruptedExit;
}

int compare(const CompareOptions& options) {
  check_together(options);
  StatusLine status;
  if (!options.run.empty()) return train_one(options, status);
  std::vector<std::string> notes;
  const FoundStudy found = find_study(options, notes);
  const bool is_planned = found.folder.exists();
  if (options.report) {
    if (!is_planned) throw Error(display(found.folder.path()) + ": there is no study to report");
    return report_study(found, status);
  }
  for (const auto& note : notes) status.print("note: " + note);
  found.folder.check_free();
  const bool is_new = !fs::exists(found.folder.path());
  make_folder(found.folder.path());
  const FileLock lock(found.folder.lock());
  if (!lock.is_real()) {
    status.print("note: there are no locks on this file system: never give a run to two processes");
  }
  const StudyPlan plan = plan_or_clear(found, is_new, status);
  if (options.jobs) {
    print_jobs(found);
    return 0;
  }
  const StudyEnding ending =
      run_study(found.folder, found.study, plan, status, [&] { report_so_far(found, status); });
  if (ending.interrupted) {
    report_so_far(found, status);
    status.print("to go on:  the same command, or leakygan compare " +
                 shell_text(found.folder.path()));
    return kInterruptedExit;
  }
  const int code = report_study(found, status);
  return ending.failed > 0 ? 1 : code;
}

}  // namespace

void add_compare(CLI::App& program, ExitCode& exit_code) {
  auto options = std::make_shared<CompareOptions>();
  CLI::App* command = program.add_subcommand(
      "compare", "Compare activations, or any settings: every arm is trained with every seed");
  command
      ->add_option("source", options->source,
                   "A study, as a file or the folder of one that was begun, or images")
      ->required()
      ->type_name("STUDY.yaml|FOLDER");
  for (const auto& key : study_keys()) {
    auto* option = command->add_option_function<std::string>(
        "--" + key.name,
        [options, name = key.name](const std::string& text) {
          options->settings.emplace_back(name, text);
        },
        key.meaning + " (" + key.default_text + ")");
    option->type_name(key.name == "slopes" ? "0.01,0.1" : "VALUE");
  }
  command
      ->add_option("--set", options->overrides,
                   "Override a key of the configuration that all arms share; may be given often")
      ->type_name("key.path=value")
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);
  command->add_option("--out", options->out, "Folder that the study's folder is made in")
      ->type_name("DIR")
      ->capture_default_str();
  command->add_option("--name", options->name, "Name of the study's folder")->type_name("NAME");
  command->add_flag("--jobs", options->jobs,
                    "Plan, then print one command a run instead of training them here");
  command->add_flag("--report", options->report, "Only gather what the runs so far have shown");
  command->add_option("--run", options->run, "Train this run of a study that was planned")
      ->type_name("ARM/SEED");
  command->callback([options, &exit_code] { exit_code.value = compare(*options); });
}

}  // namespace leakygan
