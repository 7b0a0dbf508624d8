#include "models/options.h"

namespace leakygan {

const std::vector<std::string>& normalization_names() {
  static const std::vector<std::string> names = {"none",  "batch",    "spectral",
                                                 "group", "instance", "layer"};
  return names;
}

const std::vector<std::string>& initialization_names() {
  static const std::vector<std::string> names = {"fixed", "gain"};
  return names;
}

const std::vector<std::string>& conditioning_names() {
  static const std::vector<std::string> names = {"auto", "embedding", "normalization"};
  return names;
}

const std::vector<std::string>& latent_distribution_names() {
  static const std::vector<std::string> names = {"normal", "uniform"};
  return names;
}

}  // namespace leakygan
