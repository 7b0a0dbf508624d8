#include "models/options.h"

namespace leakygan {

const std::vector<std::string>& normalization_names() {
  static const std::vector<std::string> names = {"none", "batch"};
  return names;
}

const std::vector<std::string>& initialization_names() {
  static const std::vector<std::string> names = {"fixed", "gain"};
  return names;
}

}  // namespace leakygan
