#include "data/check/check_images.h"

#include <charconv>
#include <mutex>

#include "data/read_images.h"
#include "support/error.h"

namespace leakygan {
namespace {

constexpr std::uint8_t kMiddleGrey = 128;

// With 4 channels nothing lies behind transparent pixels: what is drawn in any colour is seen.
std::uint8_t grey_behind(const Preprocessing& preprocessing) {
  if (preprocessing.shape.channels == 4) return kMiddleGrey;
  const auto& [red, green, blue] = preprocessing.background;
  return static_cast<std::uint8_t>((299 * red + 587 * green + 114 * blue + 500) / 1000);
}

class Checker {
 public:
  Checker(std::size_t images, const Preprocessing& preprocessing)
      : preprocessing_(preprocessing), behind_(grey_behind(preprocessing)) {
    checked_.facts.resize(images);
    checked_.inventory.images.resize(images);
  }

  void add(const EncodedImage& image) {
    try {
      ImageRecord& record = checked_.inventory.images[image.number];
      record.content_hash = image.content_hash();
      record.label = label_of(image);
      const auto decoded = image.decode(preprocessing_);
      // Made and let go: what a training would refuse must not pass here.
      const TrainingImage made = to_training_image(decoded.image, preprocessing_);
      record.height = static_cast<std::uint16_t>(made.height);
      record.width = static_cast<std::uint16_t>(made.width);
      checked_.facts[image.number] = {.width = static_cast<std::uint32_t>(decoded.width),
                                      .height = static_cast<std::uint32_t>(decoded.height),
                                      .container = decoded.container,
                                      .channels = static_cast<std::uint8_t>(decoded.channels),
                                      .bits = static_cast<std::uint8_t>(decoded.bits),
                                      .largest_sample = static_cast<float>(decoded.largest_sample),
                                      .appearance = appearance_of(decoded.image, behind_)};
    } catch (const Error& error) {
      const std::lock_guard lock(mutex_);
      checked_.inventory.faults.emplace(image.number, error.what());
    }
  }

  CheckedImages finish() { return std::move(checked_); }

 private:
  const Preprocessing& preprocessing_;
  std::uint8_t behind_;
  CheckedImages checked_;
  std::mutex mutex_;  // of the faults
};

}  // namespace

CheckedImages check_images(const ImageList& list, const Preprocessing& preprocessing, int threads,
                           const Progress& progress) {
  Checker checker(list.image_count(), preprocessing);
  const ReadOptions options = {.threads = threads, .doing = "checking images"};
  read_images(
      list, options, [&](const EncodedImage& image) { checker.add(image); }, progress);
  return checker.finish();
}

}  // namespace leakygan
