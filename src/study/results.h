#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "report/data_table.h"
#include "study/analysis/claims.h"
#include "study/analysis/verdict.h"
#include "study/curves.h"
#include "study/same_inputs.h"

namespace leakygan {

// All that a study has shown so far.
struct StudyResults {
  fs::path folder;  // of the study
  Study study;
  StudyPlan plan;
  std::vector<std::vector<RunRecord>> records;  // of each arm, in the order of the seeds
  std::vector<std::vector<ArmCurve>> curves;    // of each arm
  StudyFacts facts;
  Verdict verdict;
  Claims claims;
  std::vector<InputCheck> inputs;
  nlohmann::ordered_json protocol;  // how scores were measured; null when none was
  // The score of sets of real images in the place of made ones: how far they lie apart is what a
  // difference between runs may owe to the measurement. Empty when it was not measured.
  std::vector<double> real_scores;

  // Those that failed, and those that something else ended and that are to be tried again.
  std::size_t failed_runs() const;
};

// How far the scores of two of those sets lie apart at most; nothing of fewer than two.
std::optional<double> real_spread(const StudyResults& results);

// Reads the runs in the study's folder and judges them. Throws Error when its plan cannot be read.
StudyResults gather_results(const StudyFolder& folder, const Study& study);

// "rFD in random convolutions 1 (448 features), of 5,000 held-out and 5,000 made images".
std::string protocol_text(const nlohmann::ordered_json& protocol);

// The results in words and tables, Markdown that a terminal shows as well.
std::string summary_text(const StudyResults& results);

// What an arm's runs took, those that took any time.
struct ArmCost {
  std::size_t arm = 0;
  std::size_t runs = 0;
  double seconds = 0;  // of training, mean of a run
  double images_per_second = 0;
  std::uint64_t peak_memory = 0;  // bytes, of the largest run
};
std::vector<ArmCost> arm_costs(const StudyFacts& facts);

// The results as tables: runs, arms, differences, pairs, profile, claims, inputs, progress, and
// cost and arm_cost, which alone depend on the machine's speed.
std::vector<DataTable> results_tables(const StudyResults& results);

// Two of them. profile: how many runs of an arm are at least as good as a score; progress: medians
// of the curves of an arm's runs.
DataTable profile_table(const StudyResults& results);
DataTable progress_table(const StudyResults& results);

// The curves of all runs, a row a point.
DataTable curves_table(const StudyResults& results);

// The tables but for that as one JSON object, with the verdict and what the study was.
nlohmann::ordered_json results_json(const StudyResults& results);

// Writes into the study's folder: summary.md, results.json and NAME.csv of each table and the
// curves.
void write_results(const StudyResults& results);

}  // namespace leakygan
