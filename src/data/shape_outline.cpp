#include "data/shape_outline.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace leakygan {
namespace {

using Line = std::vector<Point>;

constexpr double kTurn = 2.0 * std::numbers::pi;

Point on_circle(double radius, double angle) {
  return {radius * std::sin(angle), -radius * std::cos(angle)};
}

// Corners on circles of the given radii in turn, the first at the top.
Line corners(std::size_t count, const std::vector<double>& radii) {
  Line line;
  for (std::size_t i = 0; i < count; ++i) {
    const double part = static_cast<double>(i) / static_cast<double>(count);
    line.push_back(on_circle(radii[i % radii.size()], kTurn * part));
  }
  return line;
}

Line circle(double radius) {
  constexpr std::size_t kSmooth = 180;
  return corners(kSmooth, {radius});
}

Line square() { return {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}; }

// Narrow enough never to be taken for a square that was turned.
Line diamond() { return {{0, -1}, {0.58, 0}, {0, 1}, {-0.58, 0}}; }

Line cross() {
  constexpr double arm = 0.34;
  return {{-arm, -1}, {arm, -1}, {arm, -arm}, {1, -arm}, {1, arm},   {arm, arm},
          {arm, 1},   {-arm, 1}, {-arm, arm}, {-1, arm}, {-1, -arm}, {-arm, -arm}};
}

// The well-known curve 16 sin^3 t, 13 cos t - 5 cos 2t - 2 cos 3t - cos 4t.
Line heart() {
  constexpr int kSmooth = 180;
  Line line;
  for (int i = 0; i < kSmooth; ++i) {
    const double t = kTurn * i / kSmooth;
    const double y = 13 * std::cos(t) - 5 * std::cos(2 * t) - 2 * std::cos(3 * t) - std::cos(4 * t);
    line.push_back({16 * std::pow(std::sin(t), 3), -y});
  }
  return line;
}

Outline upright_outline(std::size_t kind) {
  switch (kind) {
    case 0:
      return {circle(1)};
    case 1:
      return {square()};
    case 2:
      return {corners(3, {1})};
    case 3:
      return {corners(10, {1, 0.42})};
    case 4:
      return {circle(1), circle(0.56)};
    case 5:
      return {cross()};
    case 6:
      return {diamond()};
    default:
      return {heart()};
  }
}

void turn(Outline& outline, double angle) {
  const double cosine = std::cos(angle);
  const double sine = std::sin(angle);
  for (Line& line : outline) {
    for (Point& p : line) p = {cosine * p.x - sine * p.y, sine * p.x + cosine * p.y};
  }
}

void centre_and_scale(Outline& outline) {
  // The first line is the outer one.
  Point low = outline.front().front();
  Point high = low;
  for (const Point& p : outline.front()) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  const double side = std::max(high.x - low.x, high.y - low.y);
  for (Line& line : outline) {
    for (Point& p : line) {
      p = {(p.x - (low.x + high.x) / 2) / side, (p.y - (low.y + high.y) / 2) / side};
    }
  }
}

}  // namespace

Outline shape_outline(std::size_t kind, double angle) {
  Outline outline = upright_outline(kind);
  turn(outline, angle);
  centre_and_scale(outline);
  return outline;
}

}  // namespace leakygan
