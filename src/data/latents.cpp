#include "data/latents.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "support/random.h"

namespace leakygan {
namespace {

at::Generator generator_of(std::uint64_t seed) {
  return at::make_generator<at::CPUGeneratorImpl>(seed);
}

at::Tensor draw(at::IntArrayRef sizes, LatentDistribution distribution, at::Generator generator) {
  const at::Tensor z = at::empty(sizes, at::kFloat);
  if (distribution == LatentDistribution::normal) return z.normal_(0.0, 1.0, std::move(generator));
  return z.uniform_(0.0, 1.0, std::move(generator)).mul_(2).sub_(1);  // as torch.rand gives them
}

}  // namespace

at::Tensor draw_normal(at::IntArrayRef sizes, std::uint64_t seed, std::string_view stream,
                       std::uint64_t index) {
  return draw(sizes, LatentDistribution::normal, generator_of(stream_seed(seed, stream, index)));
}

at::Tensor draw_uniform(at::IntArrayRef sizes, std::uint64_t seed, std::string_view stream,
                        std::uint64_t index) {
  return at::empty(sizes, at::kFloat)
      .uniform_(0.0, 1.0, generator_of(stream_seed(seed, stream, index)));
}

at::Tensor draw_latents(std::int64_t count, const GeneratorOptions& generator, std::uint64_t seed,
                        std::string_view stream, std::uint64_t index) {
  return draw({count, generator.latent}, generator.distribution,
              generator_of(stream_seed(seed, stream, index)));
}

at::Tensor picture_latent(std::uint32_t seed, const GeneratorOptions& generator,
                          std::optional<double> truncation) {
  const at::Tensor z = draw({1, generator.latent}, generator.distribution, generator_of(seed));
  if (!truncation) return z;
  if (generator.distribution == LatentDistribution::uniform) return z * std::min(*truncation, 1.0);
  // With P the normal distribution function, z' = P^-1 of (P(z) scaled into [P(-T), P(T)]).
  const double inside = std::erf(*truncation / std::numbers::sqrt2);
  return (z.to(at::kDouble) / std::numbers::sqrt2)
      .erf()
      .mul(inside)
      .erfinv()
      .mul(std::numbers::sqrt2)
      .to(at::kFloat);
}

std::int64_t picture_class(std::uint32_t seed, std::span<const std::int64_t> sizes) {
  const auto all = std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0});
  SplitMix64 random(stream_seed(seed, "class of a picture"));
  auto place = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(all)));
  std::int64_t number = 0;
  while (number + 1 < std::ssize(sizes) && place >= sizes[static_cast<std::size_t>(number)]) {
    place -= sizes[static_cast<std::size_t>(number++)];
  }
  return number;
}

}  // namespace leakygan
