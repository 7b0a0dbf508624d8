#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace leakygan {

// How numbers lie along an axis. square_root keeps 0 and opens up what is near it, as slopes are;
// it takes numbers from 0, logarithmic ones above 0.
enum class Spacing { linear, square_root, logarithmic };

struct Tick {
  double value;
  std::string label;
};

// The numbers from `low` to `high` along a line.
class Axis {
 public:
  // The numbers are finite and `low` is not above `high`. Where they are equal the axis is made
  // wider, so that it has a length.
  Axis(double low, double high, Spacing spacing = Spacing::linear);

  // 0 at the low end, 1 at the high one.
  double place(double value) const;

  double low() const { return low_; }
  double high() const { return high_; }

  // Marks at round numbers within the axis, at most `most` (from 2) where it is not logarithmic: at
  // 1, 2 or 5 times a power of ten. A logarithmic axis has them at powers of ten, and between those
  // at 2 and 5 times them where it is short.
  std::vector<Tick> ticks(std::size_t most = 6) const;

 private:
  std::vector<Tick> decades(std::size_t most) const;

  double low_;
  double high_;
  Spacing spacing_;
};

// A number at a mark: "1,200", "50k", "1.5M", "0.25", "1e-07", with the digits that marks a `step`
// apart need.
std::string tick_label(double value, double step);

}  // namespace leakygan
