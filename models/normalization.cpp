#include "models/normalization.h"

#include <torch/autograd.h>
#include <torch/types.h>

#include "kernels/batch_normalization.h"
#include "kernels/kernels.h"
#include "models/leaky_relu.h"
#include "models/tensor_memory.h"
#include "models/threads.h"

namespace leakygan {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

constexpr double kEpsilon = 1e-5;
constexpr double kMomentum = 0.1;

NormalizationShape shape_of(const at::Tensor& x, std::int64_t groups) {
  return {groups, x.size(0) / groups * x.size(2) * x.size(3), x.size(1)};
}

// The statistics of a forward pass, for its backward pass and for the running ones.
struct Statistics : torch::CustomClassHolder {
  explicit Statistics(BatchStatistics of_batch) : batch(std::move(of_batch)) {}
  BatchStatistics batch;
};

// The same in LibTorch's operators, for other devices and for derivatives of derivatives.
at::Tensor composed(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                    double slope, std::int64_t groups) {
  std::vector<at::Tensor> parts;
  for (const auto& part : x.chunk(groups)) {
    parts.push_back(at::batch_norm(part, weight, bias, {}, {}, true, 0.0, kEpsilon, false));
  }
  const at::Tensor y = groups == 1 ? parts.front() : at::cat(parts);
  return slope == 1 ? y : leaky_relu(y, slope);
}

struct NormalizeBatch : Function<NormalizeBatch> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x, const at::Tensor& weight,
                            const at::Tensor& bias, double slope, std::int64_t groups,
                            const c10::intrusive_ptr<Statistics>& statistics) {
    at::Tensor y = at::empty_like(x);
    normalize(shape_of(x, groups), x.const_data_ptr<float>(), statistics->batch, kEpsilon,
              weight.const_data_ptr<float>(), bias.const_data_ptr<float>(), slope,
              y.mutable_data_ptr<float>(), kernels().table, in_threads());
    // Without an activation y is not needed again, and whoever takes it may overwrite it.
    context->save_for_backward({x, weight, bias, slope == 1 ? x : y});
    context->saved_data["slope"] = slope;
    context->saved_data["groups"] = groups;
    context->saved_data["statistics"] = c10::IValue::make_capsule(statistics);
    return y;
  }

  static variable_list backward(AutogradContext* context, variable_list grads) {
    const auto saved = context->get_saved_variables();
    const double slope = context->saved_data["slope"].toDouble();
    const std::int64_t groups = context->saved_data["groups"].toInt();
    const at::Tensor& x = saved[0];
    if (at::GradMode::is_enabled()) {
      const at::Tensor y = composed(x, saved[1], saved[2], slope, groups);
      variable_list result = torch::autograd::grad({y}, {x, saved[1], saved[2]}, {grads[0]},
                                                   /*retain_graph=*/true, /*create_graph=*/true);
      result.resize(6);
      return result;
    }
    const auto statistics = c10::static_intrusive_pointer_cast<Statistics>(
        context->saved_data["statistics"].toCapsule());
    const at::Tensor gradient = channels_last(std::exchange(grads[0], {}));
    at::Tensor dx = is_unshared_gradient(gradient) ? gradient : at::empty_like(x);
    at::Tensor dweight = at::empty_like(saved[1]);
    at::Tensor dbias = at::empty_like(saved[2]);
    normalize_backward(shape_of(x, groups),
                       {x.const_data_ptr<float>(), saved[3].const_data_ptr<float>(),
                        statistics->batch, kEpsilon, saved[1].const_data_ptr<float>(), slope},
                       gradient.const_data_ptr<float>(), dx.mutable_data_ptr<float>(),
                       dweight.mutable_data_ptr<float>(), dbias.mutable_data_ptr<float>(),
                       kernels().table, in_threads());
    return {dx, dweight, dbias, {}, {}, {}};
  }
};

}  // namespace

BatchNormalizationImpl::BatchNormalizationImpl(std::int64_t channels)
    : weight_(register_parameter("weight", at::ones({channels}))),
      bias_(register_parameter("bias", at::zeros({channels}))),
      running_mean_(register_buffer("running_mean", at::zeros({channels}))),
      running_var_(register_buffer("running_var", at::ones({channels}))),
      num_batches_tracked_(
          register_buffer("num_batches_tracked", at::zeros({}, at::TensorOptions(at::kLong)))) {}

at::Tensor BatchNormalizationImpl::forward(const at::Tensor& x, double slope, std::int64_t groups) {
  const bool ours = x.is_cpu() && x.scalar_type() == at::kFloat &&
                    weight_.scalar_type() == at::kFloat &&
                    (is_training() || !at::GradMode::is_enabled());
  if (!ours) return forward_in_library(x, slope, groups);
  const at::Tensor from = channels_last(x);
  if (!is_training()) return evaluate(from, slope);
  auto statistics = c10::make_intrusive<Statistics>(batch_statistics(
      shape_of(from, groups), from.const_data_ptr<float>(), kernels().table, in_threads()));
  take_in(statistics->batch, shape_of(from, groups));
  return NormalizeBatch::apply(from, weight_, bias_, slope, groups, statistics);
}

at::Tensor BatchNormalizationImpl::forward_in_library(const at::Tensor& x, double slope,
                                                      std::int64_t groups) {
  std::vector<at::Tensor> parts;
  for (const auto& part : x.chunk(is_training() ? groups : 1)) {
    if (is_training()) num_batches_tracked_.add_(1);
    parts.push_back(at::batch_norm(part, weight_, bias_, running_mean_, running_var_, is_training(),
                                   kMomentum, kEpsilon, /*cudnn_enabled=*/true));
  }
  const at::Tensor y = parts.size() == 1 ? parts.front() : at::cat(parts);
  return slope == 1 ? y : leaky_relu(y, slope);
}

at::Tensor BatchNormalizationImpl::evaluate(const at::Tensor& x, double slope) const {
  const auto values = [](const at::Tensor& buffer) {
    const auto* begin = buffer.const_data_ptr<float>();
    return std::vector<double>(begin, begin + buffer.numel());
  };
  at::Tensor y = at::empty_like(x);
  normalize(shape_of(x, 1), x.const_data_ptr<float>(),
            {values(running_mean_), values(running_var_)}, kEpsilon,
            weight_.const_data_ptr<float>(), bias_.const_data_ptr<float>(), slope,
            y.mutable_data_ptr<float>(), kernels().table, in_threads());
  return y;
}

void BatchNormalizationImpl::take_in(const BatchStatistics& statistics,
                                     const NormalizationShape& shape) {
  auto* mean = running_mean_.mutable_data_ptr<float>();
  auto* variance = running_var_.mutable_data_ptr<float>();
  const auto rows = static_cast<double>(shape.rows);
  const double unbiased = rows > 1 ? rows / (rows - 1) : 1;
  for (std::size_t i = 0; i < statistics.mean.size(); ++i) {
    const std::size_t c = i % static_cast<std::size_t>(shape.channels);
    const auto toward = [](float& old, double value) {
      old = static_cast<float>((1 - kMomentum) * old + kMomentum * value);
    };
    toward(mean[c], statistics.mean[i]);
    toward(variance[c], unbiased * statistics.variance[i]);
  }
  num_batches_tracked_.add_(shape.groups);
}

}  // namespace leakygan
