#include "data/check/finding.h"

#include <cmath>

#include "support/text.h"

namespace leakygan {

std::string images_text(std::size_t count) {
  return count_text(count) + (count == 1 ? " image" : " images");
}

std::string images_are(std::size_t count) {
  return images_text(count) + (count == 1 ? " is" : " are");
}

std::string detail_text(const Finding& finding, const CheckedImages& images, std::uint32_t number) {
  const ImageFacts& facts = images.facts[number];
  switch (finding.detail) {
    case Finding::Detail::none:
      break;
    case Finding::Detail::fault: {
      const auto fault = images.inventory.faults.find(number);
      return fault == images.inventory.faults.end() ? std::string() : fault->second;
    }
    case Finding::Detail::size:
      return count_text(std::uint64_t{facts.width}) + " x " +
             count_text(std::uint64_t{facts.height});
    case Finding::Detail::brightest:
      return "brightest " +
             count_text(static_cast<std::uint64_t>(std::llround(facts.largest_sample)));
  }
  return {};
}

}  // namespace leakygan
