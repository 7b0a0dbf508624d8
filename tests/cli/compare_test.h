#pragma once

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/program.h"

namespace leakygan::testing {

// Studies of tiny networks on 300 shapes of 16 pixels: relu and leaky-0.2, two seeds, 40 steps a
// run, of which every tenth writes a checkpoint.
class CompareTest : public ::testing::Test {
 protected:
  // Planning takes seconds of measuring: it is done once, and the plan copied.
  static void SetUpTestSuite();
  static void TearDownTestSuite();

  void SetUp() override;

  fs::path path(const std::string& name) const { return folder_.path() / name; }
  fs::path study(const std::string& name = "small") const { return path("out") / name; }

  // Writes NAME.yaml with this section `study` and the networks of all these studies.
  fs::path write_study(const std::string& name, const std::string& section) const;

  // The words of `leakygan compare SOURCE --out OUT ...`.
  std::vector<std::string> words(const fs::path& source,
                                 const std::vector<std::string>& more = {}) const;
  Result compare(const fs::path& source, const std::vector<std::string>& more = {}) const {
    return run(words(source, more));
  }
  // The folder of the images of all studies.
  static fs::path pictures();
  // The study that was planned.
  fs::path small() const { return path("small.yaml"); }

  nlohmann::json results(const std::string& name = "small") const;
  // One of its tables, as a value: so a loop can go over it.
  nlohmann::json table(const std::string& table, const std::string& name = "small") const {
    return results(name).at(table);
  }

  TemporaryFolder folder_;

 private:
  static const TemporaryFolder& planned();
};

// Every table of a study that does not depend on speed, by file.
std::map<std::string, std::string> tables_of(const fs::path& study);

}  // namespace leakygan::testing
