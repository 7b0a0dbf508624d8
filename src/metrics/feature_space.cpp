#include "metrics/feature_space.h"

namespace leakygan {

std::unique_ptr<FeatureSpace> feature_space(const std::string& file) {
  return file.empty() ? random_features() : script_features(file);
}

}  // namespace leakygan
