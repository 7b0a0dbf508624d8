#pragma once

#include <functional>
#include <string>
#include <vector>

#include "report/status_line.h"
#include "study/study_folder.h"

namespace leakygan {

// A run of a study as its runner sees it.
struct RunView {
  // Elsewhere: another process trains it, a job of a cluster say.
  enum class State { waiting, running, elsewhere, complete, failed };

  std::size_t arm = 0;
  std::uint64_t seed = 0;
  State state = State::waiting;
  double done = 0;                   // share of its images
  std::optional<double> score = {};  // as it was last measured
};

// The runs, seed after seed, as a table, an arm a row and a seed a column, cut to `width` columns:
// "46% 5.1" for one in training, "4.21" for one that is complete. A last line says how many are
// done and how long the others will take.
std::vector<std::string> runs_table(const Study& study, const std::vector<RunView>& runs,
                                    double seconds_left, std::size_t width);

struct StudyEnding {
  bool interrupted = false;
  std::size_t failed = 0;  // runs
};

// Trains the runs that are missing, each in a process of its own and as many at a time as
// study.parallel says, or else the plan, seed after seed. One that fails is told at once and ends
// no other. A stop that is asked for is passed on, and waited for. Returns when nothing is left to
// do here. `run_ended` is called after each run that ends, here or elsewhere.
StudyEnding run_study(const StudyFolder& folder, const Study& study, const StudyPlan& plan,
                      StatusLine& status, const std::function<void()>& run_ended);

// The words of the command that trains one run; it can be given again after whatever ended it.
std::vector<std::string> run_command(const StudyFolder& folder, const Arm& arm, std::uint64_t seed);

}  // namespace leakygan
