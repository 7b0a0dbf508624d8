#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/preprocessing.h"
#include "data/scan.h"
#include "evaluation/evaluate.h"
#include "metrics/feature_space.h"
#include "metrics/image_set.h"

// The images that an evaluation compares, and where they come from.

namespace leakygan {

struct NamedImages {
  ImageSet images;
  std::string what;  // "held-out images", for messages
};

struct Sets {
  NamedImages real;
  NamedImages fake;
  std::string real_text;  // "5,000 held-out images of DIR, 32x32, RGB"
  std::string fake_text;
  std::optional<NamedImages> training;  // that the fakes may have been learned from
  bool real_is_held_out = false;
  std::int64_t shape_classes = 0;  // of a data set of shapes; 0 for others
  std::vector<std::string> warnings;
  fs::path out;  // for files; empty: none are written
};

// A checkpoint's samples and its data set. Throws Error: no such checkpoint, data set or images.
Sets checkpoint_sets(const EvaluateOptions& options, StatusLine& status);

// Two folders or archives. Throws Error also when their images are not all of one size and none was
// asked for.
Sets folder_sets(const EvaluateOptions& options, StatusLine& status);

// Up to `count` images of a list, chosen by the content of the files; at most 50,000 without a
// count. Says on the status line how many there are, and what was passed over. Throws Error when
// one cannot be used.
NamedImages images_of(const ImageList& list, const Preprocessing& preprocessing,
                      std::optional<std::int64_t> count, StatusLine& status);

// "5,000 held-out images of DIR, 32x32, RGB".
std::string describe(const NamedImages& named, const std::string& folder);

// Threads for the work: one for each processor.
int evaluation_threads();

}  // namespace leakygan
