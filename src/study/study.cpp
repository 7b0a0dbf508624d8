#include "study/study.h"

#include <algorithm>

#include "checkpoint/run_folder.h"
#include "config/metric_names.h"
#include "study/arms.h"
#include "support/error.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr double kDefaultBudget = 7200;  // seconds

bool gives(const std::vector<Assignment>& assignments, const std::string& path) {
  return std::any_of(assignments.begin(), assignments.end(),
                     [&](const Assignment& given) { return given.path == path; });
}

// Keys of the base that a study sets itself.
void check_base(const StudyRequest& request, std::vector<std::string>& faults) {
  const auto refuse = [&](const std::string& path, const std::string& why) {
    if (gives(request.base, path)) faults.push_back(path + ": " + why);
  };
  refuse("seed", "a study has several: study.seeds");
  refuse("training.minutes",
         "the runs of a study show the same number of images: training.images, training.epochs or "
         "study.budget");
  const bool has_length =
      gives(request.base, "training.images") || gives(request.base, "training.epochs");
  if (has_length && request.settings.budget) {
    faults.emplace_back(
        "study.budget: training.images or training.epochs says how long the runs are; give one "
        "of them");
  }
}

// Two have their best value in the middle, and precision rises when images blur.
void check_score(const Study& study, std::vector<std::string>& faults) {
  for (const char* score : {"precision", "nearest_neighbour_accuracy", "near_duplicates"}) {
    if (study.score() != score) continue;
    faults.push_back("evaluate.best: a study cannot rank arms by " + study.score() +
                     ", which is not the better the lower or the higher: name another score");
  }
}

// Studies have many runs: each keeps its last checkpoint and the best, unless told otherwise.
std::vector<Assignment> with_few_checkpoints(std::vector<Assignment> base) {
  if (!gives(base, "keep.checkpoints")) base.push_back({"keep.checkpoints", {{"1"}}, "study", {}});
  return base;
}

std::optional<double> budget_of(const StudyRequest& request) {
  const bool has_length =
      gives(request.base, "training.images") || gives(request.base, "training.epochs");
  if (has_length) return std::nullopt;
  return request.settings.budget.value_or(kDefaultBudget);
}

// A study can be gone on with from any folder.
void make_absolute(Config& config) {
  const auto absolute = [](std::string& path) {
    path = fs::absolute(path).lexically_normal().string();
  };
  absolute(config.data.folder);
  if (config.evaluate.features != "random") absolute(config.evaluate.features);
}

std::string name_of(const StudyRequest& request, const Config& base) {
  const std::string name = base.name.empty() ? request.name : base.name;
  check_run_name(name);
  return name;
}

}  // namespace

std::size_t Study::comparisons() const {
  return static_cast<std::size_t>(
      std::count_if(arms.begin() + 1, arms.end(), [](const Arm& arm) { return !arm.is_stress; }));
}

std::string Study::score() const {
  const auto& evaluate = base.evaluate;
  const bool is_open = evaluate.best == "auto" && !evaluate.metrics.empty();
  return is_open ? scores_of_metric(evaluate.metrics.front()).front() : evaluate.best;
}

StudyRequest read_study_file(const fs::path& file, std::vector<std::string>& faults) {
  StudyRequest request;
  request.base = read_yaml(file, faults);
  request.settings = take_settings(request.base, faults);
  request.name = file.stem().string();
  return request;
}

Study make_study(const StudyRequest& request, std::vector<std::string> faults,
                 std::vector<std::string>& notes) {
  check_base(request, faults);
  Study study;
  const std::vector<Assignment> base = with_few_checkpoints(request.base);
  study.base = build_config({base}, faults);
  make_absolute(study.base);
  study.name = study.base.name = name_of(request, study.base);
  if (!study.base.evaluate.metrics.empty()) check_score(study, faults);
  study.arms = make_arms(request.settings, base, faults, notes);
  if (!faults.empty()) throw Error(join(faults, "\n"));
  for (Arm& arm : study.arms) {
    make_absolute(arm.config);
    arm.config.name = study.name;
  }
  study.seeds = request.settings.seeds;
  study.margin = request.settings.margin;
  study.budget = budget_of(request);
  study.parallel = request.settings.parallel;
  return study;
}

}  // namespace leakygan
