#pragma once

#include <string>
#include <vector>

#include "config/load.h"
#include "study/settings.h"
#include "support/files.h"

namespace leakygan {

struct Arm {
  std::string name;
  Config config;           // without seed, length and threads, which are the study's
  bool is_stress = false;  // the baseline under the stress settings: compared with nothing
};

// A study as it will be run: every arm with every seed.
struct Study {
  std::string name;
  Config base;            // what the arms have in common
  std::vector<Arm> arms;  // the baseline first, the one under stress last
  std::vector<std::uint64_t> seeds;
  double margin = 0.05;
  std::optional<double> budget;  // seconds; nothing when the base says how long runs are
  std::optional<std::int64_t> parallel;

  // Arms that are compared with the baseline.
  std::size_t comparisons() const;
  std::size_t runs() const { return arms.size() * seeds.size(); }

  // The score that decides, of score_names().
  std::string score() const;
};

// What somebody asked for: a file, or a folder of images with options.
struct StudyRequest {
  StudySettings settings;
  std::vector<Assignment> base;  // keys of a configuration
  std::string name;              // where the base says none
};

// The request in a study file. Throws Error when it cannot be read; faults as in take_settings.
StudyRequest read_study_file(const fs::path& file, std::vector<std::string>& faults);

// Settles what a request leaves open. `notes` gets a sentence for each thing that may surprise:
// arms that were merged, arms that are the same. Throws an Error that lists all faults, `faults`
// first: unknown keys, keys that a study does not leave to its arms, a baseline that is no arm.
Study make_study(const StudyRequest& request, std::vector<std::string> faults,
                 std::vector<std::string>& notes);

// The study as YAML that read_study_file reads back to the same.
std::string dump_study(const Study& study);

// What differs between two studies, "study.seeds: [1, 2] -> [1, 2, 3]"; empty when nothing does.
std::vector<std::string> study_differences(const Study& before, const Study& after);

}  // namespace leakygan
