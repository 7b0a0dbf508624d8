#pragma once

#include <string>
#include <vector>

#include "study/run_record.h"

namespace leakygan {

// Whether the runs of one seed were given the same, as their run.json shows.
struct InputCheck {
  enum class Result { same, differs, unknown };

  std::string what;  // "initial weights"
  std::uint64_t seed = 0;
  Result result = Result::unknown;
  std::size_t runs = 0;                  // complete ones that were compared
  std::vector<std::string> unlike = {};  // arms that differ from the first run
};

// `records` are the runs of each arm in the order of the seeds. Initial weights are compared where
// two arms have a tensor of the same name and shape; the evaluation and the program with the first
// run's of all seeds.
std::vector<InputCheck> check_inputs(const Study& study,
                                     const std::vector<std::vector<RunRecord>>& records);

// "same", "differs", "unknown".
std::string text_of(InputCheck::Result result);

}  // namespace leakygan
