#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "report/page/axis.h"
#include "report/page/html.h"

// Charts as SVG. Their colours are those of page.css, so that they follow the reader's light or
// dark setting and print on white. What is not finite is left out.

namespace leakygan {

// How a series is drawn. faint_line: one of many of its kind, as the runs of an arm. steps: level
// from each point to the next.
enum class Drawing { line, faint_line, steps, dots };

struct Point {
  double x;
  double y;
};

// The style of what is no arm's: grey.
inline constexpr std::size_t kPlain = static_cast<std::size_t>(-1);

// Points of one kind, joined in their order by lines or not. `style` is a number from 0 that stands
// for one colour, marker and dash on the whole page, or kPlain.
struct Series {
  std::string name;
  std::size_t style = 0;
  Drawing drawing = Drawing::line;
  std::vector<Point> points = {};
};

// A strip of numbers across the chart, of y in an XyChart, of x in an IntervalChart.
struct Band {
  double low;
  double high;
  std::string name;
};

// Numbers against numbers.
struct XyChart {
  std::string title;  // what a screen reader says: what is drawn
  std::string x_label;
  std::string y_label;
  Spacing x_spacing = Spacing::linear;
  Spacing y_spacing = Spacing::linear;
  std::vector<Tick> x_ticks = {};  // else at round numbers
  bool from_zero = false;          // the y axis shows 0
  std::vector<Series> series = {};
  std::vector<Band> bands = {};
};

// A number for each of some names, with where it may lie.
struct IntervalRow {
  std::string name;
  std::size_t style = 0;
  std::optional<double> centre = {};
  std::optional<double> low = {};  // of the interval; both or none
  std::optional<double> high = {};
  std::vector<double> points = {};  // single ones behind it
};

struct IntervalChart {
  std::string title;
  std::string x_label;
  bool zero_line = false;
  std::vector<IntervalRow> rows;
  std::vector<Band> bands = {};
  // What it means to lie at that side, "relu is better"; empty for nothing.
  std::string left_text = {};
  std::string right_text = {};
};

// An <svg>. A chart without a finite number is a sentence that says so.
Html draw(const XyChart& chart);
Html draw(const IntervalChart& chart);

// The names of the series with their colours and markers, each once, and those of the bands. Keys
// are buttons: page.js lets one stand out in all charts of the page.
Html legend(const std::vector<Series>& series, const std::vector<Band>& bands = {});

}  // namespace leakygan
