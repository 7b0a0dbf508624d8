#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <thread>

#include "data/holdout.h"
#include "data/load_images.h"
#include "evaluation/image_kinds.h"
#include "evaluation/sets.h"
#include "metrics/stored_images.h"
#include "support/error.h"
#include "support/text.h"
#include "training/reading.h"

namespace leakygan {
namespace {

constexpr std::int64_t kMostOfOne = 50'000;  // images of a folder without --count

std::string size_text(const ImageSize& size) {
  return std::to_string(size.width) + "x" + std::to_string(size.height);
}

// The size that all images of both sets have.
ImageSize common_size(const std::array<ImageKinds, 2>& kinds) {
  std::set<std::pair<std::int64_t, std::int64_t>> sizes;
  for (const auto& one : kinds) sizes.insert(one.sizes.begin(), one.sizes.end());
  if (sizes.empty()) throw Error("--images: the size of no image can be read: give --size");
  if (sizes.size() > 1) {
    const auto& first = *sizes.begin();
    const auto& last = *sizes.rbegin();
    throw Error("--images: the images are of different sizes, " +
                size_text({first.second, first.first}) + " and " +
                size_text({last.second, last.first}) +
                " among them: give --size N or --size HEIGHTxWIDTH, to which all are then shrunk "
                "or grown");
  }
  return {sizes.begin()->second, sizes.begin()->first};
}

// Compression and palettes leave marks that a comparison sees.
void compare_formats(const std::array<ImageKinds, 2>& kinds, std::vector<std::string>& warnings) {
  if (kinds[0].formats == kinds[1].formats) return;
  const auto text = [](const ImageKinds& kind) {
    return join(std::vector<std::string>(kind.formats.begin(), kind.formats.end()), " and ");
  };
  warnings.push_back("the first set is " + text(kinds[0]) + ", the second " + text(kinds[1]) +
                     ": what compression leaves in the pixels is measured too");
}

}  // namespace

int evaluation_threads() {
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

NamedImages images_of(const ImageList& list, const Preprocessing& preprocessing,
                      std::optional<std::int64_t> count, StatusLine& status) {
  status.print(summary(list) + " in " + display(list.path));
  const LoadOptions load = {.workers = evaluation_threads()};
  const LoadedImages loaded = load_images(list, preprocessing, load, report_reading(status));
  const auto& faults = loaded.inventory.faults;
  if (!faults.empty()) {
    throw Error(list.where(faults.begin()->first) + ": " + faults.begin()->second +
                (faults.size() == 1 ? "" : ", and " + count_text(faults.size() - 1) + " more") +
                ": leakygan dataset check " + shell_text(list.path) + " names them");
  }
  std::vector<std::uint64_t> hashes;
  for (const auto& record : loaded.inventory.images) hashes.push_back(record.content_hash);
  const auto most = static_cast<std::size_t>(count.value_or(kMostOfOne));
  const auto taken = choose_holdout(hashes, std::min(most, hashes.size()));
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t i = 0; i < taken.size(); ++i) {
    if (taken[i]) numbers.push_back(i);
  }
  return {stored_images(*loaded.pixels, preprocessing.shape, numbers, evaluation_threads()),
          "images"};
}

std::string describe(const NamedImages& named, const std::string& folder) {
  const auto [channels, height, width] = named.images.shape();
  const char* kind = channels == 1 ? "grey" : channels == 3 ? "RGB" : "RGBA";
  return count_text(named.images.count()) + " " + named.what + " of " + display(folder) + ", " +
         size_text({height, width}) + ", " + kind;
}

Sets folder_sets(const EvaluateOptions& options, StatusLine& status) {
  const std::array lists = {scan_images(options.images[0]), scan_images(options.images[1])};
  const std::array kinds = {image_kinds(lists[0]), image_kinds(lists[1])};
  const ImageSize size = options.size ? *options.size : common_size(kinds);
  const Preprocessing preprocessing = {.shape = {3, size.height, size.width}};
  Sets sets;
  sets.real = images_of(lists[0], preprocessing, options.count, status);
  sets.fake = images_of(lists[1], preprocessing, options.count, status);
  sets.real_text = describe(sets.real, options.images[0]);
  sets.fake_text = describe(sets.fake, options.images[1]);
  compare_formats(kinds, sets.warnings);
  sets.out = options.out;
  return sets;
}

}  // namespace leakygan
