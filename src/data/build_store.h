#pragma once

#include <functional>
#include <span>
#include <vector>

#include "data/parallel.h"
#include "data/store_file.h"

namespace leakygan {

// The stamps of a list's files, taken before any is read: a file that changes while it is read
// will not be taken for the one that was read.
class Stamps {
 public:
  Stamps(const ImageList& list, int threads);

  // Whether the store holds what the file is now.
  bool is_same(std::size_t file, const StoredFile& stored) const;

  // How many of the list's files the store does not hold as they are now.
  std::size_t files_to_read(const StoreFile& store) const;

  // For the store's table. Stamps that cannot be relied upon are left out.
  std::vector<StoredFile> stored() const;

 private:
  const ImageList& list_;
  std::int64_t taken_;
  std::vector<std::optional<FileStamp>> stamps_;
};

// The file of that name; null when the store has none.
const StoredFile* find_file(const StoreFile& store, const std::string& name);

struct BuildTask {
  const ImageList& list;
  const Preprocessing& preprocessing;
  const Stamps& stamps;
  int threads;
};

// Receives the pixels of an image, from several threads at once.
using KeepPixels = std::function<void(std::size_t number, std::span<const std::uint8_t> pixels)>;

// Decodes the images of a list, but for those that `old` (may be null) holds as they are, and hands
// all to `keep` (may be empty). Returns what was found out; throws as read_images does.
Inventory build_store(const BuildTask& task, const StoreFile* old, const KeepPixels& keep,
                      const Progress& progress);

}  // namespace leakygan
