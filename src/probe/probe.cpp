#include "probe/probe.h"

#include <torch/autograd.h>
#include <torch/nn/module.h>
#include <torch/utils.h>

#include "models/frozen.h"
#include "probe/layer_statistics.h"

namespace leakygan {
namespace {

// In training mode while it lives; puts mode and running statistics back.
class Borrowed {
 public:
  explicit Borrowed(torch::nn::Module& network)
      : network_(network), was_training_(network.is_training()), frozen_(network.parameters()) {
    for (const auto& buffer : network.buffers()) buffers_.push_back(buffer.clone());
    network.train();
  }
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;
  ~Borrowed() {
    const torch::NoGradGuard no_grad;
    auto buffers = network_.buffers();
    for (std::size_t i = 0; i < buffers.size(); ++i) buffers[i].copy_(buffers_[i]);
    network_.train(was_training_);
  }

 private:
  torch::nn::Module& network_;
  bool was_training_;
  Frozen frozen_;
  std::vector<at::Tensor> buffers_;
};

// What is gathered while chunks pass.
struct Gathered {
  std::vector<LayerStatistics> generator;
  std::vector<LayerStatistics> discriminator;
  std::vector<at::Tensor> real_logits;  // a chunk each
  std::vector<at::Tensor> fake_logits;
  std::vector<at::Tensor> signals;  // norms of d logit / d image
};

void add(std::vector<LayerStatistics>& layers, const Trace& trace) {
  while (layers.size() < trace.size()) layers.emplace_back(trace[layers.size()]);
  for (std::size_t i = 0; i < trace.size(); ++i) layers[i].add(trace[i]);
}

// Of the sum of the logits.
std::vector<at::Tensor> gradients(const at::Tensor& logits, const std::vector<at::Tensor>& of) {
  return torch::autograd::grad({logits}, of, {at::ones_like(logits)});
}

void append_inputs(std::vector<at::Tensor>& tensors, const Trace& trace) {
  for (const auto& traced : trace) tensors.push_back(traced.input);
}

void pass_real(Discriminator& discriminator, const at::Tensor& images, const at::Tensor& labels,
               bool with_gradients, Gathered& gathered) {
  const at::AutoGradMode mode(with_gradients);
  Trace trace;
  // Weights are frozen: without this nothing would be part of a graph.
  const at::Tensor given = images.detach().requires_grad_(with_gradients);
  const at::Tensor logits = discriminator.forward(given, {.labels = labels, .trace = &trace});
  add(gathered.discriminator, trace);
  gathered.real_logits.push_back(logits.detach());
  if (!with_gradients) return;
  std::vector<at::Tensor> inputs;
  append_inputs(inputs, trace);
  const auto found = gradients(logits, inputs);
  for (std::size_t i = 0; i < found.size(); ++i) gathered.discriminator[i].add_gradient(found[i]);
}

void pass_generated(Generator& generator, Discriminator& discriminator, const at::Tensor& latents,
                    const at::Tensor& labels, bool with_gradients, Gathered& gathered) {
  const at::AutoGradMode mode(with_gradients);
  Trace making;
  Trace judging;
  const at::Tensor given = latents.detach().requires_grad_(with_gradients);
  const at::Tensor images = generator.forward(given, {.labels = labels, .trace = &making});
  const at::Tensor logits = discriminator.forward(images, {.labels = labels, .trace = &judging});
  add(gathered.generator, making);
  add(gathered.discriminator, judging);
  gathered.fake_logits.push_back(logits.detach());
  if (!with_gradients) return;
  std::vector<at::Tensor> inputs = {images};
  append_inputs(inputs, making);
  append_inputs(inputs, judging);
  const auto found = gradients(logits, inputs);
  gathered.signals.push_back(found[0].flatten(1).to(at::kDouble).norm(2, 1));
  for (std::size_t i = 0; i < making.size(); ++i) gathered.generator[i].add_gradient(found[1 + i]);
  for (std::size_t i = 0; i < judging.size(); ++i) {
    gathered.discriminator[i].add_gradient(found[1 + making.size() + i]);
  }
}

LogitReport logit_report(const std::vector<at::Tensor>& chunks) {
  const at::Tensor logits = at::cat(chunks).to(at::kDouble);
  return {logits.mean().item<double>(), logits.std(/*unbiased=*/false).item<double>()};
}

double share_of_zeros(const std::vector<at::Tensor>& chunks) {
  return at::cat(chunks).eq(0).to(at::kDouble).mean().item<double>();
}

// In chunks too: a loss is a mean, whose derivative underflows sooner for more images.
void measure_saturation(const Gathered& gathered, const ProbeInput& input, ProbeReport& report) {
  const at::AutoGradMode with_graph(true);
  std::vector<at::Tensor> real;
  std::vector<at::Tensor> fake;
  std::vector<at::Tensor> made;
  for (std::size_t i = 0; i < gathered.real_logits.size(); ++i) {
    const at::Tensor real_logits = gathered.real_logits[i].clone().requires_grad_();
    const at::Tensor fake_logits = gathered.fake_logits[i].clone().requires_grad_();
    const at::Tensor loss = input.discriminator_loss(real_logits, fake_logits);
    const auto found = torch::autograd::grad({loss}, {real_logits, fake_logits});
    real.push_back(found[0]);
    fake.push_back(found[1]);
    const at::Tensor generator_loss = input.generator_loss(real_logits.detach(), fake_logits);
    made.push_back(torch::autograd::grad({generator_loss}, {fake_logits})[0]);
  }
  report.real_loss_saturation = share_of_zeros(real);
  report.fake_loss_saturation = share_of_zeros(fake);
  report.generator_loss_saturation = share_of_zeros(made);
}

std::vector<LayerReport> reports(const std::vector<LayerStatistics>& layers) {
  std::vector<LayerReport> all;
  for (const auto& layer : layers) all.push_back(layer.report());
  return all;
}

}  // namespace

ProbeReport probe(Generator& generator, Discriminator& discriminator, const ProbeInput& input) {
  const Borrowed borrowed_generator(generator);
  const Borrowed borrowed_discriminator(discriminator);
  Gathered gathered;
  ProbeReport report;
  report.images = input.latents.size(0);
  for (std::int64_t begin = 0; begin < report.images; begin += input.chunk) {
    const bool with_gradients = begin < kGradientImages;
    if (with_gradients) report.gradient_images += input.chunk;
    const auto part = [&](const at::Tensor& of_all) {
      return of_all.defined() ? of_all.slice(0, begin, begin + input.chunk) : of_all;
    };
    const at::Tensor labels = part(input.labels);
    pass_real(discriminator, input.real(begin / input.chunk), labels, with_gradients, gathered);
    pass_generated(generator, discriminator, part(input.latents), labels, with_gradients, gathered);
  }
  report.discriminator = reports(gathered.discriminator);
  report.generator = reports(gathered.generator);
  report.generator_signal = at::cat(gathered.signals).mean().item<double>();
  report.real_logits = logit_report(gathered.real_logits);
  report.fake_logits = logit_report(gathered.fake_logits);
  measure_saturation(gathered, input, report);
  auto& all = gathered.real_logits;
  all.insert(all.end(), gathered.fake_logits.begin(), gathered.fake_logits.end());
  report.logits = logit_report(all);
  return report;
}

}  // namespace leakygan
