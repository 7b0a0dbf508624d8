#pragma once

#include <vector>

#include "models/layer_plan.h"

namespace leakygan {

// The residual networks of Miyato et al. (2018), figures 9 and 10, on the sides and channels of the
// layer rule (layer_plan.h). Where theirs double a side's pixels before a 3x3 convolution, or
// average four after one, these have a 4x4 convolution with stride 2, transposed going up, of which
// that is a special case; in the same way 2x2 convolutions stand for their shortcuts.
//
// The generator: a layer from the latent, blocks {4x4 up, 3x3, shortcut}, a 3x3 layer to the image.
// The discriminator: blocks {3x3, 4x4 down, shortcut}, a layer as large as what is left to the
// logit. Normalization and activation come before convolutions, so what a layer is followed by is
// what the next one begins with, after the sum of both branches.
//
// Throw Error as the plans of layer_plan.h do.
std::vector<PlannedLayer> plan_resnet_generator(const GeneratorOptions& options,
                                                const ImageShape& image);
std::vector<PlannedLayer> plan_resnet_discriminator(const DiscriminatorOptions& options,
                                                    const ImageShape& image);

}  // namespace leakygan
