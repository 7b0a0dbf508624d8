#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <vector>

#include "config/load.h"
#include "support/error.h"
#include "support/files.h"

namespace leakygan {

// Loads a configuration written as text; the data folder is given unless the text gives it.
inline Config load(const std::string& yaml, const std::vector<std::string>& overrides = {}) {
  const fs::path file =
      fs::temp_directory_path() / ("leakygan-config-" + std::to_string(::getpid()) + ".yaml");
  const bool has_data = yaml.find("data:") != std::string::npos;
  std::ofstream(file) << yaml << (has_data ? "" : "\ndata: {folder: pictures}\n");
  return load_config(file, overrides);
}

// The message of the Error that loading throws, "" when it does not.
inline std::string fault_of(const std::string& yaml,
                            const std::vector<std::string>& overrides = {}) {
  try {
    load(yaml, overrides);
  } catch (const Error& e) {
    return e.what();
  }
  return {};
}

#define EXPECT_HAS(text, part) EXPECT_NE((text).find(part), std::string::npos) << (text)

}  // namespace leakygan
