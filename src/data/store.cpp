#include "data/store.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>

#include "data/decode.h"
#include "data/fingerprint.h"
#include "support/error.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr std::size_t kMostLines = 20;

// In floating point: the sizes come from a configuration and their product may not fit.
void check_memory(const ImageList& list, const ImageShape& shape) {
  const double needed = static_cast<double>(list.files.size()) *
                        static_cast<double>(shape.channels) * static_cast<double>(shape.height) *
                        static_cast<double>(shape.width);
  const double present = static_cast<double>(::sysconf(_SC_PHYS_PAGES)) *
                         static_cast<double>(::sysconf(_SC_PAGE_SIZE));
  if (needed <= present) return;
  constexpr double kGib = 1024.0 * 1024.0 * 1024.0;
  const auto gib = [](double bytes) {
    return number_text(std::max(std::round(bytes / kGib * 10.0) / 10.0, 0.1)) + " GiB";
  };
  throw Error(display(list.folder) + ": " + count_text(list.files.size()) + " images of " +
              std::to_string(shape.height) + " x " + std::to_string(shape.width) + " pixels need " +
              gib(needed) + " of memory and this machine has " + gib(present) +
              ": lower data.size, or use fewer images");
}

// What kept files from being read; filled by several threads.
class BadFiles {
 public:
  void add(std::size_t index, const std::string& why) {
    const std::lock_guard lock(mutex_);
    reasons_.emplace(index, why);
  }

  void throw_if_any() const {
    if (reasons_.empty()) return;
    std::vector<std::string> lines;
    for (const auto& [index, why] : reasons_) {
      if (lines.size() < kMostLines) lines.push_back(why);
    }
    const std::size_t more = reasons_.size() - lines.size();
    if (more > 0) lines.push_back("... and " + count_text(more) + " more");
    throw Error(join(lines, "\n"));
  }

 private:
  std::mutex mutex_;
  std::map<std::size_t, std::string> reasons_;  // by the place in the list
};

std::size_t image_bytes(const ImageShape& shape) {
  return static_cast<std::size_t>(shape.channels * shape.height * shape.width);
}

}  // namespace

std::span<const std::uint8_t> ImageStore::image(std::size_t index) const {
  const std::size_t bytes = image_bytes(shape);
  return std::span(pixels).subspan(index * bytes, bytes);
}

ImageStore decode_all(const ImageList& list, const ImageShape& shape, int threads,
                      const Progress& progress) {
  check_memory(list, shape);
  const std::size_t bytes = image_bytes(shape);
  ImageStore store = {shape, list.files.size(), {}, {}};
  store.pixels.resize(store.count * bytes);
  std::vector<std::uint64_t> hashes(store.count);
  BadFiles bad;
  const auto decode_one = [&](std::size_t index) {
    try {
      const auto pixels = load_image(list.folder / list.files[index], shape);
      std::copy(pixels.begin(), pixels.end(), store.pixels.data() + index * bytes);
      hashes[index] = image_hash(list.files[index], pixels);
    } catch (const Error& error) {
      bad.add(index, error.what());
    }
  };
  parallel_for(store.count, threads, "reading images", decode_one, progress);
  bad.throw_if_any();
  store.fingerprint = combined_fingerprint(shape, hashes);
  return store;
}

}  // namespace leakygan
