#include "training/convolutions.h"

#include <ATen/Parallel.h>
#include <torch/version.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>

#include "data/cache_folder.h"
#include "kernels/kernels.h"
#include "models/registry.h"
#include "support/error.h"
#include "support/files.h"
#include "support/process.h"
#include "training/measure_convolutions.h"

namespace leakygan {
namespace {

using nlohmann::ordered_json;

constexpr double kMostSeconds = 1.8;  // of measuring, and one product more that was begun
// Times of other kernels are not remembered: raise it when src/kernels becomes faster or slower.
constexpr int kKernelsVersion = 1;

// Whatever makes times comparable.
std::string machine_text() {
  return processor_name() + ", " + std::to_string(at::get_num_threads()) + " threads, " +
         kernels().name + " " + std::to_string(kKernelsVersion) + ", LibTorch " + TORCH_VERSION;
}

std::string key_of(const StridedLayer& layer, std::int64_t batch) {
  return layer.text() + ", batch " + std::to_string(batch);
}

fs::path memory_file() {
  const fs::path cache = cache_folder();
  return cache.empty() ? fs::path() : cache / "convolutions.json";
}

ConvolutionAlgorithm algorithm_of(const ordered_json& name) {
  const auto text = name.get<std::string>();
  for (const auto algorithm : {ConvolutionAlgorithm::direct, ConvolutionAlgorithm::winograd}) {
    if (text == algorithm_name(algorithm)) return algorithm;
  }
  throw ordered_json::other_error::create(599, "no algorithm: " + text, &name);
}

// Everything remembered, of all machines; nothing when the file is missing or damaged, because what
// it holds can be measured again.
ordered_json read_memory() {
  std::ifstream file(memory_file());
  ordered_json json = ordered_json::parse(file, nullptr, /*allow_exceptions=*/false);
  return json.is_object() ? json : ordered_json::object();
}

void remember(const std::vector<MeasuredLayer>& times, std::int64_t batch) {
  if (memory_file().empty()) return;
  ordered_json json = read_memory();
  const auto list = [](const ProductChoice& product) {
    return ordered_json::array(
        {algorithm_name(product.algorithm), product.direct_seconds, product.winograd_seconds});
  };
  for (const auto& one : times) {
    json[machine_text()][key_of(one.layer, batch)] = {
        {"down", list(one.down)}, {"up", list(one.up)}, {"weights", list(one.weights)}};
  }
  try {
    make_folder(memory_file().parent_path());
    write_file_atomic(memory_file(), json.dump(1) + "\n");
  } catch (const Error&) {
    // A home that cannot be written to: the next training measures again.
  }
}

// The times of all layers, or none.
std::vector<MeasuredLayer> recall(const std::vector<StridedLayer>& layers, std::int64_t batch) {
  const ordered_json json = read_memory();
  std::vector<MeasuredLayer> all;
  const auto product = [](const ordered_json& list) {
    return ProductChoice{algorithm_of(list.at(0)), list.at(1).get<double>(),
                         list.at(2).get<double>()};
  };
  try {
    for (const auto& layer : layers) {
      const ordered_json& one = json.at(machine_text()).at(key_of(layer, batch));
      all.push_back(
          {layer, product(one.at("down")), product(one.at("up")), product(one.at("weights"))});
    }
  } catch (const nlohmann::json::exception&) {
    return {};
  }
  return all;
}

ConvolutionChoices choices_of(const std::vector<MeasuredLayer>& times) {
  ConvolutionChoices choices;
  for (const auto& one : times) choices.push_back({one.layer, one.choice()});
  return choices;
}

ConvolutionChoices same_for_all(const std::vector<StridedLayer>& layers,
                                ConvolutionAlgorithm algorithm) {
  ConvolutionChoices choices;
  for (const auto& layer : layers) choices.push_back({layer, {algorithm, algorithm, algorithm}});
  return choices;
}

std::string time_text(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, seconds < 0.1 ? "%.3g ms" : "%.2g s",
                seconds < 0.1 ? 1e3 * seconds : seconds);
  return text;
}

std::string product_text(const ProductChoice& product) {
  const std::string& name = algorithm_name(product.algorithm);
  if (product.direct_seconds == 0) return name + " (not measured)";
  return name + " (direct " + time_text(product.direct_seconds) + ", winograd " +
         time_text(product.winograd_seconds) + ")";
}

void print_times(const std::vector<MeasuredLayer>& times, StatusLine& status) {
  for (const auto& one : times) {
    status.print("  " + one.layer.text());
    status.print("    down     " + product_text(one.down));
    status.print("    up       " + product_text(one.up));
    status.print("    weights  " + product_text(one.weights));
  }
}

}  // namespace

std::vector<StridedLayer> strided_layers(const Config& config, const ImageShape& image) {
  std::vector<StridedLayer> layers;
  const auto add = [&](const ImageShape& fine, const ImageShape& coarse,
                       const PlannedLayer& planned) {
    const StridedLayer layer = {fine.channels, fine.height, fine.width, coarse.channels};
    const bool is_new = std::find(layers.begin(), layers.end(), layer) == layers.end();
    if (planned.stride == 2 && planned.kernel_height == 4 && is_new) layers.push_back(layer);
  };
  const auto& generator = architecture(config.generator.architecture);
  const auto& discriminator = architecture(config.discriminator.architecture);
  for (const auto& layer : discriminator.plan_discriminator(config.discriminator, image)) {
    add(layer.in, layer.out, layer);
  }
  for (const auto& layer : generator.plan_generator(config.generator, image)) {
    add(layer.out, layer.in, layer);
  }
  return layers;
}

ConvolutionChoices plan_convolutions(const Config& config, const ImageShape& image,
                                     at::Device device, bool verbose, StatusLine& status) {
  if (!device.is_cpu()) return {};
  const auto layers = strided_layers(config, image);
  if (config.convolution == "direct") return same_for_all(layers, ConvolutionAlgorithm::direct);
  if (config.convolution == "winograd") return same_for_all(layers, ConvolutionAlgorithm::winograd);
  const std::int64_t batch = config.training.batch;
  auto times = recall(layers, batch);
  std::string when = "measured earlier";
  if (times.empty()) {
    status.show("measuring the convolutions");
    const auto begin = std::chrono::steady_clock::now();
    times = measure_convolutions(layers, batch, kMostSeconds);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    remember(times, batch);
    when = "measured in " + time_text(taken.count());
  }
  const auto choices = choices_of(times);
  status.print("convolutions:  " + choices_text(choices) + " (kernels " + kernels().name + ", " +
               when + ")");
  if (verbose) print_times(times, status);
  return choices;
}

ConvolutionChoices remembered_convolutions(const Config& config, const ImageShape& image) {
  return choices_of(recall(strided_layers(config, image), config.training.batch));
}

ordered_json to_json(const ConvolutionChoices& choices) {
  ordered_json list = ordered_json::array();
  for (const auto& [layer, choice] : choices) {
    list.push_back({{"fine", {layer.channels, layer.height, layer.width}},
                    {"coarse_channels", layer.coarse_channels},
                    {"down", algorithm_name(choice.down)},
                    {"up", algorithm_name(choice.up)},
                    {"weights", algorithm_name(choice.weights)}});
  }
  return list;
}

ConvolutionChoices choices_from_json(const ordered_json& json) {
  ConvolutionChoices choices;
  for (const auto& one : json) {
    const auto& fine = one.at("fine");
    choices.push_back(
        {{fine.at(0).get<std::int64_t>(), fine.at(1).get<std::int64_t>(),
          fine.at(2).get<std::int64_t>(), one.at("coarse_channels").get<std::int64_t>()},
         {algorithm_of(one.at("down")), algorithm_of(one.at("up")),
          algorithm_of(one.at("weights"))}});
  }
  return choices;
}

std::string choices_text(const ConvolutionChoices& choices) {
  std::size_t winograd = 0;
  for (const auto& one : choices) {
    for (const auto algorithm : {one.choice.down, one.choice.up, one.choice.weights}) {
      if (algorithm == ConvolutionAlgorithm::winograd) ++winograd;
    }
  }
  return "winograd for " + std::to_string(winograd) + " of " + std::to_string(3 * choices.size()) +
         " products";
}

}  // namespace leakygan
