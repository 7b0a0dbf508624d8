#pragma once

#include <string>
#include <vector>

#include "study/study.h"
#include "support/error.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {

// A study file's text as a study, and what was said of it.
struct Made {
  Study study;
  std::vector<std::string> notes;
};

inline Made make(const std::string& text) {
  const TemporaryFolder folder;
  write_file_atomic(folder.path() / "made.yaml", text);
  std::vector<std::string> faults;
  const StudyRequest request = read_study_file(folder.path() / "made.yaml", faults);
  Made made;
  made.study = make_study(request, faults, made.notes);
  return made;
}

// The lines of the message with which it is refused; none when it is not.
inline std::string refusal(const std::string& text) {
  try {
    make(text);
    return {};
  } catch (const Error& error) {
    return error.what();
  }
}

inline std::vector<std::string> names(const Study& study) {
  std::vector<std::string> all;
  for (const Arm& arm : study.arms) all.push_back(arm.name);
  return all;
}

}  // namespace leakygan::testing
