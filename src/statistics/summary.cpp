#include "statistics/summary.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace leakygan {

double mean(std::span<const double> values) {
  // Sums of what differs from the first: equal values then leave no rounding behind.
  double sum = 0;
  for (const double value : values) sum += value - values.front();
  return values.front() + sum / static_cast<double>(values.size());
}

double standard_deviation(std::span<const double> values) {
  const double centre = mean(values);
  double squares = 0;
  for (const double value : values) squares += (value - centre) * (value - centre);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

std::optional<double> median(std::span<const double> values) {
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  const double low = sorted[(sorted.size() - 1) / 2];
  const double high = sorted[sorted.size() / 2];
  if (low == high) return low;
  const double middle = low / 2 + high / 2;
  return std::isnan(middle) ? std::nullopt : std::optional(middle);
}

}  // namespace leakygan
