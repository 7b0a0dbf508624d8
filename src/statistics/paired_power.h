#pragma once

#include <cstddef>
#include <optional>

namespace leakygan {

// How likely the two-sided paired t test of n >= 2 differences is to find, at a level in (0, 1), a
// mean of `effect` standard deviations of the differences (Cohen's d_z; the non-central t).
double paired_power(std::size_t n, double effect, double level);

// The fewest differences, up to `limit`, with which it finds that with at least a probability of
// `power`.
std::optional<std::size_t> pairs_for_power(double effect, double level, double power,
                                           std::size_t limit);

// How likely, at the least, two one-sided tests at `level` show that a mean of `effect` standard
// deviations lies within +-`margin` of them, |effect| < margin: the probability that neither fails
// by Bonferroni's inequality, which is close to the true one where it is above a half.
double equivalence_power(std::size_t n, double effect, double margin, double level);

// The fewest differences, up to `limit`, with which they show that with at least a probability of
// `power`.
std::optional<std::size_t> pairs_for_equivalence(double effect, double margin, double level,
                                                 double power, std::size_t limit);

}  // namespace leakygan
