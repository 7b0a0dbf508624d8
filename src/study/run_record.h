#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "report/run/run_log.h"
#include "study/analysis/facts.h"
#include "study/study_folder.h"

namespace leakygan {

// What the folder of a run says of it. Complete without a finite score is failed; one that somebody
// trained with other settings than the study's is unfinished, for ever.
struct RunRecord {
  RunFacts facts;
  bool is_changed = false;
  nlohmann::ordered_json evaluation;  // how it was measured; null before its first step
  nlohmann::ordered_json inputs;      // TrainingInputs; null when it is not complete
  std::string program;
  nlohmann::ordered_json description;  // all of run.json; an empty object when there is none
  std::vector<Curve> curves;           // study_curves, where they were asked for

  bool is_final() const {
    return facts.state == RunState::complete || facts.state == RunState::failed;
  }
};

// The networks whose activation the arms of a study vary; the discriminator when none does.
std::vector<std::string> varied_networks(const Study& study);

// Reads the run of a seed; `networks` are those whose probes count. One whose files cannot be read
// is unfinished, with the reason. With `images`, the length of the study's runs, it gets curves.
RunRecord read_record(const fs::path& run, std::uint64_t seed,
                      const std::vector<std::string>& networks, std::int64_t images = 0);

// How far a run came that may be in training just now: read off the last lines of its log.
struct RunProgress {
  std::int64_t images = 0;
  std::optional<double> score;  // as it was last measured
};
RunProgress read_progress(const fs::path& run, const std::string& score);

}  // namespace leakygan
