#pragma once

#include <optional>
#include <span>

namespace leakygan {

struct Interval {
  double low = 0;
  double high = 0;
};

// Of at least one finite value. Of equal values it is that value exactly.
double mean(std::span<const double> values);

// With n - 1 in the denominator, of at least two finite values; 0 exactly when all are equal.
double standard_deviation(std::span<const double> values);

// Of at least one value, the mean of the middle two of an even number; +-infinity are values like
// others, and between unlike infinities there is no middle.
std::optional<double> median(std::span<const double> values);

}  // namespace leakygan
