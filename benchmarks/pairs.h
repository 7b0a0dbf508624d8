#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <vector>

namespace leakygan::benchmark {

template <typename Body>
double seconds_of(const Body& body) {
  const auto begin = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// How much faster `ours` is than `theirs`.
struct Ratio {
  double ours = 0;    // seconds, median
  double theirs = 0;  // seconds, median
  double mean = 0;    // geometric, of theirs / ours
  double low = 0;     // of its 95% interval
  double high = 0;
};

inline double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
}

inline constexpr int kPairs = 15;
inline constexpr double kStudent = 2.145;  // Student's t, 0.975, 14 degrees of freedom

// Times both by turns, 15 pairs after one that is not counted; who begins changes. The interval is
// Student's of the logarithms of the pairs' ratios.
template <typename Ours, typename Theirs>
Ratio time_pairs(const Ours& ours, const Theirs& theirs) {
  ours();
  theirs();
  std::vector<double> a;
  std::vector<double> b;
  std::vector<double> logs;
  double sum = 0;
  for (int i = 0; i < kPairs; ++i) {
    const bool first = i % 2 == 0;
    if (first) a.push_back(seconds_of(ours));
    b.push_back(seconds_of(theirs));
    if (!first) a.push_back(seconds_of(ours));
    logs.push_back(std::log(b.back() / a.back()));
    sum += logs.back();
  }
  const double mean = sum / kPairs;
  double squares = 0;
  for (const double value : logs) squares += (value - mean) * (value - mean);
  const double half = kStudent * std::sqrt(squares / (kPairs - 1) / kPairs);
  return {median(a), median(b), std::exp(mean), std::exp(mean - half), std::exp(mean + half)};
}

}  // namespace leakygan::benchmark
