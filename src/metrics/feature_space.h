#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <string>

#include "support/files.h"

namespace leakygan {

// What turns an image into a vector whose distances mean something.
class FeatureSpace {
 public:
  virtual ~FeatureSpace() = default;

  // Images [N, 3, H, W], uint8, RGB -> features [N, D], float32. The features of an image do not
  // depend on the others. May be called by several threads at once.
  virtual at::Tensor features(const at::Tensor& images) const = 0;

  // For people: "random convolutions 1 (448 features)".
  virtual std::string name() const = 0;
  // Differs for spaces that may give different features.
  virtual std::string id() const = 0;
  // What the Frechet distance and the kernel distance are called in it: "FID" and "KID" in the
  // Inception network of the literature only.
  virtual std::string frechet_name() const = 0;
  virtual std::string kernel_name() const = 0;
};

// Means and standard deviations, over all positions, of the channels of three convolutions whose
// weights are random numbers that never change: 448 features that need no download (random filters
// with pooling were found useful by Saxe et al. 2011, "On random weights and unsupervised feature
// learning"). Their distances are rFD and rKD.
//   input        scaled to [-1, 1]; sides above 64 are halved, by the mean, until none is
//   convolutions 3x3, zero padding 1, to 32, 64 and 128 channels with strides 1, 2 and 2; ReLU
//   weights      normal, each filter scaled to the norm sqrt(2); of the first layer every second
//                filter has mean 0 in each colour and four times that norm, or else noise and
//                blur would hardly show beside colour; biases N(0, 0.1^2)
std::unique_ptr<FeatureSpace> random_features();

// A TorchScript file with `forward(images)`, images as above. Running it runs the code in it.
//   leakygan_name   an attribute, text: its name; else the file's name
//   return_features a second argument of forward is given as true: so the Inception-v3 of
//                   StyleGAN2-ADA and StyleGAN3 is called, whose distances are then FID and KID if
//                   it gives 2048 features; those of other files are FD and KD
// Throws Error "PATH: ..." when it is no such file; features() does, when it fails or gives
// something else than finite [N, D].
std::unique_ptr<FeatureSpace> script_features(const fs::path& file);

inline constexpr const char* kRandomFeatures = "random";

// The random features for "random", else the file's.
std::unique_ptr<FeatureSpace> feature_space(const std::string& name);

}  // namespace leakygan
