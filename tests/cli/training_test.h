#pragma once

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/program.h"

namespace leakygan::testing {

// Trains tiny networks on 40 shapes of 16 pixels, a batch being 8 of them.
class TrainingTest : public ::testing::Test {
 protected:
  void SetUp() override { make_shapes(pictures(), 40); }

  fs::path path(const std::string& name) const { return folder_.path() / name; }
  fs::path pictures() const { return path("pictures"); }
  fs::path out(const std::string& name = "") const { return path("a/b/out") / name; }
  fs::path checkpoint(int step, const std::string& run = "pictures") const;

  // The words of `leakygan train SOURCE`, writing to out().
  std::vector<std::string> words(const std::string& source,
                                 const std::vector<std::string>& overrides,
                                 const std::vector<std::string>& more = {}) const;

  Result train(const std::string& source, const std::vector<std::string>& overrides,
               const std::vector<std::string>& more = {}) const {
    return run(words(source, overrides, more));
  }
  Result train(const std::vector<std::string>& overrides) const {
    return train(pictures().string(), overrides);
  }

  // `leakygan train --resume TARGET --set ...`.
  Result resume(const fs::path& target, const std::vector<std::string>& overrides = {}) const;

  // `leakygan generate SOURCE --out OUT ...`.
  Result generate(const fs::path& source, const fs::path& to,
                  const std::vector<std::string>& more = {}) const;

  TemporaryFolder folder_;
};

// Runs of 20 steps that write all their files every 5 steps, in run_folder().
class ResumeTest : public TrainingTest {
 protected:
  fs::path run_folder() const { return out("pictures"); }

  Result train_20_steps(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> overrides = {"training.images=160", "every.log=40", "every.sample=40",
                                          "every.checkpoint=40"};
    overrides.insert(overrides.end(), more.begin(), more.end());
    return train(overrides);
  }
};

// The objects of a metrics.jsonl.
std::vector<nlohmann::json> lines(const fs::path& file);

// The steps of a metrics.jsonl.
std::vector<int> steps(const fs::path& file);

// What `leakygan info` calls the id of a checkpoint: equal for equal tensors. Fails the test when
// the file cannot be read.
std::string id_of(const fs::path& checkpoint);

// Content and time of change of every file below a folder.
std::map<std::string, std::string> state_of(const fs::path& folder);

}  // namespace leakygan::testing
