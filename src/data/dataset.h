#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "data/classes.h"
#include "data/load_images.h"

namespace leakygan {

struct DatasetOptions {
  Preprocessing preprocessing = {};
  LoadOptions load = {};
  bool skip_bad_files = false;
  double bad_limit = 0.1;  // largest share of the images that may be skipped
  ClassSource classes = ClassSource::none;
  std::optional<std::int64_t> holdout = {};  // images; nothing: holdout_size decides
  std::size_t least_holdout = 0;             // that it is to decide for
  std::int64_t batch = 1;                    // images that training needs at least
};

// A data set that is ready for training.
struct Dataset {
  ImageShape shape;
  bool crops_at_random = false;         // a TrainingImage may be larger than the shape
  std::vector<std::uint32_t> training;  // numbers of images in `pixels`
  std::vector<std::uint32_t> held_out;
  Classes classes;                   // of the images in `training`
  std::string why_no_classes;        // where ClassSource::automatic finds none
  std::vector<std::string> skipped;  // "PATH: why", a line each
  // 16 hex digits: a hash of the preprocessing, of the names and contents of all images that can be
  // used, and of which of them are held out.
  std::string fingerprint;
  std::unique_ptr<PixelStore> pixels;

  std::size_t count() const { return training.size(); }

  // Training image `index` < count(). One whose file was lost since is replaced by one before it.
  // Returns which it is. Throws Error when a hundred in a row are lost.
  std::size_t copy(std::size_t index, TrainingImage& image) const;
};

// A data set of pixels, [N, H, W, C], that come from no files; all are trained on.
Dataset dataset_of(const ImageShape& shape, std::span<const std::uint8_t> pixels);

// Reads the images of a list. Throws Error as load_images does; with all files that cannot be used,
// a line each, when they are not to be skipped or are too many; when too few images are left for a
// batch, or when one is in no class.
Dataset open_dataset(const ImageList& list, const DatasetOptions& options,
                     const LoadReport& report);

// The part of open_dataset that needs no pixels: the data set without them.
Dataset divide_images(const ImageList& list, const Inventory& inventory,
                      const DatasetOptions& options);

// Throws Error when there are fewer images than a batch holds, those held out not counted: such a
// run would take no step.
void check_enough_images(std::size_t images, std::int64_t batch, std::size_t held_out = 0);

}  // namespace leakygan
