#include "models/leaky_relu.h"

#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>
#include <torch/autograd.h>

#include "models/activation.h"
#include "models/tensor_memory.h"
#include "support/error.h"

namespace leakygan {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

constexpr std::int64_t kGrain = 32768;  // elements a thread takes at least

// Whether one loop over memory reaches corresponding elements of both tensors.
bool same_layout(const at::Tensor& a, const at::Tensor& b) {
  return a.is_cpu() && b.is_cpu() && a.scalar_type() == b.scalar_type() &&
         a.is_non_overlapping_and_dense() && a.strides() == b.strides();
}

bool has_kernel(const at::Tensor& x) {
  return x.is_cpu() && (x.scalar_type() == at::kFloat || x.scalar_type() == at::kDouble) &&
         x.is_non_overlapping_and_dense();
}

template <typename Element>
void for_each_element(std::int64_t count, Element element) {
  at::parallel_for(0, count, kGrain, [&](std::int64_t begin, std::int64_t end) {
    const Element own = element;  // what it captured cannot be what the loop writes
    for (std::int64_t i = begin; i < end; ++i) own(i);
  });
}

// out = max(slope x, x); out may be x. Slope 0 is a loop of its own because 0 * -inf is NaN.
template <typename T>
void activate(const T* x, T* out, std::int64_t count, T slope) {
  if (slope == 0) {
    for_each_element(count, [=](std::int64_t i) { out[i] = x[i] <= 0 ? T(0) : x[i]; });
  } else {
    for_each_element(count, [=](std::int64_t i) { out[i] = x[i] > 0 ? x[i] : slope * x[i]; });
  }
}

// out = f'(y) grad, where y = f(x) is positive exactly where x is.
template <typename T>
void gate(const T* grad, const T* y, T* out, std::int64_t count, T slope) {
  if (slope == 0) {
    // The load stands outside of the condition, which GCC would not vectorize otherwise.
    for_each_element(count, [=](std::int64_t i) {
      const T value = grad[i];
      out[i] = y[i] > 0 ? value : T(0);
    });
  } else {
    for_each_element(count, [=](std::int64_t i) { out[i] = y[i] > 0 ? grad[i] : slope * grad[i]; });
  }
}

// For devices, dtypes and layouts that the loops above do not cover.
at::Tensor activate_anywhere(const at::Tensor& x, double slope) {
  return slope == 0 ? at::relu(x) : at::leaky_relu(x, slope);
}

void activate_into(const at::Tensor& x, at::Tensor& out, double slope) {
  AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "leaky_relu", [&] {
    activate(x.const_data_ptr<scalar_t>(), out.mutable_data_ptr<scalar_t>(), x.numel(),
             static_cast<scalar_t>(slope));
  });
}

at::Tensor gate_tensor(at::Tensor grad, const at::Tensor& y, double slope) {
  if (!has_kernel(y) || !grad.is_cpu() || grad.scalar_type() != y.scalar_type()) {
    return at::where(y > 0, grad, slope == 0 ? at::zeros_like(grad) : grad * slope);
  }
  // Gradients of sums come as expanded scalars: lay them out as y is.
  if (!same_layout(grad, y)) grad = at::empty_like(y).copy_(grad);
  at::Tensor out = is_unshared_gradient(grad) ? grad : at::empty_like(y);
  AT_DISPATCH_FLOATING_TYPES(y.scalar_type(), "leaky_relu_backward", [&] {
    gate(grad.const_data_ptr<scalar_t>(), y.const_data_ptr<scalar_t>(),
         out.mutable_data_ptr<scalar_t>(), y.numel(), static_cast<scalar_t>(slope));
  });
  return out;
}

// grad -> f'(y) grad: linear in grad and its own adjoint, so it serves as its own backward pass
// and gives derivatives of every order. In y it is constant almost everywhere.
struct Gate : Function<Gate> {
  static at::Tensor forward(AutogradContext* context, const at::Tensor& grad, const at::Tensor& y,
                            double slope) {
    context->save_for_backward({y});
    context->saved_data["slope"] = slope;
    return gate_tensor(grad, y, slope);
  }

  static variable_list backward(AutogradContext* context, variable_list grads) {
    const double slope = context->saved_data["slope"].toDouble();
    return {Gate::apply(grads[0], context->get_saved_variables()[0], slope), {}, {}};
  }
};

struct LeakyRelu : Function<LeakyRelu> {
  static at::Tensor forward(AutogradContext* context, at::Tensor x, double slope, bool in_place) {
    at::Tensor y;
    if (in_place) {
      context->mark_dirty({x});
      y = x;
    }
    if (has_kernel(x)) {
      if (!in_place) y = at::empty_like(x);
      activate_into(x, y, slope);
    } else {
      const at::Tensor value = activate_anywhere(x, slope);
      y = in_place ? x.copy_(value) : value;
    }
    context->save_for_backward({y});
    context->saved_data["slope"] = slope;
    return y;
  }

  static variable_list backward(AutogradContext* context, variable_list grads) {
    const double slope = context->saved_data["slope"].toDouble();
    const at::Tensor y = context->get_saved_variables()[0].detach();
    if (!at::GradMode::is_enabled()) {
      return {gate_tensor(std::exchange(grads[0], {}), y, slope), {}, {}};
    }
    return {Gate::apply(grads[0], y, slope), {}, {}};
  }
};

void check(double slope) {
  const std::string fault = slope_fault(slope);
  if (!fault.empty()) throw Error("leaky_relu: the slope " + fault);
}

}  // namespace

at::Tensor leaky_relu(const at::Tensor& x, double slope) {
  check(slope);
  return LeakyRelu::apply(x, slope, false);
}

at::Tensor leaky_relu_(at::Tensor x, double slope) {
  check(slope);
  return LeakyRelu::apply(std::move(x), slope, true);
}

}  // namespace leakygan
