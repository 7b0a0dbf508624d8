#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "report/page/html.h"

// The shapes that charts are made of, in the units of an SVG's view box: x to the right, y down.

namespace leakygan {

using Places = std::vector<std::pair<double, double>>;

// A coordinate: "12.3", "-4"; a tenth is less than a screen shows.
std::string coordinate(double value);

// The classes of a mark of a style, "s a3 c3 KIND": a3 is its own, c3 its colour, of which there
// are kColours.
inline constexpr std::size_t kColours = 6;
std::string style_classes(std::size_t style, const std::string& kind);

Html line(double x1, double y1, double x2, double y2, const std::string& classes);
Html rectangle(double x, double y, double width, double height, const std::string& classes);

// Joined by straight lines, with the dash of the style.
Html polyline(const Places& places, std::size_t style, const std::string& kind);

// A mark whose shape tells styles apart without colours: circle, square, triangle, diamond and so
// on. `tip` is what a pointer over it shows, unless it is empty.
Html marker(double x, double y, std::size_t style, double size, const std::string& tip = {});

// `anchor` is where the place lies in the text: start, middle or end.
Html label(double x, double y, const std::string& anchor, const std::string& plain,
           const std::string& classes = "t");

// An <svg> of this size with its content, which a screen reader knows by the title alone.
Html svg(double width, double height, const std::string& title, const Html& content);

}  // namespace leakygan
