#pragma once

#include <string>

#include "study/plan.h"
#include "study/study.h"

namespace leakygan {

// Where the parts of a study lie in its folder, OUT/NAME:
//   study.yaml, study.json     what is compared, and how its runs are made
//   runs/ARM/SEED/             a run of each arm with each seed; ARM/SEED.log is what it printed
//   results.json, *.csv, summary.md
class StudyFolder {
 public:
  explicit StudyFolder(fs::path path) : path_(std::move(path)) {}

  const fs::path& path() const { return path_; }
  fs::path lock() const { return path_ / "study.lock"; }
  fs::path measuring() const { return path_ / ".measuring"; }  // while it is planned
  fs::path arm(const Arm& arm) const { return path_ / "runs" / arm.name; }
  fs::path run(const Arm& arm, std::uint64_t seed) const;
  fs::path log(const Arm& arm, std::uint64_t seed) const;

  // Whether a study was planned here.
  bool exists() const;

  // Throws Error when there is something else than a study, or what is left of one that was never
  // planned to the end.
  void check_free() const;

  // Throw Error when they cannot be read or written, or are not what this program wrote.
  Study read_study() const;
  StudyPlan read_plan() const;
  void write(const Study& study, const StudyPlan& plan) const;

 private:
  fs::path path_;
};

// Whether it is the folder of a study; of one that was begun, and never planned to the end.
bool is_study_folder(const fs::path& path);
bool is_begun_study_folder(const fs::path& path);

}  // namespace leakygan
