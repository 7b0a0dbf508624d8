#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "report/data_table.h"
#include "study/analysis/claims.h"
#include "study/analysis/verdict.h"
#include "study/same_inputs.h"

namespace leakygan {

// All that a study has shown so far.
struct StudyResults {
  Study study;
  StudyPlan plan;
  std::vector<std::vector<RunRecord>> records;  // of each arm, in the order of the seeds
  StudyFacts facts;
  Verdict verdict;
  Claims claims;
  std::vector<InputCheck> inputs;
  nlohmann::ordered_json protocol;  // how scores were measured; null when none was

  // Those that failed, and those that something else ended and that are to be tried again.
  std::size_t failed_runs() const;
};

// Reads the runs in the study's folder and judges them. Throws Error when its plan cannot be read.
StudyResults gather_results(const StudyFolder& folder, const Study& study);

// "rFD in random convolutions 1 (448 features), of 5,000 held-out and 5,000 made images".
std::string protocol_text(const nlohmann::ordered_json& protocol);

// The results in words and tables, Markdown that a terminal shows as well.
std::string summary_text(const StudyResults& results);

// The results as tables: runs, arms, differences, pairs, claims, inputs, and cost, which alone
// depends on the machine's speed.
std::vector<DataTable> results_tables(const StudyResults& results);

// The same tables as one JSON object, with the verdict and what the study was.
nlohmann::ordered_json results_json(const StudyResults& results);

// Writes summary.md, results.json and NAME.csv of each table.
void write_results(const StudyFolder& folder, const StudyResults& results);

}  // namespace leakygan
