#include "report/page/svg.h"

#include <array>
#include <cmath>
#include <cstdio>

#include "report/page/chart.h"

namespace leakygan {
namespace {

// Outlines around (0, 0), of about the same area, for a size of 1.
constexpr std::array<const char*, 6> kShapes = {
    "",  // a circle
    "-.9,-.9 .9,-.9 .9,.9 -.9,.9",
    "0,-1.25 1.15,.85 -1.15,.85",
    "0,-1.3 1.3,0 0,1.3 -1.3,0",
    "0,1.25 1.15,-.85 -1.15,-.85",
    "-.4,-1.2 .4,-1.2 .4,-.4 1.2,-.4 1.2,.4 .4,.4 .4,1.2 -.4,1.2 -.4,.4 -1.2,.4 -1.2,-.4 -.4,-.4"};

constexpr std::array<const char*, 5> kDashes = {"", "7 3", "2 3", "9 3 2 3", "4 2"};

}  // namespace

std::string coordinate(double value) {
  std::array<char, 32> text{};
  const double rounded = std::round(value * 10) / 10;
  std::snprintf(text.data(), text.size(), "%g", rounded == 0 ? 0 : rounded);
  return text.data();
}

std::string style_classes(std::size_t style, const std::string& kind) {
  if (style == kPlain) return "plain " + kind;
  return "s a" + std::to_string(style) + " c" + std::to_string(style % kColours) + " " + kind;
}

Html line(double x1, double y1, double x2, double y2, const std::string& classes) {
  return element("line",
                 {{"x1", coordinate(x1)},
                  {"y1", coordinate(y1)},
                  {"x2", coordinate(x2)},
                  {"y2", coordinate(y2)},
                  {"class", classes}},
                 Html());
}

Html rectangle(double x, double y, double width, double height, const std::string& classes) {
  return element("rect",
                 {{"x", coordinate(x)},
                  {"y", coordinate(y)},
                  {"width", coordinate(width)},
                  {"height", coordinate(height)},
                  {"class", classes}},
                 Html());
}

Html polyline(const Places& places, std::size_t style, const std::string& kind) {
  std::string points;
  for (const auto& [x, y] : places) {
    points += (points.empty() ? "" : " ") + coordinate(x) + "," + coordinate(y);
  }
  Attributes attributes = {{"points", points}, {"class", style_classes(style, kind)}};
  const std::string dash = style == kPlain ? "" : kDashes[style % kDashes.size()];
  if (!dash.empty()) attributes.emplace_back("stroke-dasharray", dash);
  return element("polyline", attributes, Html());
}

Html marker(double x, double y, std::size_t style, double size, const std::string& tip) {
  const Html title = tip.empty() ? Html() : element("title", tip);
  const std::string classes = style_classes(style, "m");
  const std::string shape = style == kPlain ? "" : kShapes[style % kShapes.size()];
  if (shape.empty()) {
    return element(
        "circle",
        {{"cx", coordinate(x)}, {"cy", coordinate(y)}, {"r", coordinate(size)}, {"class", classes}},
        title);
  }
  const std::string place =
      "translate(" + coordinate(x) + " " + coordinate(y) + ") scale(" + coordinate(size) + ")";
  return element("polygon", {{"points", shape}, {"transform", place}, {"class", classes}}, title);
}

Html label(double x, double y, const std::string& anchor, const std::string& plain,
           const std::string& classes) {
  return element(
      "text",
      {{"x", coordinate(x)}, {"y", coordinate(y)}, {"text-anchor", anchor}, {"class", classes}},
      plain);
}

Html svg(double width, double height, const std::string& title, const Html& content) {
  return element("svg",
                 {{"viewBox", "0 0 " + coordinate(width) + " " + coordinate(height)},
                  {"role", "img"},
                  {"aria-label", title}},
                 content);
}

}  // namespace leakygan
