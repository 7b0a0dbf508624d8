#include "report/page/chart.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <regex>

#include "tests/report/page/count.h"

namespace leakygan::testing {
namespace {

// The numbers of the first attribute of this name.
std::vector<double> numbers(const std::string& svg, const std::string& attribute) {
  const auto begin = svg.find(attribute + "=\"") + attribute.size() + 2;
  std::string text = svg.substr(begin, svg.find('"', begin) - begin);
  for (char& letter : text) letter = letter == ',' ? ' ' : letter;
  std::istringstream stream(text);
  return {std::istream_iterator<double>(stream), {}};
}

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

XyChart chart_of(std::vector<Point> points, Drawing drawing = Drawing::line) {
  return {.title = "a chart",
          .x_label = "x",
          .y_label = "y",
          .series = {{"one", 1, drawing, std::move(points)}}};
}

TEST(XyChart, ALargerNumberLiesFurtherRightAndHigher) {
  const auto places = numbers(draw(chart_of({{0, 0}, {1, 5}, {2, 20}})).markup(), "points");
  ASSERT_EQ(places.size(), 6U);
  EXPECT_LT(places[0], places[2]);
  EXPECT_LT(places[2], places[4]);
  EXPECT_GT(places[1], places[3]);
  // Of 20, 5 is a quarter; y runs downwards.
  EXPECT_NEAR((places[1] - places[3]) / (places[1] - places[5]), 0.25, 0.002);
}

TEST(XyChart, WhatIsNotFiniteBreaksTheLine) {
  const std::string svg =
      draw(chart_of({{0, 1}, {1, 2}, {2, kNan}, {3, 2}, {4, 1}, {5, INFINITY}})).markup();
  EXPECT_EQ(count(svg, "<polyline"), 2U);
  EXPECT_EQ(count(svg, "nan"), 0U);
  EXPECT_EQ(count(svg, "inf"), 0U);
}

TEST(XyChart, AChartWithoutNumbersSaysSo) {
  EXPECT_EQ(count(draw(chart_of({})).markup(), "nothing to draw"), 1U);
  EXPECT_EQ(count(draw(chart_of({{1, kNan}})).markup(), "<svg"), 0U);
}

TEST(XyChart, ALoneePointIsADot) {
  EXPECT_EQ(count(draw(chart_of({{3, 4}})).markup(), "<polygon"), 1U);
}

TEST(XyChart, StepsAreLevelUntilTheNextPoint) {
  const auto places = numbers(draw(chart_of({{0, 0}, {1, 1}}, Drawing::steps)).markup(), "points");
  ASSERT_EQ(places.size(), 6U);
  EXPECT_EQ(places[1], places[3]);  // level
  EXPECT_EQ(places[2], places[4]);  // then up
}

TEST(XyChart, ALogarithmicAxisLeavesOutWhatHasNoLogarithm) {
  XyChart chart = chart_of({{0, -1}, {1, 0}, {2, 10}, {3, 1000}});
  chart.y_spacing = Spacing::logarithmic;
  EXPECT_EQ(numbers(draw(chart).markup(), "points").size(), 4U);
}

TEST(XyChart, NamesAreShownAndNotInterpreted) {
  XyChart chart = chart_of({{0, 1}, {1, 2}}, Drawing::dots);
  chart.title = chart.series[0].name = chart.x_label = "<script>alert(1)</script>";
  const std::string svg = draw(chart).markup() + legend(chart.series).markup();
  EXPECT_EQ(count(svg, "<script"), 0U);
  EXPECT_GE(count(svg, "&lt;script&gt;"), 4U);
}

TEST(XyChart, IsAPictureWithATitleForScreenReaders) {
  const std::string svg = draw(chart_of({{0, 1}, {1, 2}})).markup();
  EXPECT_EQ(count(svg, "role=\"img\" aria-label=\"a chart\""), 1U);
}

IntervalChart intervals() {
  return {.title = "differences",
          .x_label = "difference",
          .zero_line = true,
          .rows = {{.name = "leaky",
                    .style = 1,
                    .centre = -2,
                    .low = -3,
                    .high = -1,
                    .points = {-2.5, -1.5}},
                   {.name = "failed", .style = 2}}};
}

TEST(IntervalChart, TheZeroLineIsThereWhereNoNumberComesNear) {
  const std::string svg = draw(intervals()).markup();
  EXPECT_EQ(count(svg, "class=\"zero\""), 1U);
}

TEST(IntervalChart, AnIntervalReachesFromItsLowToItsHighEnd) {
  const std::string svg = draw(intervals()).markup();
  const std::regex whisker("<line x1=\"([^\"]+)\" y1=\"[^\"]+\" x2=\"([^\"]+)\"[^>]* w\"");
  std::smatch found;
  ASSERT_TRUE(std::regex_search(svg, found, whisker));
  const double low = std::stod(found[1]);
  const double high = std::stod(found[2]);
  // The axis is from -3 to 0, with the same room at both ends: the interval is two thirds of that.
  const double room = (high - low) / 2;
  const std::regex zero("<line x1=\"([^\"]+)\"[^>]*class=\"zero\"");
  ASSERT_TRUE(std::regex_search(svg, found, zero));
  EXPECT_NEAR(std::stod(found[1]), high + room, 0.3);
}

TEST(IntervalChart, ARowWithoutANumberSaysSo) {
  EXPECT_EQ(count(draw(intervals()).markup(), "no number"), 1U);
}

TEST(IntervalChart, LongNamesAreCutBetweenLetters) {
  IntervalChart chart = intervals();
  chart.rows[0].name = std::string(21, 'a') + "\xC3\xA4\xC3\xA4\xC3\xA4";
  const std::string svg = draw(chart).markup();
  EXPECT_NE(svg.find(">" + std::string(21, 'a') + "\xE2\x80\xA6<"), std::string::npos);
}

TEST(IntervalChart, OneWithoutNumbersSaysSo) {
  IntervalChart chart = intervals();
  chart.rows.erase(chart.rows.begin());
  EXPECT_EQ(count(draw(chart).markup(), "<svg"), 0U);
}

TEST(Legend, SeriesOfOneNameShareAnEntry) {
  const std::string html = legend({{"relu", 0, Drawing::faint_line},
                                   {"relu", 0, Drawing::faint_line},
                                   {"leaky", 1, Drawing::line},
                                   {"one seed", kPlain, Drawing::faint_line}})
                               .markup();
  EXPECT_EQ(count(html, "<li>"), 3U);
  EXPECT_EQ(count(html, "<button"), 2U);
}

TEST(Legend, StylesDifferByMoreThanColours) {
  std::vector<std::string> dots;
  for (std::size_t style = 0; style < 6; ++style) {
    std::string html = legend({{"x", style, Drawing::dots}}).markup();
    html = std::regex_replace(html, std::regex("(a|c|data-style=\")[0-9]"), "");
    for (const auto& other : dots) EXPECT_NE(html, other);
    dots.push_back(html);
  }
}

}  // namespace
}  // namespace leakygan::testing
