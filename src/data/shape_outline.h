#pragma once

#include <cstddef>
#include <numbers>
#include <vector>

namespace leakygan {

struct Point {
  double x = 0;  // to the right
  double y = 0;  // downwards
};

// Closed lines; what lies inside an odd number of them is filled.
using Outline = std::vector<std::vector<Point>>;

// Pictures show shapes turned by at most this, either way, in radians.
inline constexpr double kMostTurn = std::numbers::pi / 12;

// The kinds of shapes, in the order of shape_names, turned by `angle` radians (clockwise) and
// scaled so that the larger side of the bounding box, whose centre is the origin, is 1.
Outline shape_outline(std::size_t kind, double angle);

}  // namespace leakygan
