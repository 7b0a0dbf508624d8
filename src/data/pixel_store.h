#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "data/inventory.h"
#include "data/preprocessing.h"
#include "data/region.h"
#include "data/scan.h"

namespace leakygan {

// The pixels of a data set's images. All of it may be called by several threads at once.
class PixelStore {
 public:
  virtual ~PixelStore() = default;

  // Fills in image `number` of the list, which was good when the list was read. False when its file
  // has gone since, or holds no image any more.
  virtual bool copy(std::size_t number, TrainingImage& image) const = 0;
};

// The most bytes that a TrainingImage can have: every image gets as much room.
std::size_t slot_bytes(const Preprocessing& preprocessing);

// Decoded pixels in one piece: slot after slot.
class SlotStore : public PixelStore {
 public:
  // Image k is `records[k]`, at `offset` + k slots of the region. Of a file's pages no more than
  // `most_resident` bytes stay in memory; 0: as many as there are.
  SlotStore(Region region, std::size_t offset, const Preprocessing& preprocessing,
            std::vector<ImageRecord> records, std::size_t most_resident = 0);

  bool copy(std::size_t number, TrainingImage& image) const override;

 private:
  Region region_;
  std::size_t offset_;
  std::size_t slot_;
  std::int64_t channels_;
  std::vector<ImageRecord> records_;
  std::size_t most_resident_;
  mutable std::atomic<std::size_t> touched_ = 0;  // bytes that may have become resident
};

// Decodes an image each time that it is asked for.
class DecodingStore : public PixelStore {
 public:
  // The list is no archive's: of one, no single image can be read.
  DecodingStore(ImageList list, const Preprocessing& preprocessing)
      : list_(std::move(list)), preprocessing_(preprocessing) {}

  bool copy(std::size_t number, TrainingImage& image) const override;

 private:
  ImageList list_;
  Preprocessing preprocessing_;
};

}  // namespace leakygan
