#include <cstdio>
#include <memory>

#include "cli/commands.h"
#include "report/run/run_page.h"
#include "study/page/study_page.h"
#include "support/error.h"

namespace leakygan {
namespace {

void report(const fs::path& folder) {
  if (is_study_folder(folder)) {
    const StudyFolder study(folder);
    write_report(gather_results(study, study.read_study()));
  } else if (is_run_folder(folder)) {
    write_run_report(folder);
  } else {
    throw Error(display(folder) + ": is neither the folder of a run nor that of a study");
  }
  std::printf("%s\n", (folder / "report.html").c_str());
}

}  // namespace

void add_report(CLI::App& program) {
  auto folder = std::make_shared<std::string>();
  CLI::App* command = program.add_subcommand(
      "report", "Write the page of a run, or of a study, anew from what is on the disk");
  command->add_option("folder", *folder, "Folder of the run or of the study")
      ->required()
      ->type_name("RUN|STUDY");
  command->callback([folder] { report(*folder); });
}

}  // namespace leakygan
