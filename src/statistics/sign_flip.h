#pragma once

#include <span>

namespace leakygan {

// Two-sided p value of the sign-flip test of the mean (Fisher 1935, "The design of experiments",
// section 21): the share of all 2^n ways to give the differences signs in which the sum is at
// least as far from 0. Above 16 differences a fixed sample of 100,000 ways, and what was observed,
// stand for all (Phipson and Smyth 2010). Of at least one finite difference.
double sign_flip_p(std::span<const double> differences);

}  // namespace leakygan
