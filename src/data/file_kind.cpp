#include "data/file_kind.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "data/image_header.h"
#include "support/descriptor.h"
#include "support/error.h"

namespace leakygan {
namespace {

// .jfif is what Windows names a JPEG that a browser saves.
constexpr std::array<std::string_view, 14> kImages = {".png", ".jpg", ".jpeg", ".jfif", ".jpe",
                                                      ".bmp", ".dib", ".webp", ".tif",  ".tiff",
                                                      ".ppm", ".pgm", ".pbm",  ".pnm"};

// What is longer is a part of a name with a dot in it.
constexpr std::size_t kLongestExtension = 12;

// Thumbnails of a Synology disk, resource forks in a Mac's archive, a folder of ext4 that only root
// may read, and what Windows keeps of how a folder looks.
constexpr std::array<std::string_view, 5> kLeftBehind = {"@eaDir", "__MACOSX", "lost+found",
                                                         "Thumbs.db", "desktop.ini"};

template <typename Names>
bool contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::string lower_extension(std::string_view name) {
  // std::filesystem would take a path apart for it, for each of what may be millions.
  const std::string_view file = name.substr(name.rfind('/') + 1);
  const auto dot = file.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || file == "..") return {};
  const std::string_view written = file.substr(dot);
  if (written.size() == 1 || written.size() > kLongestExtension) return {};
  std::string extension = display(written);
  for (char& c : extension) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return extension;
}

bool is_image_name(std::string_view name) { return contains(kImages, lower_extension(name)); }

FileKind kind_by_content(std::string_view name, std::uint64_t size, std::string_view beginning) {
  const Container container = read_header(beginning).container;
  if (is_readable(container)) return {FileKind::Is::image};
  if (is_image(container)) {
    return {.is = FileKind::Is::unread_image, .container = container_name(container)};
  }
  try {
    const Pack pack = recognise_pack(name, size, beginning);
    if (pack.kind != PackKind::none) return {FileKind::Is::pack, pack};
  } catch (const Error& error) {
    return {FileKind::Is::pack, {}, error.what()};
  }
  return {FileKind::Is::other};
}

std::optional<Beginning> beginning_of(const fs::path& path, std::size_t most) {
  // Not blocking: should it be a pipe by now, opening it would wait for ever.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status = {};
  if (!file.is_open() || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return {};
  Beginning beginning = {static_cast<std::uint64_t>(status.st_size), std::string(most, '\0')};
  const ssize_t length = ::read(file.get(), beginning.bytes.data(), most);
  if (length < 0) return {};
  beginning.bytes.resize(static_cast<std::size_t>(length));
  return beginning;
}

FileKind kind_of_file(const fs::path& file) {
  const auto beginning = beginning_of(file, kTellingBytes);
  if (!beginning) return {};
  return kind_by_content(file.native(), beginning->size, beginning->bytes);
}

bool is_hidden(std::string_view name) {
  return name.starts_with('.') || contains(kLeftBehind, name);
}

}  // namespace leakygan
