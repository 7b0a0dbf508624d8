#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "data/file_stamp.h"
#include "data/inventory.h"
#include "data/pixel_store.h"
#include "data/preprocessing.h"
#include "data/scan.h"
#include "support/descriptor.h"

namespace leakygan {

// Decoded images on the disk, between two runs: a header of one page, a slot for each image, then
// a table with what was read of which files. The header is written last, and the file gets its name
// after that: what a killed process leaves is never taken for a store.

// Of one file of the data set when it was read.
struct StoredFile {
  std::string name;
  FileStamp stamp;
  std::uint32_t first_image = 0;
  std::uint32_t images = 0;
};

// A store that is whole.
struct StoreFile {
  Descriptor file;
  std::vector<StoredFile> files;  // sorted by name
  Inventory inventory;

  // Pixels of all images, for SlotStore.
  Region map() const;
  static constexpr std::size_t kOffset = 4096;
};

// Differs for two that may make different pixels of the same bytes.
std::uint64_t preprocessing_hash(const Preprocessing& preprocessing);

// Nothing when there is no such file, or it is not whole, not of this version or not for this
// preprocessing.
std::optional<StoreFile> open_store(const fs::path& path, const Preprocessing& preprocessing);

// Writes a store, slot by slot in any order and from several threads.
class StoreWriter {
 public:
  // Takes room for `images` slots under a temporary name. Throws Error "PATH: ..." with the bytes
  // needed when the disk has not enough.
  StoreWriter(const fs::path& path, const Preprocessing& preprocessing, std::size_t images);
  StoreWriter(const StoreWriter&) = delete;
  StoreWriter& operator=(const StoreWriter&) = delete;
  ~StoreWriter();

  // Throws Error.
  void write(std::size_t number, std::span<const std::uint8_t> pixels);

  // Writes table and header and gives the file its name; returns it open. Throws Error.
  StoreFile finish(std::vector<StoredFile> files, Inventory inventory);

 private:
  void put(std::uint64_t position, std::string_view bytes);

  fs::path path_;
  fs::path temporary_;
  Preprocessing preprocessing_;
  std::uint64_t slot_;
  std::size_t images_;
  Descriptor file_;
};

}  // namespace leakygan
