#include "checkpoint/run_folder.h"

#include <algorithm>

#include "support/error.h"

namespace leakygan {
namespace {

constexpr std::size_t kLongestName = 100;

// Eight digits, so that names sort by step.
std::string step_name(std::int64_t step) {
  std::string digits = std::to_string(step);
  if (digits.size() < 8) digits.insert(0, 8 - digits.size(), '0');
  return "step-" + digits;
}

}  // namespace

RunFolder::RunFolder(const fs::path& parent, const std::string& name)
    : path_(make_new_folder(parent, name)) {
  make_folder(path_ / "samples");
  make_folder(path_ / "checkpoints");
}

fs::path RunFolder::sample_grid(std::int64_t step) const {
  return path_ / "samples" / (step_name(step) + ".png");
}

fs::path RunFolder::checkpoint(std::int64_t step) const {
  return path_ / "checkpoints" / (step_name(step) + ".safetensors");
}

void RunFolder::write_config(const std::string& yaml) {
  write_file_atomic(path_ / "config.yaml", yaml);
}

void RunFolder::describe(const nlohmann::ordered_json& members) {
  description_.update(members);
  // A reason may quote bytes that are no UTF-8; the file must be written all the same.
  using Handler = nlohmann::ordered_json::error_handler_t;
  write_file_atomic(path_ / "run.json", description_.dump(2, ' ', false, Handler::replace) + "\n");
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
