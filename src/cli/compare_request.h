#pragma once

#include <string>
#include <utility>
#include <vector>

#include "study/study_folder.h"

namespace leakygan {

// What was given on the command line of `compare`.
struct CompareOptions {
  std::string source;
  std::vector<std::string> overrides;
  std::string out = "outputs";
  std::string name;
  std::string run;
  bool report = false;
  bool jobs = false;
  // Keys of the section `study` and their values, as they were typed.
  std::vector<std::pair<std::string, std::string>> settings;
};

// Throws UsageError for options that mean nothing together.
void check_together(const CompareOptions& options);

// A study and the folder that is its, planned or not yet.
struct FoundStudy {
  StudyFolder folder;
  Study study;
};

// The study meant by a file, a folder of images or the folder of a study. Throws Error when there
// is none, or as make_study does, UsageError for options that a planned study does not take (it
// takes
// --parallel), and Error when its folder holds another study, with what differs. `notes` as in
// make_study.
FoundStudy find_study(const CompareOptions& options, std::vector<std::string>& notes);

}  // namespace leakygan
