#include "cli/info_checkpoint.h"

#include <cstdio>
#include <map>
#include <string>

#include "support/text.h"
#include "training/checkpoint.h"
#include "training/convolutions.h"

namespace leakygan {
namespace {

// Of the tensors of one network or optimizer.
struct Group {
  std::size_t parameters = 0;
  std::size_t buffers = 0;
  std::uint64_t numbers = 0;
  std::uint64_t bytes = 0;
};

// "optimizer.generator" of "optimizer.generator.first_moment.layers.0.conv.weight".
std::string group_of(const std::string& tensor) {
  const bool of_optimizer = tensor.starts_with("optimizer.");
  const auto first = tensor.find('.');
  return tensor.substr(0, of_optimizer ? tensor.find('.', first + 1) : first);
}

bool is_buffer(const std::string& tensor) {
  return tensor.ends_with(".running_mean") || tensor.ends_with(".running_var") ||
         tensor.ends_with(".num_batches_tracked") || tensor.ends_with(".spectral.u") ||
         tensor.ends_with(".steps");
}

std::map<std::string, Group> groups_of(const SafetensorsFile& file) {
  std::map<std::string, Group> groups;
  for (const auto& [name, entry] : file.tensors()) {
    Group& group = groups[group_of(name)];
    (is_buffer(name) ? group.buffers : group.parameters) += 1;
    std::uint64_t numbers = 1;
    for (const auto side : entry.shape) numbers *= static_cast<std::uint64_t>(side);
    group.numbers += numbers;
    group.bytes += entry.end - entry.begin;
  }
  return groups;
}

void print_line(const char* what, const std::string& text) {
  std::printf("  %-13s  %s\n", what, text.c_str());
}

template <typename Options>
std::string network_text(const Options& options) {
  return options.architecture + ", width " + std::to_string(options.width) + ", " +
         activation_text(options.activation) + ", normalization " +
         normalization_names()[static_cast<std::size_t>(options.normalization)];
}

void print_origin(const Checkpoint& checkpoint) {
  const Config& config = checkpoint.config;
  const TrainingProgress& progress = checkpoint.progress;
  print_line("id", checkpoint.file.id());
  print_line("size", bytes_text(checkpoint.file.size()));
  print_line("step", count_text(progress.step) + ", " + count_text(progress.images) + " images, " +
                         duration_text(progress.seconds) + " of training");
  print_line("run", config.name + ", seed " + std::to_string(config.seed));
  print_line("data", config.data.folder + ": " + count_text(progress.dataset.images) +
                         " images, fingerprint " + progress.dataset.fingerprint);
  if (const auto& names = progress.dataset.classes.names; !names.empty()) {
    print_line("classes", count_text(names.size()) + ": " + join(names, ", "));
  }
  print_line("generator", network_text(config.generator));
  print_line("", "used by generate: " +
                     std::string(checkpoint.has_average()
                                     ? "the averaged weights (half-life " +
                                           count_text(config.training.ema) + " images)"
                                     : "the weights of the last step; none are averaged"));
  print_line("discriminator", network_text(config.discriminator));
  print_line("convolutions",
             progress.convolutions.empty() ? "direct" : choices_text(progress.convolutions));
}

}  // namespace

void print_checkpoint(const fs::path& file) {
  const Checkpoint checkpoint = open_checkpoint(file);
  checkpoint.file.verify();
  std::printf("checkpoint %s\n", display(file).c_str());
  print_origin(checkpoint);
  std::printf("\n  %-24s  %11s  %7s  %11s  %10s\n", "tensors", "parameters", "buffers", "numbers",
              "bytes");
  for (const auto& [name, group] : groups_of(checkpoint.file)) {
    std::printf("  %-24s  %11zu  %7zu  %11s  %10s\n", name.c_str(), group.parameters, group.buffers,
                count_text(group.numbers).c_str(), bytes_text(group.bytes).c_str());
  }
  std::printf("\n");
}

}  // namespace leakygan
