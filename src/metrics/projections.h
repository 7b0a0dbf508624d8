#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace leakygan {

// Distributions of numbers, one for each of many directions, as histograms of fine steps: the
// distance of two is then exact up to a step, whatever the number of numbers, and needs neither
// sorting nor the numbers.
class Projections {
 public:
  // Numbers beyond +-kLimit count as that.
  static constexpr float kLimit = 64;
  static constexpr float kStepsPerUnit = 256;
  static constexpr std::size_t kSteps = std::size_t{2} * 64 * 256;

  explicit Projections(std::size_t directions) : counts_(directions * kSteps) {}

  // The step that a number falls into.
  static std::uint16_t step(float number);

  // Counts steps of one direction.
  void add(std::size_t direction, std::span<const std::uint16_t> steps);

  // The 1-Wasserstein distance along one direction: the area between the distribution functions.
  double distance(const Projections& other, std::size_t direction) const;

 private:
  std::span<const std::uint32_t> histogram(std::size_t direction) const {
    return std::span(counts_).subspan(direction * kSteps, kSteps);
  }

  std::vector<std::uint32_t> counts_;
};

}  // namespace leakygan
