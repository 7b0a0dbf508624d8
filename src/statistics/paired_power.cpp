#include "statistics/paired_power.h"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace leakygan {
namespace {

// Beyond this Boost's series for the non-central t ends in an exception.
constexpr double kLargestShift = 1e4;

// The smallest n from 2 to `limit` that is enough, where every larger one is too.
template <typename IsEnough>
std::optional<std::size_t> fewest(std::size_t limit, const IsEnough& is_enough) {
  if (limit < 2 || !is_enough(limit)) return std::nullopt;
  std::size_t low = 2;
  std::size_t high = limit;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (is_enough(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return high;
}

}  // namespace

double paired_power(std::size_t n, double effect, double level) {
  const auto freedom = static_cast<double>(n - 1);
  const double shift = std::abs(effect) * std::sqrt(static_cast<double>(n));
  const double critical =
      boost::math::quantile(complement(boost::math::students_t(freedom), level / 2));
  if (shift > kLargestShift) {
    // The mean's own noise is nothing beside the shift: only the estimate of the spread varies.
    const double ratio = shift / critical;
    return boost::math::cdf(boost::math::chi_squared(freedom), freedom * ratio * ratio);
  }
  const boost::math::non_central_t distribution(freedom, shift);
  return boost::math::cdf(complement(distribution, critical)) +
         boost::math::cdf(distribution, -critical);
}

std::optional<std::size_t> pairs_for_power(double effect, double level, double power,
                                           std::size_t limit) {
  return fewest(limit, [&](std::size_t n) { return paired_power(n, effect, level) >= power; });
}

double equivalence_power(std::size_t n, double effect, double margin, double level) {
  // A one-sided test at a level rejects on one side where a two-sided one at twice the level does.
  const double near = paired_power(n, margin - std::abs(effect), 2 * level);
  const double far = paired_power(n, margin + std::abs(effect), 2 * level);
  return std::max(0.0, near + far - 1);
}

std::optional<std::size_t> pairs_for_equivalence(double effect, double margin, double level,
                                                 double power, std::size_t limit) {
  return fewest(
      limit, [&](std::size_t n) { return equivalence_power(n, effect, margin, level) >= power; });
}

}  // namespace leakygan
