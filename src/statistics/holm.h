#pragma once

#include <span>
#include <vector>

namespace leakygan {

// p values corrected for being several, in the order given: those at most 0.05 are wrong together
// in at most 5% of studies (Holm 1979, "A simple sequentially rejective multiple test procedure").
std::vector<double> holm(std::span<const double> p);

}  // namespace leakygan
