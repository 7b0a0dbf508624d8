#include "metrics/projections.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace leakygan {

std::uint16_t Projections::step(float number) {
  const float place = (number + kLimit) * kStepsPerUnit;
  return static_cast<std::uint16_t>(std::clamp(place, 0.0F, static_cast<float>(kSteps - 1)));
}

void Projections::add(std::size_t direction, std::span<const std::uint16_t> steps) {
  std::uint32_t* counts = counts_.data() + direction * kSteps;
  for (const std::uint16_t step : steps) ++counts[step];
}

double Projections::distance(const Projections& other, std::size_t direction) const {
  const auto a = histogram(direction);
  const auto b = other.histogram(direction);
  const auto total = [](std::span<const std::uint32_t> counts) {
    return static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0}));
  };
  const double total_a = total(a);
  const double total_b = total(b);
  std::uint64_t below_a = 0;
  std::uint64_t below_b = 0;
  double area = 0;
  for (std::size_t i = 0; i < kSteps; ++i) {
    below_a += a[i];
    below_b += b[i];
    area +=
        std::abs(static_cast<double>(below_a) / total_a - static_cast<double>(below_b) / total_b);
  }
  return area / kStepsPerUnit;
}

}  // namespace leakygan
