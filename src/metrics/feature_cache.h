#pragma once

#include <ATen/core/Tensor.h>

#include "data/load_images.h"
#include "metrics/feature_space.h"
#include "metrics/image_set.h"

namespace leakygan {

// extract_features, but computed once: they are kept in the cache folder under a name that follows
// from the images' pixels and the feature space, so that a changed image, size or space never meets
// the features of another. Says on `report` whether they were computed or there. A cache folder
// that cannot be written is no error. Throws as extract_features.
at::Tensor cached_features(const ImageSet& images, const FeatureSpace& space, int threads,
                           const std::string& what, const LoadReport& report);

}  // namespace leakygan
