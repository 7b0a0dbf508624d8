#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/options.h"

namespace leakygan {

// One convolution of a network with what follows it. In a generator `in` is the side of the latent,
// `out` that of the image, and the convolution is a transposed one.
struct PlannedLayer {
  ImageShape in;
  ImageShape out;
  std::int64_t kernel_height = 4;
  std::int64_t kernel_width = 4;
  std::int64_t stride = 2;
  std::int64_t padding = 1;
  std::int64_t output_padding_height = 0;  // transposed only: 1 where the output is odd
  std::int64_t output_padding_width = 0;
  bool bias = false;
  bool normalized = false;
  bool activated = false;
  bool shortcut = false;              // its output is added to that of the layer before
  std::int64_t class_parameters = 0;  // what the layer learns for classes of images

  std::int64_t parameters() const;     // weights, biases, normalization's, classes'
  std::int64_t multiply_adds() const;  // of one image, forward, the convolution alone
};

// The layer rule. A discriminator halves the image (4x4 convolutions, stride 2, padding 1, an odd
// side rounded down) as often as the smaller side stays at least 4, then one convolution as large
// as what is left gives the logit. The generator is its mirror: the same sizes upwards, an odd one
// reached by an output padding of 1. Layer i from the image has width * min(2^i, 8) channels.
// Layers have biases only in a network whose normalization is no layer of its own. At 64 x 64 this
// is the network of Radford, Metz and Chintala (2016), figure 1, as in PyTorch's DCGAN example.
//
// Throw Error when a side is outside 16 .. 512 or the channels are not 1, 3 or 4.
std::vector<PlannedLayer> plan_discriminator(const DiscriminatorOptions& options,
                                             const ImageShape& image);
std::vector<PlannedLayer> plan_generator(const GeneratorOptions& options, const ImageShape& image);

// Of the layers between the image and the latent or logit the sides and channels, from the image
// inwards, the image itself first. Throws Error as the plans do.
std::vector<ImageShape> pyramid(const ImageShape& image, std::int64_t width);

// Numbers of the learned vector that tells a generator the class (Conditioning::embedding); 0 when
// there is none.
std::int64_t embedding_length(const GeneratorOptions& options);

// Scales and shifts for `channels` that each class has of its own (Conditioning::normalization).
std::int64_t class_scales(const GeneratorOptions& options, std::int64_t channels);

inline constexpr std::int64_t kSmallestSide = 16;
inline constexpr std::int64_t kLargestSide = 512;

}  // namespace leakygan
