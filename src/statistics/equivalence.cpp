#include "statistics/equivalence.h"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace leakygan {

double equivalence_p(const PairedTTest& differences, double margin) {
  // The test against the nearer end of the margin has the larger p.
  const double room = margin - std::abs(differences.mean);
  if (differences.standard_deviation == 0) return room > 0 ? 0 : 1;
  const auto n = static_cast<double>(differences.n);
  const double t = room / (differences.standard_deviation / std::sqrt(n));
  return boost::math::cdf(complement(boost::math::students_t(n - 1), t));
}

}  // namespace leakygan
