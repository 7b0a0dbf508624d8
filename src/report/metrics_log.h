#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "support/files.h"

namespace leakygan {

// Means of named values since they were last taken, in the order in which names first came.
class Means {
 public:
  void add(const std::string& name, double value);
  double mean(const std::string& name) const;  // 0 when nothing was added
  bool empty() const { return values_.empty(); }

  // The means as JSON members of `line`; forgets them.
  void take_into(nlohmann::ordered_json& line);

 private:
  struct Sum {
    std::string name;
    double total = 0;
    std::int64_t count = 0;
  };
  std::vector<Sum> values_;
};

// metrics.jsonl: a JSON object a line, keyed by "step". Appends; each line is flushed when it is
// written. Throws Error when it cannot be opened or written.
class MetricsLog {
 public:
  explicit MetricsLog(const fs::path& path);
  MetricsLog(const MetricsLog&) = delete;
  MetricsLog& operator=(const MetricsLog&) = delete;
  ~MetricsLog();

  void write(const nlohmann::ordered_json& line);

 private:
  fs::path path_;
  int descriptor_;
};

}  // namespace leakygan
