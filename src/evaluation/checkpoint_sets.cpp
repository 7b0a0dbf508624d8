#include <ATen/ATen.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "data/holdout.h"
#include "data/parallel.h"
#include "evaluation/sets.h"
#include "metrics/measured_counts.h"
#include "metrics/stored_images.h"
#include "sampling/sampler.h"
#include "support/error.h"
#include "support/process.h"
#include "support/random.h"
#include "support/text.h"
#include "training/data_options.h"
#include "training/device.h"
#include "training/reading.h"
#include "training/run_checkpoints.h"

namespace leakygan {
namespace {

constexpr std::size_t kMostTrainingBytes = std::size_t{1} << 30;

Checkpoint checkpoint_meant(const EvaluateOptions& options, StatusLine& status) {
  if (options.best) return best_checkpoint(options.source, std::string(kGenerator));
  return find_checkpoint(options.source, report_to(status), std::string(kGenerator));
}

// Pictures of the seeds 1 to `count`, exactly those of `generate`.
ImageSet make_fakes(const Sampler& sampler, std::size_t count, StatusLine& status) {
  const std::size_t bytes = image_bytes(sampler.shape());
  if (bytes * count > machine_memory() / 4) {
    throw Error("--count: " + count_text(count) + " images need " + bytes_text(bytes * count) +
                ", more than a quarter of the machine's memory: ask for fewer");
  }
  std::vector<std::uint8_t> pixels(bytes * count);
  const SamplesAlone samples_alone;
  parallel_for(
      count, evaluation_threads(), "making samples",
      [&](std::size_t i) {
        const auto picture = sampler.pixels({.seed = static_cast<std::uint32_t>(i + 1)});
        std::copy(picture.begin(), picture.end(), pixels.data() + i * bytes);
      },
      [&](std::size_t done, std::size_t all) {
        if (done < all && status.due()) {
          status.show("sample " + count_text(done) + " of " + count_text(all));
        }
      });
  return {sampler.shape(), std::move(pixels)};
}

// All of the numbers, or as many of them as fit into the memory for training images, at random.
std::vector<std::uint32_t> fitting(const std::vector<std::uint32_t>& numbers,
                                   const ImageShape& shape) {
  const std::size_t most = kMostTrainingBytes / image_bytes(shape);
  if (numbers.size() <= most) return numbers;
  auto places = permutation(static_cast<std::uint32_t>(numbers.size()),
                            stream_seed(1, "evaluated training images"));
  places.resize(most);
  for (auto& place : places) place = numbers[place];
  return places;
}

std::int64_t shape_classes(const fs::path& data) {
  std::error_code code;
  const fs::path file = data / "shapes.json";
  if (!fs::exists(file, code)) return 0;
  const auto json = nlohmann::json::parse(read_file(file), nullptr, false);
  if (!json.is_object()) return 0;
  const auto classes = json.value("classes", nlohmann::json::array());
  return classes.is_array() ? static_cast<std::int64_t>(classes.size()) : 0;
}

// The images of a data set that belong to no checkpoint.
NamedImages images_of_data(const Config& config, const EvaluateOptions& options,
                           StatusLine& status) {
  Config other = config;
  other.data.folder = options.data;
  return images_of(find_images(other, status), preprocessing_of(other), options.count, status);
}

// Fills in what the checkpoint's own data set gives.
void read_data_set(const Checkpoint& checkpoint, const EvaluateOptions& options, Sets& sets,
                   StatusLine& status) {
  Config config = checkpoint.config;
  config.data.workers = evaluation_threads();
  const ImageList list = find_images(config, status);
  const Dataset dataset = open_dataset(list, dataset_options(config), report_reading(status));
  if (dataset.fingerprint != checkpoint.progress.dataset.fingerprint) {
    sets.warnings.push_back(
        "the data set has changed since this training: held-out images may have been trained on");
  }
  const std::size_t held_out = dataset.held_out.size();
  sets.real_is_held_out =
      options.real == "held_out" || (options.real == "auto" && held_out >= kEnoughHeldOut);
  if (sets.real_is_held_out && held_out == 0) {
    throw Error("--real held_out: no images were held out of this training (data.holdout)");
  }
  const auto numbers = fitting(dataset.training, dataset.shape);
  sets.training =
      NamedImages{stored_images(*dataset.pixels, dataset.shape, numbers, evaluation_threads()),
                  "training images"};
  sets.real = sets.real_is_held_out
                  ? NamedImages{stored_images(*dataset.pixels, dataset.shape, dataset.held_out,
                                              evaluation_threads()),
                                "held-out images"}
                  : *sets.training;
  if (!sets.real_is_held_out) {
    sets.warnings.push_back(
        "the real images are those that were trained on: copies of them score "
        "best" +
        std::string(held_out == 0 ? "" : " (--real held_out)"));
  }
  sets.shape_classes = shape_classes(config.data.folder);
}

fs::path place_for_pictures(const EvaluateOptions& options, const Checkpoint& checkpoint) {
  if (!options.out.empty()) return options.out;
  // A part of the metrics does not take the place of an evaluation by all of them.
  if (!options.metrics.empty()) return {};
  const auto run = run_of(checkpoint.file.path());
  if (!run) return {};
  return *run / "evaluations" / checkpoint.file.path().stem();
}

}  // namespace

Sets checkpoint_sets(const EvaluateOptions& options, StatusLine& status) {
  const Checkpoint checkpoint = checkpoint_meant(options, status);
  const bool averaged = checkpoint.has_average() && !options.raw;
  const Sampler sampler(checkpoint, averaged, choose_device(options.device));
  Sets sets;
  if (options.data.empty()) {
    read_data_set(checkpoint, options, sets, status);
  } else {
    sets.real = images_of_data(checkpoint.config, options, status);
  }
  const MeasuredCounts counts = measured_counts(options.count, sets.real.images.count());
  sets.real.images = sets.real.images.part(0, counts.real);
  sets.fake = {make_fakes(sampler, counts.fake, status), "samples"};
  sets.real_text =
      describe(sets.real, options.data.empty() ? checkpoint.config.data.folder : options.data);
  sets.fake_text = count_text(counts.fake) + " samples of " + display(checkpoint.file.path()) +
                   (averaged ? ", averaged weights" : "") + ", seeds 1 to " +
                   std::to_string(counts.fake);
  sets.out = place_for_pictures(options, checkpoint);
  return sets;
}

}  // namespace leakygan
