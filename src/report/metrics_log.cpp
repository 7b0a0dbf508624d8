#include "report/metrics_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>
#include <sstream>

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

nlohmann::ordered_json Means::to_json() const {
  nlohmann::ordered_json sums = nlohmann::ordered_json::array();
  for (const auto& sum : values_) sums.push_back({sum.name, sum.total, sum.count});
  return sums;
}

Means Means::from_json(const nlohmann::ordered_json& sums) {
  Means means;
  for (const auto& sum : sums) {
    means.values_.push_back(
        {sum.at(0).get<std::string>(), sum.at(1).get<double>(), sum.at(2).get<std::int64_t>()});
  }
  return means;
}

TakenBack take_back(const fs::path& metrics, std::int64_t step, const fs::path& removed) {
  TakenBack result;
  if (!fs::exists(metrics)) return result;
  std::string kept;
  std::string taken;
  std::istringstream text(read_file(metrics));
  for (std::string line; std::getline(text, line);) {
    const auto parsed = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
    const bool readable =
        parsed.is_object() && parsed.contains("step") && parsed["step"].is_number_integer();
    const std::int64_t line_step = readable ? parsed["step"].get<std::int64_t>() : 0;
    if (readable && line_step <= step) {
      kept += line + "\n";
      continue;
    }
    taken += line + "\n";
    result.lines += 1;
    result.last_step = std::max(result.last_step, line_step);
  }
  if (taken.empty()) return result;
  // In this order: a line may come into `removed` twice, but none is lost.
  write_file_atomic(removed, (fs::exists(removed) ? read_file(removed) : "") + taken);
  write_file_atomic(metrics, kept);
  return result;
}

MetricsLog::MetricsLog(const fs::path& path)
    : path_(path), file_(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666)) {
  if (!file_.is_open()) {
    throw Error(display(path) + ": cannot be opened: " + std::strerror(errno));
  }
}

void MetricsLog::write(const nlohmann::ordered_json& line) {
  const std::string text = line.dump() + "\n";
  // One call for one line: a reader, or a kill, never sees half of it.
  const ssize_t written = ::write(file_.get(), text.data(), text.size());
  if (written != static_cast<ssize_t>(text.size())) {
    throw Error(display(path_) + ": cannot be written: " +
                (written < 0 ? std::strerror(errno) : "the disk is full"));
  }
}

void MetricsLog::sync() { ::fsync(file_.get()); }

}  // namespace leakygan
