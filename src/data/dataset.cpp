#include "data/dataset.h"

#include <algorithm>
#include <numeric>

#include "data/holdout.h"
#include "data/store_file.h"
#include "support/error.h"
#include "support/hash.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr std::size_t kMostLost = 100;

std::vector<std::string> fault_lines(const ImageList& list, const Inventory& inventory) {
  std::vector<std::string> lines;
  for (const auto& [number, why] : inventory.faults)
    lines.push_back(list.where(number) + ": " + why);
  return lines;
}

// Applies data.bad_files and data.bad_limit.
void check_faults(const ImageList& list, std::vector<std::string> lines,
                  const DatasetOptions& options) {
  const std::size_t images = list.image_count();
  const double share = static_cast<double>(lines.size()) / static_cast<double>(images);
  if (lines.empty() || (options.skip_bad_files && share <= options.bad_limit)) return;
  const std::string count =
      count_text(lines.size()) + " of " + count_text(images) + " images cannot be used: ";
  if (options.skip_bad_files) {
    lines.push_back(count + "more than data.bad_limit, " + number_text(options.bad_limit) +
                    ", lets be skipped");
  } else {
    lines.push_back(count + "mend or move them (leakygan dataset check " + shell_text(list.path) +
                    " --quarantine DIR moves them), or leave them out: --set data.bad_files=skip");
  }
  throw Error(join(lines, "\n"));
}

std::vector<std::uint32_t> good_images(const Inventory& inventory) {
  std::vector<std::uint32_t> numbers;
  for (std::size_t i = 0; i < inventory.images.size(); ++i) {
    if (inventory.images[i].height > 0) numbers.push_back(static_cast<std::uint32_t>(i));
  }
  return numbers;
}

std::string fingerprint_of(const ImageList& list, const Inventory& inventory,
                           const std::vector<std::uint32_t>& good,
                           const std::vector<bool>& held_out, const Preprocessing& preprocessing) {
  std::uint64_t hash = hash_word(kHashStart, preprocessing_hash(preprocessing));
  for (std::size_t i = 0; i < good.size(); ++i) {
    hash = hash_bytes(hash, list.name_of(good[i]));
    hash = hash_word(hash, inventory.images[good[i]].content_hash);
    hash = hash_word(hash, held_out[i] ? 1 : 0);
  }
  return hash_text(hash);
}

// Sets which images are trained on.
std::vector<bool> divide(const Inventory& inventory, const std::vector<std::uint32_t>& good,
                         const DatasetOptions& options, Dataset& dataset) {
  std::vector<std::uint64_t> hashes;
  hashes.reserve(good.size());
  for (const std::uint32_t number : good) hashes.push_back(inventory.images[number].content_hash);
  auto held_out = choose_holdout(
      hashes, holdout_size(options.holdout, good.size(), options.batch, options.least_holdout));
  for (std::size_t i = 0; i < good.size(); ++i) {
    (held_out[i] ? dataset.held_out : dataset.training).push_back(good[i]);
  }
  return held_out;
}

}  // namespace

void check_enough_images(std::size_t images, std::int64_t batch, std::size_t held_out) {
  if (images >= static_cast<std::size_t>(batch)) return;
  const std::string besides =
      held_out == 0 ? "" : " (besides " + count_text(held_out) + " held out, data.holdout)";
  throw Error("training.batch: " + count_text(images) + " images" + besides +
              " are fewer than one batch of " + std::to_string(batch) +
              ": add images or lower training.batch");
}

std::size_t Dataset::copy(std::size_t index, TrainingImage& image) const {
  for (std::size_t lost = 0; lost < kMostLost; ++lost) {
    const std::size_t other = (index + count() - lost % count()) % count();
    if (pixels->copy(training[other], image)) return other;
  }
  throw Error("data.folder: images can no longer be read: " + std::to_string(kMostLost) +
              " in a row are gone or damaged since the run began");
}

Dataset dataset_of(const ImageShape& shape, std::span<const std::uint8_t> pixels) {
  const Preprocessing preprocessing = {.shape = shape};
  const std::size_t count = pixels.size() / slot_bytes(preprocessing);
  const ImageRecord record = {.height = static_cast<std::uint16_t>(shape.height),
                              .width = static_cast<std::uint16_t>(shape.width)};
  Dataset dataset;
  dataset.shape = shape;
  dataset.training.resize(count);
  std::iota(dataset.training.begin(), dataset.training.end(), 0U);
  Region region = Region::memory(pixels.size());
  std::copy(pixels.begin(), pixels.end(), region.data());
  dataset.pixels = std::make_unique<SlotStore>(std::move(region), 0, preprocessing,
                                               std::vector<ImageRecord>(count, record));
  return dataset;
}

Dataset divide_images(const ImageList& list, const Inventory& inventory,
                      const DatasetOptions& options) {
  Dataset dataset;
  dataset.shape = options.preprocessing.shape;
  dataset.crops_at_random = crops_at_random(options.preprocessing);
  dataset.skipped = fault_lines(list, inventory);
  check_faults(list, dataset.skipped, options);
  const auto good = good_images(inventory);
  const auto held_out = divide(inventory, good, options, dataset);
  check_enough_images(dataset.count(), options.batch, dataset.held_out.size());
  if (options.classes == ClassSource::folders) check_classes(list, inventory, good);
  if (options.classes == ClassSource::automatic) {
    dataset.why_no_classes = why_no_classes(list, inventory, good, dataset.training);
  }
  if (options.classes != ClassSource::none && dataset.why_no_classes.empty()) {
    dataset.classes = sort_by_class(list, inventory, dataset.training);
  }
  dataset.fingerprint = fingerprint_of(list, inventory, good, held_out, options.preprocessing);
  return dataset;
}

Dataset open_dataset(const ImageList& list, const DatasetOptions& options,
                     const LoadReport& report) {
  LoadedImages loaded = load_images(list, options.preprocessing, options.load, report);
  Dataset dataset = divide_images(list, loaded.inventory, options);
  dataset.pixels = std::move(loaded.pixels);
  return dataset;
}

}  // namespace leakygan
