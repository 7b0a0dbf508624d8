#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "models/options.h"

namespace leakygan {

// Random tensors as functions of (seed, stream, index), on the CPU.

// From N(0, 1), and from 0 to 1.
at::Tensor draw_normal(at::IntArrayRef sizes, std::uint64_t seed, std::string_view stream,
                       std::uint64_t index);
at::Tensor draw_uniform(at::IntArrayRef sizes, std::uint64_t seed, std::string_view stream,
                        std::uint64_t index);

// Latents [count, latent] of a generator's distribution.
at::Tensor draw_latents(std::int64_t count, const GeneratorOptions& generator, std::uint64_t seed,
                        std::string_view stream, std::uint64_t index);

// The latent [1, latent] of a seed: LibTorch's CPU generator seeded with it, so that Python's
// torch.Generator().manual_seed(seed) gives the same. With a truncation T > 0 the distribution is
// that within [-T, T] (for N(0, 1) Brock et al. 2019, "Large scale GAN training for high fidelity
// natural image synthesis", section 3.1), but no number is drawn again: quantiles are mapped to
// quantiles, so that the same seed with a smaller T is the same picture, more typical.
at::Tensor picture_latent(std::uint32_t seed, const GeneratorOptions& generator,
                          std::optional<double> truncation);

// The class of a seed's picture where none is asked for: of two seeds independent, and as frequent
// among them as among the images, `sizes` of each class, of which there is one at least.
std::int64_t picture_class(std::uint32_t seed, std::span<const std::int64_t> sizes);

}  // namespace leakygan
