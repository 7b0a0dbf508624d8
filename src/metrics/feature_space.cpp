#include "metrics/feature_space.h"

namespace leakygan {

std::unique_ptr<FeatureSpace> feature_space(const std::string& name) {
  return name == kRandomFeatures ? random_features() : script_features(name);
}

}  // namespace leakygan
