#pragma once

#include <ATen/core/Tensor.h>

#include "data/parallel.h"
#include "metrics/feature_space.h"
#include "metrics/image_set.h"

namespace leakygan {

// Images begin to end - 1 of a set as [N, 3, H, W], uint8: grey repeated, RGBA blended on white.
at::Tensor rgb_images(const ImageSet& images, std::size_t begin, std::size_t end);

// The features of all images of a set, [N, D], float32, in the set's order. Each image's are the
// same to the last bit whatever else is in the set and however many threads there are. Throws Error
// as FeatureSpace::features, Interrupted when a stop was asked for.
at::Tensor extract_features(const ImageSet& images, const FeatureSpace& space, int threads,
                            const Progress& progress);

}  // namespace leakygan
