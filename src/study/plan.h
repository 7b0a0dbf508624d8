#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "report/status_line.h"
#include "study/measure.h"
#include "study/study.h"
#include "training/prepare.h"

namespace leakygan {

// How the runs of a study are made, settled once, before the first of them.
struct StudyPlan {
  std::string program = {};                // the version that planned it
  std::int64_t images = 0;                 // that each run shows
  Layout layout = {};                      // of the runs
  std::vector<LayoutSpeed> measured = {};  // the layouts that were tried
  std::int64_t holdout = 0;                // images, enough to measure samples against
  std::string fingerprint = {};            // of the images
  // How training images score in the place of samples: {"images": 5000, "sets": [SCORES, ...]},
  // sets that share no image, the same number in each. null where none was measured.
  nlohmann::ordered_json reference = {};

  // What the layout was measured to do. Throws Error when it was not, in a file that was changed.
  const LayoutSpeed& speed() const;
};

nlohmann::ordered_json to_json(const StudyPlan& plan);
// Throws nlohmann::json::exception for anything else.
StudyPlan plan_from_json(const nlohmann::ordered_json& json);

// What the runs of a study have in common.
struct CommonGround {
  Config resolved;  // the base, data.holdout too
  Prepared prepared;
};

// Reads the images and looks into all that can be known before a run is made. Throws Error for a
// fault that all runs would have (no images, too few, an unusable feature file, networks that
// cannot be), Interrupted when a stop was asked for.
CommonGround check_common(const Study& study, StatusLine& status);

// Measures in `folder`, and settles what a study leaves open. Throws as measure_layout does, and
// Error for a budget that is too small for a run.
StudyPlan make_plan(const Study& study, const CommonGround& common, const std::string& program,
                    const fs::path& folder, StatusLine& status);

// Throws Error when the images are not those of the plan.
void check_same_images(const StudyPlan& plan, const CommonGround& common);

// The configuration of a run.
Config run_config(const StudyPlan& plan, const Arm& arm, std::uint64_t seed);

// Seconds that all runs will take.
double estimated_seconds(const Study& study, const StudyPlan& plan);

// "a difference of one standard deviation ... is found with a probability of 39%, corrected for 4
// arms; 15 seeds have 80%".
std::string power_text(const Study& study);

// Passes over the images below which a study is one of early training.
inline constexpr double kFewEpochs = 5;

// The plan for people: arms, seeds, lengths, time, power; a line each.
std::vector<std::string> plan_text(const Study& study, const StudyPlan& plan);

// "note: ..." about what such a study cannot show.
std::vector<std::string> plan_notes(const Study& study, const StudyPlan& plan, std::size_t images);

}  // namespace leakygan
