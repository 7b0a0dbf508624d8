#include "data/build_store.h"

#include <algorithm>
#include <mutex>

#include "data/read_images.h"
#include "support/error.h"

namespace leakygan {
namespace {

class Builder {
 public:
  Builder(const BuildTask& task, const KeepPixels& keep) : task_(task), keep_(keep) {
    inventory_.images.resize(task.list.image_count());
  }

  // Takes over what the old store holds; the other files are left to be read.
  std::vector<bool> take_over(const StoreFile& old) {
    const ImageList& list = task_.list;
    std::vector<bool> to_read(list.files.size(), true);
    const Region pixels = old.map();
    for (std::size_t file = 0; file < list.files.size(); ++file) {
      const StoredFile* stored = find_file(old, list.files[file].name);
      if (stored == nullptr || !task_.stamps.is_same(file, *stored)) continue;
      to_read[file] = false;
      for (std::uint32_t i = 0; i < stored->images; ++i) {
        take_over_image(old, pixels, stored->first_image + i, list.first_image[file] + i);
      }
    }
    return to_read;
  }

  void add(const EncodedImage& image) {
    ImageRecord& record = inventory_.images[image.number];
    try {
      record.content_hash = image.content_hash();
      record.label = label_of(image);
      const TrainingImage made =
          to_training_image(image.decode(task_.preprocessing).image, task_.preprocessing);
      record.height = static_cast<std::uint16_t>(made.height);
      record.width = static_cast<std::uint16_t>(made.width);
      if (keep_) keep_(image.number, made.pixels);
    } catch (const Error& error) {
      const std::lock_guard lock(mutex_);
      inventory_.faults.emplace(image.number, error.what());
    }
  }

  Inventory finish() { return std::move(inventory_); }

 private:
  void take_over_image(const StoreFile& old, const Region& pixels, std::size_t from,
                       std::size_t to) {
    const ImageRecord& record = old.inventory.images[from];
    inventory_.images[to] = record;
    const auto fault = old.inventory.faults.find(from);
    if (fault != old.inventory.faults.end()) inventory_.faults.emplace(to, fault->second);
    if (!keep_ || record.height == 0) return;
    const std::uint8_t* begin =
        pixels.data() + StoreFile::kOffset + from * slot_bytes(task_.preprocessing);
    const auto channels = static_cast<std::size_t>(task_.preprocessing.shape.channels);
    keep_(to, {begin, std::size_t{record.height} * record.width * channels});
  }

  const BuildTask& task_;
  const KeepPixels& keep_;
  Inventory inventory_;
  std::mutex mutex_;  // of the faults
};

}  // namespace

Stamps::Stamps(const ImageList& list, int threads)
    : list_(list), taken_(stamp_clock()), stamps_(list.files.size()) {
  if (list.place != Place::folder) {
    std::fill(stamps_.begin(), stamps_.end(), stamp_of(list.path));
    return;
  }
  const auto take = [&](std::size_t file) { stamps_[file] = stamp_of(list.path_of(file)); };
  parallel_for(stamps_.size(), threads, "looking at files", take, {});
}

bool Stamps::is_same(std::size_t file, const StoredFile& stored) const {
  return stamps_[file] == stored.stamp && stored.images == list_.files[file].images();
}

std::size_t Stamps::files_to_read(const StoreFile& store) const {
  std::size_t count = 0;
  for (std::size_t file = 0; file < stamps_.size(); ++file) {
    const StoredFile* stored = find_file(store, list_.files[file].name);
    if (stored == nullptr || !is_same(file, *stored)) ++count;
  }
  return count;
}

std::vector<StoredFile> Stamps::stored() const {
  std::vector<StoredFile> files(stamps_.size());
  for (std::size_t file = 0; file < files.size(); ++file) {
    files[file] = {list_.files[file].name, {}, list_.first_image[file], list_.files[file].images()};
    const bool reliable = stamps_[file] && is_reliable(*stamps_[file], taken_);
    if (reliable) files[file].stamp = *stamps_[file];
  }
  return files;
}

const StoredFile* find_file(const StoreFile& store, const std::string& name) {
  const auto place =
      std::lower_bound(store.files.begin(), store.files.end(), name,
                       [](const StoredFile& file, const std::string& b) { return file.name < b; });
  return place != store.files.end() && place->name == name ? &*place : nullptr;
}

Inventory build_store(const BuildTask& task, const StoreFile* old, const KeepPixels& keep,
                      const Progress& progress) {
  Builder builder(task, keep);
  ReadOptions options = {.threads = task.threads};
  if (old != nullptr) options.files = builder.take_over(*old);
  read_images(
      task.list, options, [&](const EncodedImage& image) { builder.add(image); }, progress);
  return builder.finish();
}

}  // namespace leakygan
