#include "models/group_normalization.h"

#include <ATen/ATen.h>

#include <numeric>

namespace leakygan {
namespace {

constexpr double kGroupEpsilon = 1e-5;
constexpr std::int64_t kChannelsOfGroup = 16;

}  // namespace

GroupNormalizationImpl::GroupNormalizationImpl(std::int64_t channels, std::int64_t groups)
    : groups_(groups),
      weight_(register_parameter("weight", at::ones({channels}))),
      bias_(register_parameter("bias", at::zeros({channels}))) {}

at::Tensor GroupNormalizationImpl::forward(const at::Tensor& x) {
  return at::group_norm(x, groups_, weight_, bias_, kGroupEpsilon);
}

std::int64_t group_count(std::int64_t channels) {
  return channels / std::gcd(channels, kChannelsOfGroup);
}

}  // namespace leakygan
