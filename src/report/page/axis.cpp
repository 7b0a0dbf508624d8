#include "report/page/axis.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "support/text.h"

namespace leakygan {
namespace {

double spaced(double value, Spacing spacing) {
  switch (spacing) {
    case Spacing::square_root:
      return std::sqrt(value);
    case Spacing::logarithmic:
      return std::log10(value);
    case Spacing::linear:
      break;
  }
  return value;
}

std::string fixed(double value, int decimals) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
  return text.data();
}

// The decimals in which a step of 1, 2 or 5 times a power of ten is written.
int decimals_of(double step) {
  return std::max(0, -static_cast<int>(std::floor(std::log10(step) + 1e-9)));
}

// The smallest of 1, 2, 5, 10 ... times a power of ten that is not below `least`.
double round_step(double least) {
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= least * (1 - 1e-9)) return factor * power;
  }
  return 10 * power;
}

}  // namespace

Axis::Axis(double low, double high, Spacing spacing) : low_(low), high_(high), spacing_(spacing) {
  if (low < high) return;
  const double room = low == 0 ? 1 : std::abs(low) / 10;
  low_ = spacing == Spacing::linear ? low - room : std::max(low - room, low / 2);
  high_ = high + room;
}

double Axis::place(double value) const {
  const double begin = spaced(low_, spacing_);
  return (spaced(value, spacing_) - begin) / (spaced(high_, spacing_) - begin);
}

std::vector<Tick> Axis::ticks(std::size_t most) const {
  if (spacing_ == Spacing::logarithmic) return decades(most);
  const double step = round_step((high_ - low_) / static_cast<double>(most - 1));
  const double slack = step * 1e-6;
  std::vector<Tick> ticks;
  for (double k = std::ceil((low_ - slack) / step); k * step <= high_ + slack; k += 1) {
    ticks.push_back({k * step, tick_label(k * step, step)});
  }
  return ticks;
}

std::vector<Tick> Axis::decades(std::size_t most) const {
  const auto first = static_cast<int>(std::floor(std::log10(low_)));
  const auto last = static_cast<int>(std::ceil(std::log10(high_)));
  const int stride = std::max(1, (last - first) / static_cast<int>(most));
  std::vector<Tick> ticks;
  for (int power = first; power <= last; power += stride) {
    for (const double factor : {1.0, 2.0, 5.0}) {
      if (factor > 1 && last - first > 2) break;
      const double value = factor * std::pow(10, power);
      if (value < low_ * (1 - 1e-9) || value > high_ * (1 + 1e-9)) continue;
      ticks.push_back({value, tick_label(value, std::pow(10, power))});
    }
  }
  return ticks;
}

std::string tick_label(double value, double step) {
  if (std::abs(value) < step * 1e-6) return "0";
  const double size = std::abs(value);
  if (size < 1e-4) {
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.3g", value);
    return text.data();
  }
  if (size >= 1e6) return fixed(value / 1e6, std::min(3, decimals_of(step / 1e6))) + "M";
  if (size >= 1e4) return fixed(value / 1e3, std::min(1, decimals_of(step / 1e3))) + "k";
  if (size < 1000) return fixed(value, decimals_of(step));
  const std::string digits = count_text(static_cast<std::int64_t>(std::llround(size)));
  return (value < 0 ? "-" : "") + digits;
}

}  // namespace leakygan
