#include "study/study_folder.h"

#include <nlohmann/json.hpp>

#include "support/error.h"
#include "support/text.h"

namespace leakygan {
namespace {

fs::path study_file(const fs::path& folder) { return folder / "study.yaml"; }
fs::path plan_file(const fs::path& folder) { return folder / "study.json"; }

}  // namespace

fs::path StudyFolder::run(const Arm& arm, std::uint64_t seed) const {
  return this->arm(arm) / std::to_string(seed);
}

fs::path StudyFolder::log(const Arm& arm, std::uint64_t seed) const {
  return this->arm(arm) / (std::to_string(seed) + ".log");
}

bool StudyFolder::exists() const { return is_study_folder(path_); }

void StudyFolder::check_free() const {
  std::error_code code;
  if (exists() || !fs::exists(path_, code)) return;
  if (!fs::is_directory(path_, code)) throw Error(display(path_) + ": is a file, not a folder");
  for (const auto& entry : fs::directory_iterator(path_)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("study.") || entry.path() == measuring()) continue;
    throw Error(display(path_) + ": is there already, and no study: there is " + display(name) +
                " in it; to make the study elsewhere: --name NAME");
  }
}

Study StudyFolder::read_study() const {
  std::vector<std::string> faults;
  std::vector<std::string> notes;  // were told when it was planned
  const StudyRequest request = read_study_file(study_file(path_), faults);
  return make_study(request, std::move(faults), notes);
}

StudyPlan StudyFolder::read_plan() const {
  const fs::path file = plan_file(path_);
  try {
    return plan_from_json(nlohmann::ordered_json::parse(read_file(file)));
  } catch (const nlohmann::json::exception&) {
    throw Error(display(file) + ": is damaged; without it, the study in " + display(path_) +
                " cannot go on");
  }
}

// The plan last: a folder is a study's when both are there.
void StudyFolder::write(const Study& study, const StudyPlan& plan) const {
  write_file_atomic(study_file(path_), dump_study(study));
  write_file_atomic(plan_file(path_), to_json(plan).dump(2) + "\n");
}

bool is_study_folder(const fs::path& path) {
  std::error_code code;
  return fs::is_regular_file(study_file(path), code) && fs::is_regular_file(plan_file(path), code);
}

bool is_begun_study_folder(const fs::path& path) {
  std::error_code code;
  return fs::exists(StudyFolder(path).lock(), code) && !is_study_folder(path);
}

}  // namespace leakygan
