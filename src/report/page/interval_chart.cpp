#include <algorithm>
#include <cmath>
#include <limits>

#include "report/page/chart.h"
#include "report/page/svg.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr double kLetter = 7.5;  // about the width of one
constexpr std::size_t kLongest = 22;

// Names that are too long for the chart; the table beside it has them whole. Cut between letters of
// UTF-8.
std::string shortened(const std::string& name) {
  if (name.size() <= kLongest) return name;
  std::size_t end = kLongest - 1;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80) --end;
  return name.substr(0, end) + "\xE2\x80\xA6";
}

Axis axis_of(const IntervalChart& chart) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  const auto take = [&](const std::optional<double>& value) {
    if (!value || !std::isfinite(*value)) return;
    low = std::min(low, *value);
    high = std::max(high, *value);
  };
  for (const IntervalRow& row : chart.rows) {
    take(row.centre);
    take(row.low);
    take(row.high);
    for (const double point : row.points) take(point);
  }
  if (chart.zero_line) take(0);
  if (low > high) return {0, 1};
  for (const Band& band : chart.bands) {
    take(band.low);
    take(band.high);
  }
  const double room = 0.04 * (high - low);
  return {low - room, high + room};
}

bool has_number(const IntervalRow& row) { return row.centre.has_value() || !row.points.empty(); }

class IntervalDrawer {
  static constexpr double kWidth = 480;
  static constexpr double kTop = 26;
  static constexpr double kRow = 38;
  static constexpr double kBelow = 46;  // the axis with its names
  static constexpr double kRight = kWidth - 16;

 public:
  explicit IntervalDrawer(const IntervalChart& chart) : chart_(chart), axis_(axis_of(chart)) {
    std::size_t longest = 4;
    for (const auto& row : chart.rows) longest = std::max(longest, shortened(row.name).size());
    left_ = 16 + kLetter * static_cast<double>(longest);
    bottom_ = kTop + kRow * static_cast<double>(chart.rows.size());
  }

  Html draw() const {
    Html content;
    for (const Band& band : chart_.bands) {
      content += rectangle(across(band.low), kTop - 8, across(band.high) - across(band.low),
                           bottom_ - kTop + 8, "band");
    }
    content += frame();
    for (std::size_t i = 0; i < chart_.rows.size(); ++i) {
      content += drawn(chart_.rows[i], kTop + kRow * (static_cast<double>(i) + 0.5));
    }
    return svg(kWidth, bottom_ + kBelow, chart_.title, content);
  }

 private:
  double across(double value) const { return left_ + axis_.place(value) * (kRight - left_); }

  Html frame() const {
    Html html;
    for (const Tick& tick : axis_.ticks()) {
      const double x = across(tick.value);
      html += line(x, kTop - 8, x, bottom_, "grid");
      html += label(x, bottom_ + 18, "middle", tick.label);
    }
    html += line(left_, bottom_, kRight, bottom_, "axis");
    if (chart_.zero_line) html += line(across(0), kTop - 8, across(0), bottom_, "zero");
    html += label(left_, kTop - 13, "start", chart_.left_text, "t name");
    html += label(kRight, kTop - 13, "end", chart_.right_text, "t name");
    html += label((left_ + kRight) / 2, bottom_ + 38, "middle", chart_.x_label, "t name");
    return html;
  }

  Html drawn(const IntervalRow& row, double y) const {
    Html html = label(left_ - 8, y + 4, "end", shortened(row.name));
    for (const double point : row.points) {
      if (!std::isfinite(point)) continue;
      html += marker(across(point), y, row.style, 2.2, row.name + ": " + short_number(point));
    }
    if (!row.centre || !std::isfinite(*row.centre)) {
      if (row.points.empty()) html += label(left_ + 8, y + 4, "start", "no number", "t none");
      return html;
    }
    const double up = row.points.empty() ? 0 : 9;  // beside the single ones
    if (row.low && row.high && std::isfinite(*row.low) && std::isfinite(*row.high)) {
      html +=
          line(across(*row.low), y - up, across(*row.high), y - up, style_classes(row.style, "w"));
    }
    html += marker(across(*row.centre), y - up, row.style, 5,
                   row.name + ": " + short_number(*row.centre));
    return html;
  }

  const IntervalChart& chart_;
  Axis axis_;
  double left_ = 0;
  double bottom_ = 0;
};

}  // namespace

Html draw(const IntervalChart& chart) {
  if (std::none_of(chart.rows.begin(), chart.rows.end(), has_number)) {
    return element("p", {{"class", "nothing"}}, "There is nothing to draw yet.");
  }
  return IntervalDrawer(chart).draw();
}

}  // namespace leakygan
