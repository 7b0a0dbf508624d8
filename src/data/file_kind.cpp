#include "data/file_kind.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace leakygan {
namespace {

// .jfif is what Windows names a JPEG that a browser saves.
constexpr std::array<std::string_view, 4> kImages = {".png", ".jpg", ".jpeg", ".jfif"};

constexpr std::array<std::string_view, 14> kUnreadImages = {
    ".webp", ".bmp", ".tif", ".tiff", ".gif", ".heic", ".heif",
    ".avif", ".jxl", ".jp2", ".ppm",  ".pgm", ".tga",  ".psd"};

// What is longer is a part of a name with a dot in it.
constexpr std::size_t kLongestExtension = 12;

// Thumbnails of a Synology disk, resource forks in a Mac's archive, and a folder of ext4 that only
// root may read.
constexpr std::array<std::string_view, 3> kLeftBehind = {"@eaDir", "__MACOSX", "lost+found"};

template <typename Names>
bool contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::string lower_extension(const fs::path& path) {
  std::string extension = display(path.extension());
  if (extension.size() == 1 || extension.size() > kLongestExtension) return {};
  for (char& c : extension) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return extension;
}

FileKind kind_of(const fs::path& path) {
  const std::string extension = lower_extension(path);
  if (contains(kImages, extension)) return FileKind::image;
  return contains(kUnreadImages, extension) ? FileKind::unread_image : FileKind::other;
}

bool is_hidden(const fs::path& name) {
  return name.native().starts_with('.') || contains(kLeftBehind, name.native());
}

}  // namespace leakygan
