#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "data/inventory.h"
#include "data/parallel.h"
#include "data/pixel_store.h"
#include "data/scan.h"

namespace leakygan {

// Where decoded pixels are kept, data.cache.
enum class Cache { automatic, memory, disk, none };

struct LoadOptions {
  Cache cache = Cache::automatic;
  std::uint64_t memory = 0;  // bytes that decoded pixels may take; 0: a quarter of the machine's
  int workers = 1;           // threads that read and decode
};

// Tells how it goes: lines that stay, and how many files were read.
struct LoadReport {
  std::function<void(const std::string& line)> say = [](const std::string&) {};
  Progress progress = {};
};

struct LoadedImages {
  Inventory inventory;
  std::unique_ptr<PixelStore> pixels;
};

// Decodes every image of the list once and keeps the pixels:
//   memory      in memory
//   disk        in a file of the cache folder, which the next call for the same files takes up:
//   what
//               was added or changed since is decoded, the rest is not
//   automatic   as disk when such a file is there or the pixels need more than options.memory; else
//               as memory, with a file for the next time if the decoding took longer than two
//               seconds
//   none        nowhere: they are decoded each time they are asked for
// Of a mapped file no more than options.memory stays in memory. Files that cannot be used are in
// the inventory's faults, nothing else is said of them.
// Throws Error when there is no room for the pixels, or an archive is read with Cache::none;
// Interrupted when a stop was asked for.
LoadedImages load_images(const ImageList& list, const Preprocessing& preprocessing,
                         const LoadOptions& options, const LoadReport& report);

// Throws Error when the images of the list cannot be kept so, wherever there is room.
void check_cache(const ImageList& list, Cache cache);

}  // namespace leakygan
