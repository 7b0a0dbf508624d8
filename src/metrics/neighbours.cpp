#include "metrics/neighbours.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <limits>

#include "metrics/squared_distances.h"

namespace leakygan {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::int64_t kEnoughForPercent = 100;

// Squared distances of each image of a set to others of it.
struct Within {
  at::Tensor nearest;  // [N]
  at::Tensor radius;   // [N], to the k-th
};

Within within(const at::Tensor& features, std::int64_t k) {
  std::vector<at::Tensor> nearest;
  std::vector<at::Tensor> radius;
  squared_distances(features, features, [&](std::int64_t begin, const at::Tensor& distances) {
    at::Tensor others = distances;
    others.diagonal(begin).fill_(kInfinity);
    const at::Tensor smallest = std::get<0>(at::topk(others, k, 1, false, true));
    nearest.push_back(smallest.select(1, 0));
    radius.push_back(smallest.select(1, k - 1));
  });
  return {at::cat(nearest), at::cat(radius)};
}

double share(const at::Tensor& is_so) { return is_so.to(at::kDouble).mean().item<double>(); }

// What lies in which ball, and who is nearest in the other set.
struct Across {
  at::Tensor real_balls_around_fake;  // [M], how many
  at::Tensor real_in_fake_ball;       // [N], whether
  at::Tensor nearest_fake;            // [N], squared distances
  at::Tensor nearest_real;            // [M]
};

Across across(const at::Tensor& real, const at::Tensor& fake, const Within& reals,
              const Within& fakes) {
  Across result;
  result.real_balls_around_fake = at::zeros({fake.size(0)}, at::kLong);
  result.nearest_real = at::full({fake.size(0)}, kInfinity, at::kDouble);
  std::vector<at::Tensor> in_fake_ball;
  std::vector<at::Tensor> nearest_fake;
  squared_distances(real, fake, [&](std::int64_t begin, const at::Tensor& distances) {
    const at::Tensor radius = reals.radius.slice(0, begin, begin + distances.size(0));
    result.real_balls_around_fake += (distances < radius.unsqueeze(1)).sum(0);
    in_fake_ball.push_back((distances < fakes.radius).any(1));
    nearest_fake.push_back(distances.amin(1));
    result.nearest_real = at::minimum(result.nearest_real, distances.amin(0));
  });
  result.real_in_fake_ball = at::cat(in_fake_ball);
  result.nearest_fake = at::cat(nearest_fake);
  return result;
}

// As many of each, or an image of the larger set would have more neighbours of its own.
double accuracy_of_equal_parts(const at::Tensor& real, const at::Tensor& fake) {
  const std::int64_t count = std::min(real.size(0), fake.size(0));
  return neighbours(real.slice(0, 0, count), fake.slice(0, 0, count), 1).nearest_neighbour_accuracy;
}

std::optional<double> near_duplicates(const at::Tensor& nearest_real,
                                      const at::Tensor& nearest_fake) {
  if (nearest_real.size(0) < kEnoughForPercent) return std::nullopt;
  return share(nearest_fake <= at::quantile(nearest_real, 0.01, 0));
}

}  // namespace

Neighbours neighbours(const at::Tensor& real, const at::Tensor& fake, std::int64_t k) {
  const Within reals = within(real, k);
  const Within fakes = within(fake, k);
  const Across both = across(real, fake, reals, fakes);
  Neighbours result;
  result.precision = share(both.real_balls_around_fake > 0);
  result.recall = share(both.real_in_fake_ball);
  result.density =
      both.real_balls_around_fake.to(at::kDouble).mean().item<double>() / static_cast<double>(k);
  result.coverage = share(both.nearest_fake < reals.radius);
  result.nearest_neighbour_accuracy =
      real.size(0) == fake.size(0)
          ? (share(reals.nearest < both.nearest_fake) + share(fakes.nearest < both.nearest_real)) /
                2
          : accuracy_of_equal_parts(real, fake);
  result.near_duplicates = near_duplicates(reals.nearest, fakes.nearest);
  return result;
}

}  // namespace leakygan
