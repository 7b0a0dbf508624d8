#include "data/suggest_shape.h"

#include <algorithm>
#include <array>

#include "data/archive.h"
#include "data/file_kind.h"
#include "data/image_header.h"
#include "support/error.h"
#include "support/signals.h"

namespace leakygan {
namespace {

constexpr std::size_t kMostFiles = 500;
constexpr std::size_t kBeginning = std::size_t{64} * 1024;
constexpr std::uint64_t kLongest = std::uint64_t{1} << 30;

// Pixels of the smaller side; 0 when the bytes do not say.
std::int64_t smaller_side(std::string_view bytes) {
  const ImageHeader header = read_header(bytes);
  return std::min(header.width, header.height);
}

std::int64_t smaller_side_of_file(const fs::path& file) {
  const auto beginning = beginning_of(file, kBeginning);
  if (!beginning) return 0;
  const std::int64_t side = smaller_side(beginning->bytes);
  if (side > 0 || beginning->size <= kBeginning || beginning->size > kLongest) return side;
  // Colour profiles and previews can push a JPEG's size far down, and a TIFF's stands anywhere.
  try {
    return smaller_side(read_file(file));
  } catch (const Error&) {
    return 0;  // decoding will say why
  }
}

// Of a list's files, up to kMostFiles and spread over it.
std::vector<std::int64_t> sides_in_folder(const ImageList& list) {
  const std::size_t total = list.files.size();
  const std::size_t looked_at = std::min(total, kMostFiles);
  std::vector<std::int64_t> sides;
  for (std::size_t i = 0; i < looked_at; ++i) {
    throw_if_stopped("looking at image sizes");
    const std::size_t file = i * total / looked_at;
    const Pack& pack = list.files[file].pack;
    sides.push_back(pack.kind == PackKind::none ? smaller_side_of_file(list.path_of(file))
                                                : std::min(pack.height, pack.width));
  }
  return sides;
}

// Of the first files of an archive, which can only be read from its beginning.
std::vector<std::int64_t> sides_in_archive(const ImageList& list) {
  std::vector<std::int64_t> sides;
  ArchiveReader archive(list.path);
  while (const auto member = archive.next()) {
    throw_if_stopped("looking at image sizes");
    if (sides.size() == kMostFiles) break;
    if (!member->fault.empty()) continue;
    try {
      const std::string bytes = archive.read(member->size ? kBeginning : UINT64_MAX);
      const Pack pack =
          kind_by_content(member->name, member->size.value_or(bytes.size()), bytes).pack;
      sides.push_back(pack.kind == PackKind::none ? smaller_side(bytes)
                                                  : std::min(pack.height, pack.width));
    } catch (const Error&) {
      continue;  // decoding will say why
    }
  }
  return sides;
}

}  // namespace

ImageShape suggest_shape(const ImageList& list, std::int64_t channels) {
  auto sides = list.place == Place::archive ? sides_in_archive(list) : sides_in_folder(list);
  std::erase(sides, 0);
  constexpr std::array<std::int64_t, 2> kLargeEnough = {64, 32};
  for (const std::int64_t size : kLargeEnough) {
    const auto enough =
        std::count_if(sides.begin(), sides.end(), [&](std::int64_t side) { return side >= size; });
    if (2 * static_cast<std::size_t>(enough) >= sides.size()) return {channels, size, size};
  }
  return {channels, 16, 16};
}

}  // namespace leakygan
