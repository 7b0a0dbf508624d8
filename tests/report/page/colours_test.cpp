#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <regex>

#include "report/page/page_files.h"
#include "report/page/svg.h"

// The colours of page.css as people with and without the usual three cones see them.

namespace leakygan::testing {
namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

constexpr Matrix kUsual = {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
// Machado, Oliveira and Fernandes 2009, "A physiologically-based model for simulation of color
// vision deficiency", table 1, severity 1.0, on linear RGB.
constexpr Matrix kProtanopia = {{{0.152286, 1.052583, -0.204868},
                                 {0.114503, 0.786281, 0.099216},
                                 {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix kDeuteranopia = {{{0.367322, 0.860646, -0.227968},
                                   {0.280085, 0.672501, 0.047413},
                                   {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix kTritanopia = {{{1.255528, -0.076749, -0.178779},
                                 {-0.078411, 0.930809, 0.147602},
                                 {0.004733, 0.691367, 0.303900}}};
// Linear sRGB to CIE XYZ, D65.
constexpr Matrix kToXyz = {{{0.4124564, 0.3575761, 0.1804375},
                            {0.2126729, 0.7151522, 0.0721750},
                            {0.0193339, 0.1191920, 0.9503041}}};

Triple times(const Matrix& matrix, const Triple& vector) {
  Triple result{};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t k = 0; k < 3; ++k) result[i] += matrix[i][k] * vector[k];
  }
  return result;
}

// "#1f2328" as linear RGB.
Triple linear(const std::string& hex) {
  Triple colour{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double value = std::stoi(hex.substr(1 + 2 * i, 2), nullptr, 16) / 255.0;
    colour[i] = value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  }
  return colour;
}

Triple lab(const Triple& rgb) {
  const Triple xyz = times(kToXyz, {std::clamp(rgb[0], 0.0, 1.0), std::clamp(rgb[1], 0.0, 1.0),
                                    std::clamp(rgb[2], 0.0, 1.0)});
  constexpr Triple kWhite = {0.95047, 1, 1.08883};
  Triple f{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double t = xyz[i] / kWhite[i];
    f[i] = t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116;
  }
  return {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
}

double distance(const Triple& a, const Triple& b) {
  return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

// The contrast ratio of WCAG 2.
double contrast(const std::string& a, const std::string& b) {
  const double first = times(kToXyz, linear(a))[1] + 0.05;
  const double second = times(kToXyz, linear(b))[1] + 0.05;
  return std::max(first, second) / std::min(first, second);
}

// The value of a variable of page.css in its themes, in the order of the file.
std::vector<std::string> values_of(const std::string& variable) {
  const std::string css(page_style());
  const std::regex pattern("--" + variable + ": (#[0-9a-f]{6});");
  std::vector<std::string> values;
  for (std::sregex_iterator i(css.begin(), css.end(), pattern), end; i != end; ++i) {
    values.push_back((*i)[1]);
  }
  return values;
}

constexpr std::size_t kThemes = 3;  // light, dark, print

std::vector<std::string> colours_of(std::size_t theme) {
  std::vector<std::string> colours;
  for (std::size_t i = 0; i < kColours; ++i) {
    colours.push_back(values_of("c" + std::to_string(i)).at(theme));
  }
  return colours;
}

TEST(Colours, EveryThemeHasThemAll) {
  for (std::size_t i = 0; i < kColours; ++i) {
    EXPECT_EQ(values_of("c" + std::to_string(i)).size(), kThemes);
  }
}

// 3 to 1 is what WCAG 2.1, 1.4.11, asks of graphics, 4.5 to 1 what 1.4.3 asks of text.
TEST(Colours, CanBeSeenOnTheirPaper) {
  for (std::size_t theme = 0; theme < kThemes; ++theme) {
    const std::string paper = values_of("paper").at(theme);
    for (const auto& colour : colours_of(theme)) EXPECT_GE(contrast(colour, paper), 3) << colour;
    for (const char* text : {"ink", "quiet", "link"}) {
      EXPECT_GE(contrast(values_of(text).at(theme), paper), 4.5) << text << theme;
      EXPECT_GE(contrast(values_of(text).at(theme), values_of("tint").at(theme)), 4.5) << text;
    }
  }
}

// Two colours side by side are told apart with certainty from a distance of about 10 on.
TEST(Colours, AreToldApartWithWhateverCones) {
  for (std::size_t theme = 0; theme < kThemes; ++theme) {
    const auto colours = colours_of(theme);
    for (const Matrix& eye : {kUsual, kProtanopia, kDeuteranopia, kTritanopia}) {
      for (std::size_t i = 0; i < colours.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
          const double apart =
              distance(lab(times(eye, linear(colours[i]))), lab(times(eye, linear(colours[k]))));
          EXPECT_GE(apart, 20) << colours[i] << " " << colours[k];
        }
      }
    }
  }
}

}  // namespace
}  // namespace leakygan::testing
