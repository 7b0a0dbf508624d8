#include <algorithm>
#include <cmath>

#include "data/check/findings.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr double kSmallPart = 0.25;  // of the median's pixels
constexpr double kOddAspect = 2;     // times the median aspect ratio, or its inverse

// How much larger an image becomes when it is trained on.
double enlargement(const ImageFacts& facts, const Preprocessing& preprocessing) {
  const double x = static_cast<double>(preprocessing.shape.width) / facts.width;
  const double y = static_cast<double>(preprocessing.shape.height) / facts.height;
  return preprocessing.fit == Fit::pad ? std::min(x, y) : std::max(x, y);
}

template <typename Odd>
std::vector<std::uint32_t> those(const Evidence& evidence, const Odd& is_odd) {
  std::vector<std::uint32_t> numbers;
  for (const std::uint32_t number : evidence.usable) {
    if (is_odd(evidence.images.facts[number])) numbers.push_back(number);
  }
  return numbers;
}

void add(Findings& findings, Finding finding, std::vector<std::uint32_t> images) {
  if (images.empty()) return;
  finding.what = images_are(images.size()) + " " + finding.what;
  finding.images = std::move(images);
  findings.push_back(std::move(finding));
}

std::string advice_for_aspect(Fit fit) {
  switch (fit) {
    case Fit::crop:
      return "The ends are cut off: look whether the middle shows what you want; data.fit: pad "
             "keeps all.";
    case Fit::pad:
      return "A narrow strip between empty borders is left: crop such images, or leave them out.";
    case Fit::stretch:
      return "Stretched, they are hard to know again: crop such images, or leave them out.";
  }
  return {};
}

}  // namespace

void find_odd_sizes(const Evidence& evidence, Findings& findings) {
  const Preprocessing& preprocessing = evidence.options.preprocessing;
  const Overview& overview = evidence.overview;
  const auto is_enlarged = [&](const ImageFacts& facts) {
    return enlargement(facts, preprocessing) > 1;
  };
  const double median = static_cast<double>(overview.median.width) * overview.median.height;
  const auto is_small = [&](const ImageFacts& facts) {
    return static_cast<double>(facts.width) * facts.height < kSmallPart * median;
  };
  const auto is_odd = [&](const ImageFacts& facts) {
    const double ratio = static_cast<double>(facts.width) / facts.height / overview.median_aspect;
    return std::abs(std::log(ratio)) > std::log(kOddAspect);
  };
  const ImageShape& shape = preprocessing.shape;
  add(findings,
      {.key = "enlarged",
       .what = "smaller than the training size, " + std::to_string(shape.width) + " x " +
               std::to_string(shape.height) + ", and would be enlarged",
       .advice =
           "What is enlarged is blurred, and so would be what is learnt from it: lower data.size, "
           "or leave small images out.",
       .detail = Finding::Detail::size},
      those(evidence, is_enlarged));
  add(findings,
      {.key = "small",
       .what = "much smaller than most (less than a quarter of the usual area)",
       .advice = "Often previews or icons that came along: have a look.",
       .detail = Finding::Detail::size},
      those(evidence,
            [&](const ImageFacts& facts) { return is_small(facts) && !is_enlarged(facts); }));
  add(findings,
      {.key = "odd_aspect",
       .what = "much wider or higher than most (over twice the usual proportion)",
       .advice = advice_for_aspect(preprocessing.fit),
       .detail = Finding::Detail::size},
      those(evidence, is_odd));
}

void find_blank(const Evidence& evidence, Findings& findings) {
  add(findings,
      {.key = "blank",
       .what = "nearly blank: one even colour",
       .advice = "There is nothing to learn from a blank image: remove it."},
      those(evidence, [](const ImageFacts& facts) { return is_blank(facts.appearance); }));
}

}  // namespace leakygan
