#include <algorithm>
#include <cmath>
#include <limits>

#include "report/page/chart.h"
#include "report/page/svg.h"
#include "support/text.h"

namespace leakygan {
namespace {

struct Range {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();

  void take(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
  bool empty() const { return low > high; }
};

bool can_show(double value, Spacing spacing) {
  if (!std::isfinite(value)) return false;
  if (spacing == Spacing::logarithmic) return value > 0;
  return spacing == Spacing::linear || value >= 0;
}

// A little room between the outermost marks and the frame; none below a 0 that is shown.
Axis with_room(Range range, Spacing spacing) {
  constexpr double kRoom = 0.04;
  if (spacing == Spacing::logarithmic) {
    return {range.low / 1.1, range.high * 1.1, spacing};
  }
  if (range.low == 0 && range.high == 0) range.high = 1;  // shares of nothing
  const double room = kRoom * (range.high - range.low);
  if (range.low != 0) range.low -= room;
  if (spacing == Spacing::square_root) range.low = std::max(range.low, 0.0);
  return {range.low, range.high + room, spacing};
}

// A chart with its two axes.
class XyDrawer {
  static constexpr double kWidth = 480;
  static constexpr double kHeight = 300;
  static constexpr double kLeft = 70;  // of the numbers' field
  static constexpr double kRight = kWidth - 14;
  static constexpr double kTop = 12;
  static constexpr double kBottom = kHeight - 46;
  static constexpr double kMarker = 3.6;

 public:
  XyDrawer(const XyChart& chart, Axis x, Axis y) : chart_(chart), x_(x), y_(y) {}

  Html draw() const {
    Html content;
    for (const Band& band : chart_.bands) content += band_of(band);
    content += grid();
    for (const Series& series : chart_.series) content += drawn(series);
    return svg(kWidth, kHeight, chart_.title, content);
  }

 private:
  double across(double value) const { return kLeft + x_.place(value) * (kRight - kLeft); }
  double down(double value) const { return kBottom - y_.place(value) * (kBottom - kTop); }

  Html band_of(const Band& band) const {
    const double top = down(std::min(band.high, y_.high()));
    const double bottom = down(std::max(band.low, y_.low()));
    return rectangle(kLeft, top, kRight - kLeft, std::max(1.0, bottom - top), "band");
  }

  Html grid() const {
    Html html;
    for (const Tick& tick : y_.ticks()) {
      const double y = down(tick.value);
      html += line(kLeft, y, kRight, y, tick.value == 0 ? "zero" : "grid");
      html += label(kLeft - 7, y + 4, "end", tick.label);
    }
    for (const Tick& tick : chart_.x_ticks.empty() ? x_.ticks() : chart_.x_ticks) {
      const double x = across(tick.value);
      html += line(x, kBottom, x, kBottom + 5, "axis");
      html += label(x, kBottom + 19, "middle", tick.label);
    }
    html += line(kLeft, kBottom, kRight, kBottom, "axis");
    html += label((kLeft + kRight) / 2, kHeight - 6, "middle", chart_.x_label, "t name");
    const std::string turned = "rotate(-90 13 " + coordinate((kTop + kBottom) / 2) + ")";
    html += element("text",
                    {{"x", "13"},
                     {"y", coordinate((kTop + kBottom) / 2)},
                     {"text-anchor", "middle"},
                     {"transform", turned},
                     {"class", "t name"}},
                    chart_.y_label);
    return html;
  }

  // Runs of points that can be shown: what cannot breaks the line.
  std::vector<Places> parts_of(const Series& series) const {
    std::vector<Places> parts(1);
    for (const Point& point : series.points) {
      if (!can_show(point.x, chart_.x_spacing) || !can_show(point.y, chart_.y_spacing)) {
        if (!parts.back().empty()) parts.emplace_back();
        continue;
      }
      Places& part = parts.back();
      const double y = down(point.y);
      if (series.drawing == Drawing::steps && !part.empty()) {
        part.emplace_back(across(point.x), part.back().second);
      }
      part.emplace_back(across(point.x), y);
    }
    if (parts.back().empty()) parts.pop_back();
    return parts;
  }

  Html drawn(const Series& series) const {
    Html html;
    if (series.drawing == Drawing::dots) {
      for (const Point& point : series.points) {
        if (!can_show(point.x, chart_.x_spacing) || !can_show(point.y, chart_.y_spacing)) continue;
        html += marker(across(point.x), down(point.y), series.style, kMarker,
                       series.name + ": " + short_number(point.y));
      }
      return html;
    }
    const std::string kind = series.drawing == Drawing::faint_line ? "l faint" : "l";
    for (const Places& part : parts_of(series)) {
      if (part.size() > 1) {
        html += polyline(part, series.style, kind);
      } else {
        html += marker(part.front().first, part.front().second, series.style, kMarker / 2);
      }
    }
    return html;
  }

  const XyChart& chart_;
  Axis x_;
  Axis y_;
};

}  // namespace

Html draw(const XyChart& chart) {
  Range x;
  Range y;
  for (const Series& series : chart.series) {
    for (const Point& point : series.points) {
      if (!can_show(point.x, chart.x_spacing) || !can_show(point.y, chart.y_spacing)) continue;
      x.take(point.x);
      y.take(point.y);
    }
  }
  if (x.empty()) return element("p", {{"class", "nothing"}}, "There is nothing to draw yet.");
  if (chart.from_zero && chart.y_spacing != Spacing::logarithmic) y.take(0);
  return XyDrawer(chart, with_room(x, chart.x_spacing), with_room(y, chart.y_spacing)).draw();
}

}  // namespace leakygan
