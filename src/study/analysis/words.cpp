#include "study/analysis/words.h"

#include "support/text.h"

namespace leakygan {

std::string counted(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += names[i];
  }
  return text;
}

std::string signed_text(double value) { return (value > 0 ? "+" : "") + short_number(value); }

std::string interval_text(const Interval& interval) {
  return signed_text(interval.low) + " to " + signed_text(interval.high);
}

std::string p_text(double p) { return p < 1e-4 ? "p < 0.0001" : "p = " + short_number(p); }

std::string percent_text(double share) { return short_number(100 * share) + "%"; }

}  // namespace leakygan
