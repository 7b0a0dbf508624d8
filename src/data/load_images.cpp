#include "data/load_images.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

#include "data/build_store.h"
#include "data/cache_folder.h"
#include "data/store_file.h"
#include "support/error.h"
#include "support/file_lock.h"
#include "support/process.h"
#include "support/signals.h"
#include "support/text.h"

namespace leakygan {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

// Decoding that takes no longer need not be spared.
constexpr auto kWorthKeeping = 2s;

constexpr const char* kNoRoom =
    "; lower data.size, raise data.memory, or decode anew each time with data.cache: none";

class Loader {
 public:
  Loader(const ImageList& list, const Preprocessing& preprocessing, const LoadOptions& options,
         const LoadReport& report)
      : list_(list),
        preprocessing_(preprocessing),
        options_(options),
        report_(report),
        stamps_(list, options.workers),
        budget_(options.memory > 0 ? options.memory : machine_memory() / 4),
        cache_(cache_folder()) {
    if (!cache_.empty()) path_ = store_path(cache_, list.path, preprocessing);
  }

  LoadedImages run() {
    switch (options_.cache) {
      case Cache::memory:
        return in_memory(nullptr);
      case Cache::disk:
        return on_disk();
      case Cache::none:
        return nowhere();
      case Cache::automatic:
        break;
    }
    auto store = path_.empty() ? std::nullopt : open_store(path_, preprocessing_);
    if (store && is_current(*store)) return mapped(std::move(*store));
    return pixel_bytes() <= budget_ ? in_memory_and_kept(std::move(store)) : on_disk();
  }

 private:
  std::uint64_t pixel_bytes() const { return list_.image_count() * slot_bytes(preprocessing_); }

  bool is_current(const StoreFile& store) const {
    return stamps_.files_to_read(store) == 0 && store.files.size() == list_.files.size();
  }

  Inventory build(const StoreFile* old, const KeepPixels& keep) {
    const std::size_t to_read = old == nullptr ? 0 : stamps_.files_to_read(*old);
    if (to_read > 0) {
      report_.say(count_text(to_read) + " of " + count_text(list_.files.size()) +
                  " files are new or changed since they were last read");
    }
    return build_store({list_, preprocessing_, stamps_, options_.workers}, old, keep,
                       report_.progress);
  }

  void check_memory() const {
    if (pixel_bytes() <= machine_memory()) return;
    const ImageShape& shape = preprocessing_.shape;
    throw Error(display(list_.path) + ": " + count_text(list_.image_count()) + " images of " +
                std::to_string(shape.height) + " x " + std::to_string(shape.width) +
                " pixels need " + bytes_text(pixel_bytes()) + " of memory and this machine has " +
                bytes_text(machine_memory()) + kNoRoom);
  }

  LoadedImages in_memory(const StoreFile* old) {
    check_memory();
    Region region = Region::memory(pixel_bytes());
    const std::size_t slot = slot_bytes(preprocessing_);
    Inventory inventory = build(old, [&](std::size_t number, std::span<const std::uint8_t> pixels) {
      std::copy(pixels.begin(), pixels.end(), region.data() + number * slot);
    });
    auto records = inventory.images;
    return {std::move(inventory),
            std::make_unique<SlotStore>(std::move(region), 0, preprocessing_, std::move(records))};
  }

  LoadedImages in_memory_and_kept(std::optional<StoreFile> old) {
    const auto begin = Clock::now();
    LoadedImages loaded = in_memory(old ? &*old : nullptr);
    const bool keep = old || Clock::now() - begin > kWorthKeeping;
    if (!keep || path_.empty()) return loaded;
    try {
      make_cache();
      StoreWriter writer(path_, preprocessing_, list_.image_count());
      TrainingImage image;
      for (std::size_t i = 0; i < list_.image_count(); ++i) {
        throw_if_stopped("keeping decoded images");
        if (loaded.inventory.images[i].height > 0 && loaded.pixels->copy(i, image)) {
          writer.write(i, image.pixels);
        }
      }
      writer.finish(stamps_.stored(), loaded.inventory);
    } catch (const Interrupted&) {
      throw;
    } catch (const Error& error) {
      // The next start will be slower, which is no reason not to train.
      report_.say("note: decoded images are not kept for the next time: " +
                  std::string(error.what()));
    }
    return loaded;
  }

  LoadedImages on_disk() {
    if (path_.empty()) {
      throw Error("data.cache: there is no folder for decoded images: set XDG_CACHE_HOME or HOME" +
                  std::string(kNoRoom));
    }
    make_cache();
    const FileLock lock = wait_for_lock();
    auto store = open_store(path_, preprocessing_);
    if (store && is_current(*store)) return mapped(std::move(*store));
    try {
      StoreWriter writer(path_, preprocessing_, list_.image_count());
      Inventory inventory = build(store ? &*store : nullptr,
                                  [&](std::size_t number, std::span<const std::uint8_t> pixels) {
                                    writer.write(number, pixels);
                                  });
      return mapped(writer.finish(stamps_.stored(), std::move(inventory)));
    } catch (const Interrupted&) {
      throw;
    } catch (const Error& error) {
      throw Error(error.what() + std::string(kNoRoom));
    }
  }

  LoadedImages nowhere() {
    check_cache(list_, Cache::none);
    Inventory inventory = build(nullptr, {});
    return {std::move(inventory), std::make_unique<DecodingStore>(list_, preprocessing_)};
  }

  LoadedImages mapped(StoreFile store) const {
    touch_store(path_);
    Region region = store.map();
    const std::size_t most = pixel_bytes() <= budget_ ? 0 : budget_ / 2;
    auto records = store.inventory.images;
    return {std::move(store.inventory),
            std::make_unique<SlotStore>(std::move(region), StoreFile::kOffset, preprocessing_,
                                        std::move(records), most)};
  }

  void make_cache() const {
    make_folder(cache_);
    remove_old_stores(cache_);
  }

  // So that of two runs that start together one decodes and the other takes what it made.
  FileLock wait_for_lock() const {
    fs::path path = path_;
    path += ".lock";
    bool said = false;
    while (true) {
      if (auto lock = FileLock::try_lock(path)) return std::move(*lock);
      if (!said) report_.say("another run is decoding these images: waiting for it");
      said = true;
      throw_if_stopped("waiting for decoded images");
      std::this_thread::sleep_for(200ms);
    }
  }

  const ImageList& list_;
  const Preprocessing& preprocessing_;
  const LoadOptions& options_;
  const LoadReport& report_;
  Stamps stamps_;
  std::uint64_t budget_;
  fs::path cache_;
  fs::path path_;  // of the store in it; empty without a cache folder
};

}  // namespace

void check_cache(const ImageList& list, Cache cache) {
  if (cache != Cache::none || list.place != Place::archive) return;
  throw Error(
      "data.cache: none cannot be used with an archive, whose images are read from one end "
      "to the other only: unpack it, or let decoded images be kept");
}

LoadedImages load_images(const ImageList& list, const Preprocessing& preprocessing,
                         const LoadOptions& options, const LoadReport& report) {
  return Loader(list, preprocessing, options, report).run();
}

}  // namespace leakygan
