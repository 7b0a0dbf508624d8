#include "statistics/wilson.h"

#include <boost/math/distributions/normal.hpp>
#include <cmath>

namespace leakygan {

Interval wilson_interval(std::size_t successes, std::size_t count, double confidence) {
  const double z = boost::math::quantile(complement(boost::math::normal(), (1 - confidence) / 2));
  const auto n = static_cast<double>(count);
  const double share = static_cast<double>(successes) / n;
  const double centre = share + z * z / (2 * n);
  const double reach = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  const double scale = 1 + z * z / n;
  // Without a success the two are the same number but for rounding, as without a failure.
  return {successes == 0 ? 0 : (centre - reach) / scale,
          successes == count ? 1 : (centre + reach) / scale};
}

}  // namespace leakygan
