#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "support/descriptor.h"
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

  // The sums themselves, so that a resumed run's next line has the same means to the last bit:
  // [[name, total, count], ...].
  nlohmann::ordered_json to_json() const;
  // Throws nlohmann::json::exception for anything else.
  static Means from_json(const nlohmann::ordered_json& sums);

 private:
  struct Sum {
    std::string name;
    double total = 0;
    std::int64_t count = 0;
  };
  std::vector<Sum> values_;
};

// What take_back did.
struct TakenBack {
  std::size_t lines = 0;       // that were taken out
  std::int64_t last_step = 0;  // of the last of them that could be read
};

// Takes the lines of steps after `step`, and what is no line, out of a metrics.jsonl, whole or not
// at all; they are added to the file `removed`. No metrics.jsonl is an empty one.
TakenBack take_back(const fs::path& metrics, std::int64_t step, const fs::path& removed);

// metrics.jsonl: a JSON object a line, keyed by "step". Appends; each line is given to the system
// when it is written. Throws Error when it cannot be opened or written.
class MetricsLog {
 public:
  explicit MetricsLog(const fs::path& path);

  void write(const nlohmann::ordered_json& line);

  // Returns when all lines are on the disk.
  void sync();

 private:
  fs::path path_;
  Descriptor file_;
};

}  // namespace leakygan
