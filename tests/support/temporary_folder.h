#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "support/files.h"

namespace leakygan::testing {

using Paths = std::vector<fs::path>;

inline ::testing::AssertionResult contains(const std::string& text, const std::string& part) {
  if (text.find(part) != std::string::npos) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << "no \"" << part << "\" in \"" << text << '"';
}

// A new empty folder that goes away with this.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "leakygan-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) ADD_FAILURE() << "no temporary folder";
    path_ = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }

  const fs::path& path() const { return path_; }

  // Writes a file, and the folders that it needs.
  fs::path write(const fs::path& relative, std::string_view bytes = "x") const {
    fs::path path = path_ / relative;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

  void link(const fs::path& target, const fs::path& relative) const {
    fs::create_directories((path_ / relative).parent_path());
    fs::create_symlink(target, path_ / relative);
  }

 private:
  fs::path path_;
};

// The text of the Error that `call` throws; a failure when it throws none.
template <typename Kind, typename Call>
std::string message_of(const Call& call) {
  try {
    call();
  } catch (const Kind& error) {
    return error.what();
  }
  ADD_FAILURE() << "nothing was thrown";
  return {};
}

}  // namespace leakygan::testing
