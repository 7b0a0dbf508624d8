#include "statistics/paired_t_test.h"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

namespace leakygan {
namespace {

boost::math::students_t distribution(std::size_t n) {
  return boost::math::students_t(static_cast<double>(n - 1));
}

double standard_error(const PairedTTest& test) {
  return test.standard_deviation / std::sqrt(static_cast<double>(test.n));
}

}  // namespace

PairedTTest paired_t_test(std::span<const double> differences) {
  PairedTTest test;
  test.n = differences.size();
  test.mean = mean(differences);
  test.standard_deviation = standard_deviation(differences);
  if (test.mean == 0) return test;
  if (test.standard_deviation == 0) {
    test.t = std::copysign(std::numeric_limits<double>::infinity(), test.mean);
    test.p = 0;
    return test;
  }
  test.t = test.mean / standard_error(test);
  test.p = 2 * boost::math::cdf(complement(distribution(test.n), std::abs(test.t)));
  return test;
}

Interval t_interval(const PairedTTest& test, double confidence) {
  const double reach =
      boost::math::quantile(complement(distribution(test.n), (1 - confidence) / 2)) *
      standard_error(test);
  return {test.mean - reach, test.mean + reach};
}

}  // namespace leakygan
