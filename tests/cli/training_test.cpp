#include "tests/cli/training_test.h"

#include <sstream>

namespace leakygan::testing {

fs::path TrainingTest::checkpoint(int step, const std::string& run) const {
  const std::string digits = std::to_string(step);
  return out(run) / "checkpoints" /
         ("step-" + std::string(8 - digits.size(), '0') + digits + ".safetensors");
}

std::vector<std::string> TrainingTest::words(const std::string& source,
                                             const std::vector<std::string>& overrides,
                                             const std::vector<std::string>& more) const {
  std::vector<std::string> all = {"train", source, "--out", out().string()};
  const auto options = tiny(overrides);
  all.insert(all.end(), options.begin(), options.end());
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

Result TrainingTest::resume(const fs::path& target,
                            const std::vector<std::string>& overrides) const {
  std::vector<std::string> all = {"train", "--resume", target.string()};
  for (const auto& text : overrides) all.insert(all.end(), {"--set", text});
  return run(all);
}

Result TrainingTest::generate(const fs::path& source, const fs::path& to,
                              const std::vector<std::string>& more) const {
  std::vector<std::string> all = {"generate", source.string(), "--out", to.string()};
  all.insert(all.end(), more.begin(), more.end());
  return run(all);
}

std::vector<nlohmann::json> lines(const fs::path& file) {
  std::vector<nlohmann::json> all;
  std::istringstream text(read_file(file));
  for (std::string line; std::getline(text, line);) all.push_back(nlohmann::json::parse(line));
  return all;
}

std::vector<int> steps(const fs::path& file) {
  std::vector<int> all;
  for (const auto& line : lines(file)) all.push_back(line["step"]);
  return all;
}

std::string id_of(const fs::path& checkpoint) {
  const Result result = run({"info", checkpoint.string()});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const auto place = result.out.find("\n  id ");
  if (place == std::string::npos) return {};
  std::string id;
  std::istringstream(result.out.substr(place + 6)) >> id;
  return id;
}

std::map<std::string, std::string> state_of(const fs::path& folder) {
  std::map<std::string, std::string> state;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const auto time = fs::last_write_time(entry).time_since_epoch().count();
    state[entry.path().string()] = std::to_string(time) + " " + read_file(entry.path());
  }
  return state;
}

}  // namespace leakygan::testing
