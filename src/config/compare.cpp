#include "config/compare.h"

#include "config/schema.h"

namespace leakygan {

std::vector<Difference> differences(const Config& before, const Config& after) {
  std::vector<Difference> all;
  for (const auto& key : schema()) {
    const std::string was = key.text(before).value_or("none");
    const std::string is = key.text(after).value_or("none");
    if (was != is) all.push_back({key.path, was, is, key.may_change});
  }
  return all;
}

}  // namespace leakygan
