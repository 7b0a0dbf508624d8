#include "data/scan.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <numeric>

#include "data/archive.h"
#include "data/scanner.h"
#include "support/error.h"
#include "support/text.h"

namespace leakygan {
namespace {

// By name, and of doubled names, which only an archive can have, the first.
void sort_files(ImageList& list) {
  std::vector<std::size_t> order(list.files.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto name = [&](std::size_t i) -> const std::string& { return list.files[i].name; };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return name(a) < name(b); });
  const auto last = std::unique(order.begin(), order.end(),
                                [&](std::size_t a, std::size_t b) { return name(a) == name(b); });
  list.repeated += static_cast<std::size_t>(order.end() - last);
  order.erase(last, order.end());
  std::vector<ImageFile> files;
  std::map<std::size_t, std::string> faults;
  files.reserve(order.size());
  for (const std::size_t from : order) {
    const auto fault = list.faults.find(from);
    if (fault != list.faults.end()) faults.emplace(files.size(), std::move(fault->second));
    files.push_back(std::move(list.files[from]));
  }
  list.files = std::move(files);
  list.faults = std::move(faults);
}

void count_images(ImageList& list) {
  list.first_image = {0};
  std::uint64_t count = 0;
  for (const ImageFile& file : list.files) {
    count += file.images();
    if (count > std::numeric_limits<std::uint32_t>::max()) {
      throw Error(display(list.path) + ": holds more images than can be counted");
    }
    list.first_image.push_back(static_cast<std::uint32_t>(count));
  }
}

bool is_archive(const fs::path& file) {
  const auto beginning = beginning_of(file, kTellingBytes);
  return beginning && looks_like_archive(beginning->bytes);
}

ImageList scan_file(const fs::path& path, const ScanProgress& progress) {
  if (is_archive(path)) return scan_archive(path, progress);
  const FileKind kind = kind_of_file(path);
  if (kind.is != FileKind::Is::pack) {
    throw Error(display(path) +
                ": is neither a folder nor an archive of images, nor a CIFAR or MNIST file");
  }
  if (!kind.fault.empty()) throw Error(display(path) + ": " + kind.fault);
  ImageList list;
  list.path = path;
  list.place = Place::pack;
  add_to(list, path.filename().native(), kind);
  return list;
}

ImageList scan(const fs::path& path, const ScanProgress& progress) {
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0) {
    const int code = errno;
    if (code == ENOENT) throw Error(display(path) + ": there is no such folder of images");
    throw Error(display(path) + ": cannot be opened: " + std::strerror(code));
  }
  return S_ISDIR(status.st_mode) ? scan_folder(path, progress) : scan_file(path, progress);
}

}  // namespace

void add_to(ImageList& list, std::string name, const FileKind& kind) {
  switch (kind.is) {
    case FileKind::Is::image:
    case FileKind::Is::pack:
      if (!kind.fault.empty()) list.faults.emplace(list.files.size(), kind.fault);
      list.files.push_back({std::move(name), kind.pack});
      break;
    case FileKind::Is::unread_image:
      ++list.unread[std::string(kind.container)];
      break;
    case FileKind::Is::other:
      ++list.other[lower_extension(name)];
      break;
  }
}

std::size_t ImageList::file_of(std::size_t number) const {
  const auto after = std::upper_bound(first_image.begin(), first_image.end(), number);
  return static_cast<std::size_t>(after - first_image.begin()) - 1;
}

std::string ImageList::name_of(std::size_t number) const {
  const std::size_t file = file_of(number);
  const ImageFile& found = files[file];
  if (found.pack.kind == PackKind::none) return found.name;
  return found.name + "#" + std::to_string(number - first_image[file]);
}

std::string ImageList::where(std::size_t number) const {
  const std::string name = display(name_of(number));
  if (place == Place::archive) return display(path) + ": " + name;
  const fs::path folder = place == Place::folder ? path : path.parent_path();
  return display(folder / name_of(number));
}

fs::path ImageList::path_of(std::size_t file) const {
  return place == Place::folder ? path / files[file].name : path;
}

ImageList scan_images(const fs::path& path, const ScanProgress& progress) {
  ImageList list = scan(path, progress);
  sort_files(list);
  count_images(list);
  if (!list.files.empty()) return list;
  const std::string found = skipped_text(list);
  throw Error(display(path) + ": holds no images (" +
              (found.empty() ? "it is empty)" : "found " + found + ")"));
}

bool holds_images(const fs::path& file) {
  return is_archive(file) || kind_of_file(file).is == FileKind::Is::pack;
}

}  // namespace leakygan
