#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "config/config.h"

namespace leakygan {

enum class Ending { complete, interrupted };

// When a run ends: after so many images, or so many seconds.
class RunLength {
 public:
  // `training` has exactly one of images, epochs and minutes; `count` images make an epoch.
  RunLength(const Config::Training& training, std::size_t count);

  bool reached(std::int64_t images, double seconds) const;

  // Share of the run that is done, 0 to 1.
  double done(std::int64_t images, double seconds) const;

  // "25 epochs", "64,000 images", "2 minutes".
  const std::string& text() const { return text_; }

  // What the run will show, where that is known before it ends.
  std::optional<std::int64_t> images() const { return images_; }

 private:
  std::optional<std::int64_t> images_;
  double seconds_ = 0;
  std::string text_;
};

}  // namespace leakygan
