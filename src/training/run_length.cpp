#include "training/run_length.h"

#include <algorithm>
#include <cmath>

#include "support/text.h"

namespace leakygan {

RunLength::RunLength(const Config::Training& training, std::size_t count) {
  if (training.images) {
    images_ = training.images;
    text_ = count_text(*images_) + " images";
  } else if (training.epochs) {
    images_ = std::llround(std::ceil(*training.epochs * static_cast<double>(count)));
    text_ = number_text(*training.epochs) + " epochs";
  } else {
    seconds_ = *training.minutes * 60;
    text_ = number_text(*training.minutes) + " minutes";
  }
}

bool RunLength::reached(std::int64_t images, double seconds) const {
  return images_ ? images >= *images_ : seconds >= seconds_;
}

double RunLength::done(std::int64_t images, double seconds) const {
  const double share =
      images_ ? static_cast<double>(images) / static_cast<double>(*images_) : seconds / seconds_;
  return std::clamp(share, 0.0, 1.0);
}

}  // namespace leakygan
