#include "data/pixel_store.h"

#include "data/read_images.h"
#include "support/error.h"

namespace leakygan {
namespace {

// What the system may map around a page that is read (fault_around_bytes of Linux).
constexpr std::size_t kAround = std::size_t{64} * 1024;

}  // namespace

std::size_t slot_bytes(const Preprocessing& preprocessing) {
  const ImageShape& shape = preprocessing.shape;
  const auto bytes = static_cast<std::size_t>(shape.channels * shape.height * shape.width);
  return crops_at_random(preprocessing) ? 2 * bytes : bytes;
}

SlotStore::SlotStore(Region region, std::size_t offset, const Preprocessing& preprocessing,
                     std::vector<ImageRecord> records, std::size_t most_resident)
    : region_(std::move(region)),
      offset_(offset),
      slot_(slot_bytes(preprocessing)),
      channels_(preprocessing.shape.channels),
      records_(std::move(records)),
      most_resident_(most_resident) {}

bool SlotStore::copy(std::size_t number, TrainingImage& image) const {
  const ImageRecord& record = records_[number];
  image.height = record.height;
  image.width = record.width;
  const std::uint8_t* pixels = region_.data() + offset_ + number * slot_;
  image.pixels.assign(pixels, pixels + image.height * image.width * channels_);
  if (most_resident_ > 0 && touched_.fetch_add(slot_ + kAround) + kAround > most_resident_) {
    touched_ = 0;
    region_.release();
  }
  return true;
}

bool DecodingStore::copy(std::size_t number, TrainingImage& image) const {
  try {
    read_image(list_, number, [&](const EncodedImage& encoded) {
      image = to_training_image(encoded.decode(preprocessing_).image, preprocessing_);
    });
    return true;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace leakygan
