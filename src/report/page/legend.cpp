#include <algorithm>

#include "report/page/chart.h"
#include "report/page/svg.h"

namespace leakygan {
namespace {

constexpr double kKeyWidth = 30;
constexpr double kKeyHeight = 12;

Html swatch(const Html& content) {
  return element("svg",
                 {{"viewBox", "0 0 " + coordinate(kKeyWidth) + " " + coordinate(kKeyHeight)},
                  {"aria-hidden", "true"}},
                 content);
}

Html sample(const Series& series, bool has_line) {
  Html content;
  if (has_line) {
    content += polyline({{1, kKeyHeight / 2}, {kKeyWidth - 1, kKeyHeight / 2}}, series.style, "l");
  } else {
    content += marker(kKeyWidth / 2, kKeyHeight / 2, series.style, 4);
  }
  return swatch(content);
}

// Of what is no arm's nothing can stand out.
Html key_of(const Series& series, bool has_line) {
  Html content = sample(series, has_line);
  content += element("span", series.name);
  if (series.style == kPlain) return element("span", {{"class", "key"}}, content);
  return element("button",
                 {{"type", "button"},
                  {"class", "key"},
                  {"aria-pressed", "false"},
                  {"title", "Let it stand out in all charts"},
                  {"data-style", std::to_string(series.style)}},
                 content);
}

}  // namespace

Html legend(const std::vector<Series>& series, const std::vector<Band>& bands) {
  Html items;
  std::vector<std::string> names;
  for (const Series& one : series) {
    if (std::find(names.begin(), names.end(), one.name) != names.end()) continue;
    names.push_back(one.name);
    const bool has_line = std::any_of(series.begin(), series.end(), [&](const Series& other) {
      return other.name == one.name && other.drawing != Drawing::dots;
    });
    items += element("li", {}, key_of(one, has_line));
  }
  for (const Band& band : bands) {
    Html key = swatch(rectangle(2, 1, kKeyWidth - 4, kKeyHeight - 2, "band"));
    key += element("span", band.name);
    items += element("li", {}, element("span", {{"class", "key"}}, key));
  }
  return element("ul", {{"class", "legend"}}, items);
}

}  // namespace leakygan
