#include "report/metrics_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "support/error.h"

namespace leakygan {

void Means::add(const std::string& name, double value) {
  auto sum = std::find_if(values_.begin(), values_.end(),
                          [&](const Sum& known) { return known.name == name; });
  if (sum == values_.end()) sum = values_.insert(sum, Sum{name});
  sum->total += value;
  sum->count += 1;
}

double Means::mean(const std::string& name) const {
  for (const auto& sum : values_) {
    if (sum.name == name) return sum.total / static_cast<double>(sum.count);
  }
  return 0;
}

void Means::take_into(nlohmann::ordered_json& line) {
  for (const auto& sum : values_) line[sum.name] = sum.total / static_cast<double>(sum.count);
  values_.clear();
}

MetricsLog::MetricsLog(const fs::path& path)
    : path_(path),
      descriptor_(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666)) {
  if (descriptor_ < 0) {
    throw Error(display(path) + ": cannot be opened: " + std::strerror(errno));
  }
}

MetricsLog::~MetricsLog() { ::close(descriptor_); }

void MetricsLog::write(const nlohmann::ordered_json& line) {
  const std::string text = line.dump() + "\n";
  // One call for one line: a reader, or a kill, never sees half of it.
  const ssize_t written = ::write(descriptor_, text.data(), text.size());
  if (written != static_cast<ssize_t>(text.size())) {
    throw Error(display(path_) + ": cannot be written: " +
                (written < 0 ? std::strerror(errno) : "the disk is full"));
  }
}

}  // namespace leakygan
