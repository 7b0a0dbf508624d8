#include "training/augment.h"

#include <torch/autograd.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "models/tensor_memory.h"
#include "training/augment_parts.h"

namespace leakygan {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

constexpr std::int64_t kGrain = 32768;  // elements a thread takes at least

template <typename Image>
void for_each_image(const at::Tensor& images, Image image) {
  const std::int64_t size = images.numel() / images.size(0);
  at::parallel_for(0, images.size(0), std::max<std::int64_t>(kGrain / size, 1),
                   [&](std::int64_t begin, std::int64_t end) {
                     for (std::int64_t i = begin; i < end; ++i) image(i);
                   });
}

// The sum over an image [H, W, C], without transparency. Independent sums run side by side; as 12
// is a multiple of every C, each is of one channel.
template <std::int64_t C, typename T>
double color_sum(const T* image, std::int64_t count) {
  constexpr std::int64_t kLanes = 12;
  std::array<double, kLanes> lanes{};
  std::int64_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      lanes[lane] += static_cast<double>(image[i + static_cast<std::int64_t>(lane)]);
    }
  }
  for (; i < count; ++i)
    lanes[static_cast<std::size_t>(i % kLanes)] += static_cast<double>(image[i]);
  if (C == 4) lanes[3] = lanes[7] = lanes[11] = 0;
  return std::accumulate(lanes.begin(), lanes.end(), 0.0);
}

// The three steps at once. With m a pixel's mean and M the image's, brightness b, saturation s and
// contrast c make x into cs(x - m) + cm + (1 - c)M + b.
template <std::int64_t C, typename T>
void recolor(const T* in, T* out, std::int64_t pixels, const double* amounts) {
  constexpr std::int64_t kColors = color_channels(C);
  const double contrast = amounts[2];
  const double saturation = C == 1 ? 1 : amounts[1];
  const double mean = color_sum<C>(in, pixels * C) / static_cast<double>(pixels * kColors);
  const auto own = static_cast<T>(contrast * saturation);
  const auto common = static_cast<T>(contrast * (1 - saturation) / kColors);
  const auto added = static_cast<T>((1 - contrast) * mean + amounts[0]);
  for (std::int64_t pixel = 0; pixel < pixels; ++pixel, in += C, out += C) {
    T sum = in[0];
    for (std::int64_t k = 1; k < kColors; ++k) sum += in[k];
    const T shared = common * sum + added;
    for (std::int64_t k = 0; k < kColors; ++k) out[k] = own * in[k] + shared;
    if (C == 4) out[C - 1] = in[C - 1];
  }
}

template <std::int64_t C, typename T>
void recolor_images(const at::Tensor& x, at::Tensor& out, const at::Tensor& amounts) {
  const std::int64_t pixels = x.size(2) * x.size(3);
  const auto* from = x.const_data_ptr<T>();
  auto* to = out.mutable_data_ptr<T>();
  const auto* rows = amounts.const_data_ptr<double>();
  for_each_image(x, [=](std::int64_t i) {
    recolor<C>(from + i * pixels * C, to + i * pixels * C, pixels, rows + i * 3);
  });
}

at::Tensor empty_like_images(const at::Tensor& x) {
  return at::empty(x.sizes(), x.options().memory_format(at::MemoryFormat::ChannelsLast));
}

at::Tensor recolored(const at::Tensor& images, const at::Tensor& amounts) {
  const at::Tensor x = channels_last(images);
  at::Tensor out = empty_like_images(x);
  AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "augment_color", [&] {
    if (x.size(1) == 1) recolor_images<1, scalar_t>(x, out, amounts);
    if (x.size(1) == 3) recolor_images<3, scalar_t>(x, out, amounts);
    if (x.size(1) == 4) recolor_images<4, scalar_t>(x, out, amounts);
  });
  return out;
}

// x -> Lx + b. L is its own adjoint: it scales by means over pixels and images, which are
// orthogonal projections. So the derivative is the same map without b.
struct Color : Function<Color> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x,
                            const at::Tensor& amounts) {
    context->saved_data["amounts"] = amounts;
    return recolored(x, amounts);
  }

  static variable_list backward(AutogradContext* context, variable_list grads) {
    const at::Tensor amounts = context->saved_data["amounts"].toTensor().clone();
    amounts.select(1, 0).zero_();
    return {Color::apply(grads[0], amounts), {}};
  }
};

// A row of moves_of: a shift, then a hole, which may reach over the edges.
struct MoveRow {
  std::int64_t down, right, top, left, height, width;
};

// The adjoint cuts, then shifts back; that is to shift back, then cut the hole shifted back.
at::Tensor adjoint_moves(const at::Tensor& moves) {
  const at::Tensor shift = moves.slice(1, 0, 2);
  return at::cat({-shift, moves.slice(1, 2, 4) - shift, moves.slice(1, 4, 6)}, 1);
}

// Of an image [H, W, C].
template <typename T>
void move_image(const T* in, T* out, const ImageShape& shape, const MoveRow& move) {
  const auto [channels, height, width] = shape;
  const auto column = [c = channels, w = width](std::int64_t x) {
    return std::clamp<std::int64_t>(x, 0, w) * c;
  };
  const std::int64_t row_size = width * channels;
  const std::int64_t begin = column(move.right);
  const std::int64_t end = column(width + move.right);
  const std::int64_t left = column(move.left);
  const std::int64_t right = column(move.left + move.width);
  for (std::int64_t y = 0; y < height; ++y, out += row_size) {
    const std::int64_t source = y - move.down;
    if (source < 0 || source >= height || begin >= end) {
      std::fill_n(out, row_size, T(0));
      continue;
    }
    const T* from = in + source * row_size + begin - move.right * channels;
    std::fill(out, out + begin, T(0));
    std::copy(from, from + (end - begin), out + begin);
    std::fill(out + end, out + row_size, T(0));
    if (y >= move.top && y < move.top + move.height) std::fill(out + left, out + right, T(0));
  }
}

at::Tensor moved(const at::Tensor& images, const at::Tensor& moves) {
  const at::Tensor x = channels_last(images);
  at::Tensor out = empty_like_images(x);
  const ImageShape shape = {x.size(1), x.size(2), x.size(3)};
  const std::int64_t size = shape.channels * shape.height * shape.width;
  const auto* rows = moves.const_data_ptr<std::int64_t>();
  AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "augment_move", [&] {
    const auto* from = x.const_data_ptr<scalar_t>();
    auto* to = out.mutable_data_ptr<scalar_t>();
    for_each_image(x, [=](std::int64_t i) {
      const auto* row = rows + 6 * i;
      move_image(from + i * size, to + i * size, shape,
                 {row[0], row[1], row[2], row[3], row[4], row[5]});
    });
  });
  return out;
}

struct Move : Function<Move> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x,
                            const at::Tensor& moves) {
    context->saved_data["moves"] = moves;
    return moved(x, moves);
  }

  static variable_list backward(AutogradContext* context, variable_list grads) {
    return {Move::apply(grads[0], adjoint_moves(context->saved_data["moves"].toTensor())), {}};
  }
};

bool has_loops(const at::Tensor& x) {
  const std::int64_t channels = x.size(1);
  return x.is_cpu() && (x.scalar_type() == at::kFloat || x.scalar_type() == at::kDouble) &&
         (channels == 1 || channels == 3 || channels == 4) && x.numel() > 0;
}

}  // namespace

at::Tensor augment(const at::Tensor& images, const Augmentation& augmentation) {
  if (!has_loops(images)) return augment_composed(images, augmentation);
  check_amounts(images, augmentation);
  at::Tensor x = channels_last(images);
  if (augmentation.color.defined()) x = Color::apply(x, augmentation.color.contiguous());
  if (augmentation.shift.defined() || augmentation.hole.defined()) {
    x = Move::apply(x, moves_of(augmentation));
  }
  return x;
}

}  // namespace leakygan
