#include "checkpoint/run_folder.h"

#include <algorithm>

#include "support/error.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr std::size_t kLongestName = 100;

// Eight digits, so that names sort by step.
std::string step_name(std::int64_t step) {
  std::string digits = std::to_string(step);
  if (digits.size() < 8) digits.insert(0, 8 - digits.size(), '0');
  return "step-" + digits;
}

constexpr const char* kLockName = "run.lock";

FileLock lock(const fs::path& run) {
  try {
    return FileLock(run / kLockName);
  } catch (const Error& error) {
    throw Error(std::string(error.what()) + " (only one process can train a run at a time)");
  }
}

fs::path best_file(const fs::path& run) { return run / "checkpoints" / "best.json"; }

}  // namespace

nlohmann::ordered_json to_json(const BestCheckpoint& best) {
  return {{"checkpoint", best.file},
          {"step", best.step},
          {"images", best.images},
          {"metric", best.metric},
          {"value", best.value}};
}

BestCheckpoint best_from_json(const nlohmann::ordered_json& json) {
  return {json.at("checkpoint"), json.at("step"), json.at("images"), json.at("metric"),
          json.at("value")};
}

std::optional<BestCheckpoint> read_best(const fs::path& run) {
  std::error_code code;
  if (!fs::exists(best_file(run), code)) return std::nullopt;
  try {
    return best_from_json(nlohmann::ordered_json::parse(read_file(best_file(run))));
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

fs::path checkpoint_path(const fs::path& run, std::int64_t step) {
  return run / "checkpoints" / (step_name(step) + ".safetensors");
}

std::vector<fs::path> checkpoint_files(const fs::path& run) {
  std::vector<fs::path> files;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(run / "checkpoints", ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("step-") && name.ends_with(".safetensors")) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

nlohmann::ordered_json read_description(const fs::path& run) {
  std::error_code code;
  if (!fs::exists(run / "run.json", code)) return nlohmann::ordered_json::object();
  auto json = nlohmann::ordered_json::parse(read_file(run / "run.json"), nullptr,
                                            /*allow_exceptions=*/false);
  return json.is_object() ? json : nlohmann::ordered_json::object();
}

std::string run_state(const fs::path& run) {
  const auto description = read_description(run);
  const auto state = description.find("state");
  return state != description.end() && state->is_string() ? state->get<std::string>() : "";
}

RunFolder::RunFolder(const fs::path& path, FileLock held) : path_(path), lock_(std::move(held)) {
  make_parts();
}

void RunFolder::make_parts() const {
  make_folder(path_ / "samples");
  make_folder(path_ / "checkpoints");
}

RunFolder::RunFolder(const fs::path& parent, const std::string& name)
    : path_(make_new_folder(parent, name)), lock_(lock(path_)) {
  make_parts();
}

RunFolder RunFolder::at(const fs::path& path) {
  make_folder(path);
  FileLock held = lock(path);
  if (fs::exists(path / "run.json") || !checkpoint_files(path).empty()) {
    throw Error(display(path) + ": there is a run already");
  }
  return {path, std::move(held)};
}

RunFolder::RunFolder(const fs::path& existing)
    : path_(existing), lock_(lock(existing)), description_(read_description(existing)) {}

fs::path RunFolder::sample_grid(std::int64_t step) const {
  return path_ / "samples" / (step_name(step) + ".png");
}

void RunFolder::write_config(const std::string& yaml) {
  write_file_atomic(path_ / "config.yaml", yaml);
}

void RunFolder::write_skipped(const std::vector<std::string>& lines) {
  if (!lines.empty()) write_file_atomic(path_ / "skipped.txt", join(lines, "\n") + "\n");
}

void RunFolder::describe(const nlohmann::ordered_json& members) {
  description_.update(members);
  const bool failed = description_.contains("state") && description_["state"] == "failed";
  if (!failed) {
    description_.erase("why");
    description_.erase("failure");
  }
  // A reason may quote bytes that are no UTF-8; the file must be written all the same.
  using Handler = nlohmann::ordered_json::error_handler_t;
  write_file_atomic(path_ / "run.json", description_.dump(2, ' ', false, Handler::replace) + "\n");
}

void RunFolder::note_resumption(const nlohmann::ordered_json& members) {
  auto& list = description_["resumed"];
  if (!list.is_array()) list = nlohmann::ordered_json::array();
  list.push_back(members);
  describe(nlohmann::ordered_json::object());
}

void RunFolder::write_latest(const fs::path& checkpoint, std::int64_t step, std::int64_t images) {
  const nlohmann::ordered_json latest = {
      {"checkpoint", checkpoint.filename().string()}, {"step", step}, {"images", images}};
  write_file_atomic(path_ / "checkpoints" / "latest.json", latest.dump() + "\n");
}

void RunFolder::write_best(const BestCheckpoint& best) {
  write_file_atomic(best_file(path_), to_json(best).dump() + "\n");
}

void RunFolder::remove_best() {
  std::error_code ignored;
  fs::remove(best_file(path_), ignored);
}

void RunFolder::repair() {
  for (const auto& folder : {path_, path_ / "samples", path_ / "checkpoints"}) {
    make_folder(folder);
    remove_temporary_files(folder);
  }
}

bool is_run_name(const std::string& name) {
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return c != '/' && static_cast<unsigned char>(c) >= 0x20 && c != 0x7f;
  });
  return !name.empty() && name.size() <= kLongestName && name.front() != '.' && plain &&
         is_utf8(name);
}

void check_run_name(const std::string& name) {
  if (!is_run_name(name)) {
    throw Error("name: '" + display(name) +
                "' cannot be a folder's name (no slash, no leading dot, at most 100 letters)");
  }
}

}  // namespace leakygan
