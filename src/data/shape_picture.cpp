#include "data/shape_picture.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgcodecs.hpp>
#include <vector>

#include "data/shape_coverage.h"
#include "data/shape_outline.h"
#include "support/random.h"

namespace leakygan {
namespace {

using Colour = cv::Vec3d;  // blue, green, red, 0 to 1

Colour from_hsv(double hue, double saturation, double value) {
  const auto channel = [&](double offset) {
    const double k = std::fmod(offset + hue * 6.0, 6.0);
    return value - value * saturation * std::clamp(std::min(k, 4.0 - k), 0.0, 1.0);
  };
  return {channel(1.0), channel(3.0), channel(5.0)};
}

double brightness(const Colour& colour) {
  return 0.114 * colour[0] + 0.587 * colour[1] + 0.299 * colour[2];
}

struct Colours {
  Colour shape;
  Colour from;  // ends of the gradient
  Colour to;
};

// Smallest distance from the shape's colour to the line between the gradient's ends.
double distance_to_gradient(const Colours& colours) {
  const Colour along = colours.to - colours.from;
  const Colour offset = colours.shape - colours.from;
  const double length = std::max(along.dot(along), 1e-9);
  const double nearest = std::clamp(offset.dot(along) / length, 0.0, 1.0);
  return cv::norm(offset - nearest * along);
}

// The contrast has to last when the pictures are trained on in grey.
bool stands_out(const Colours& colours) {
  const double shape = brightness(colours.shape);
  const auto [dark, bright] = std::minmax({brightness(colours.from), brightness(colours.to)});
  const double difference = std::max(dark - shape, shape - bright);
  return difference >= 0.15 && distance_to_gradient(colours) >= 0.45;
}

Colours draw_colours(SplitMix64& random) {
  while (true) {
    const double hue = random.uniform(0, 1);
    const double drift = random.uniform(0.05, 0.25);
    const double saturation = random.uniform(0.15, 0.65);
    const double value = random.uniform(0.2, 0.75);
    Colours colours = {
        from_hsv(random.uniform(0, 1), random.uniform(0.8, 1), random.uniform(0.8, 1)),
        from_hsv(hue, saturation, value),
        from_hsv(std::fmod(hue + drift, 1.0), saturation, value + 0.25)};
    if (stands_out(colours)) return colours;
  }
}

// How much of each pixel the shape covers, 0 to 1.
cv::Mat coverage(std::size_t kind, int size, SplitMix64& random) {
  const int times = size <= 64 ? 8 : 4;
  const double side = static_cast<double>(size * times);
  const double extent = side * random.uniform(0.5, 0.8);
  const double room = (side - extent) / 2;
  const Point centre = {side / 2 + random.uniform(-room, room),
                        side / 2 + random.uniform(-room, room)};
  const double angle = random.uniform(-kMostTurn, kMostTurn);
  return shape_coverage(shape_outline(kind, angle), size, times, centre, extent);
}

std::uint8_t to_byte(double value) { return cv::saturate_cast<std::uint8_t>(255.0 * value); }

}  // namespace

std::string shape_picture(std::size_t kind, std::int64_t size, std::uint64_t seed) {
  SplitMix64 random(seed);
  const int side = static_cast<int>(size);
  const Colours colours = draw_colours(random);
  const double angle = random.uniform(0, 2 * std::numbers::pi);
  const cv::Mat covered = coverage(kind, side, random);
  // The gradient reaches both ends in the corners, whatever its direction.
  const double dx = std::cos(angle) / side;
  const double dy = std::sin(angle) / side;
  const double longest = std::abs(std::cos(angle)) + std::abs(std::sin(angle));
  cv::Mat image(side, side, CV_8UC3);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const double along = (x + 0.5 - side / 2.0) * dx + (y + 0.5 - side / 2.0) * dy;
      const double part = 0.5 + along / longest;
      const double shape = covered.at<float>(y, x);
      const Colour ground = colours.from * (1 - part) + colours.to * part;
      const Colour colour = ground * (1 - shape) + colours.shape * shape;
      image.at<cv::Vec3b>(y, x) = {to_byte(colour[0]), to_byte(colour[1]), to_byte(colour[2])};
    }
  }
  std::vector<std::uint8_t> png;
  cv::imencode(".png", image, png);
  return {png.begin(), png.end()};
}

}  // namespace leakygan
