#include <algorithm>
#include <array>
#include <fstream>

#include "data/image_header.h"
#include "data/store.h"
#include "support/error.h"
#include "support/signals.h"

namespace leakygan {
namespace {

constexpr std::size_t kMostFiles = 500;
constexpr std::size_t kBeginning = std::size_t{64} * 1024;

std::string beginning_of(const fs::path& file) {
  std::string bytes(kBeginning, '\0');
  std::ifstream stream(file, std::ios::binary);
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  return bytes;
}

// Pixels of the smaller side; 0 when the file does not say.
std::int64_t smaller_side(const fs::path& file) {
  const std::string bytes = beginning_of(file);
  ImageHeader header = read_header(bytes);
  // Colour profiles and previews can push a JPEG's size far down.
  if (header.container == Container::jpeg && header.width == 0 && bytes.size() == kBeginning) {
    try {
      header = read_header(read_file(file));
    } catch (const Error&) {
      return 0;  // decoding will say why
    }
  }
  return std::min(header.width, header.height);
}

}  // namespace

ImageShape suggest_shape(const ImageList& list, std::int64_t channels) {
  const std::size_t total = list.files.size();
  const std::size_t looked_at = std::min(total, kMostFiles);
  std::vector<std::int64_t> sides;
  for (std::size_t i = 0; i < looked_at; ++i) {
    throw_if_stopped("looking at image sizes");
    const std::int64_t side = smaller_side(list.folder / list.files[i * total / looked_at]);
    if (side > 0) sides.push_back(side);
  }
  constexpr std::array<std::int64_t, 2> kLargeEnough = {64, 32};
  for (const std::int64_t size : kLargeEnough) {
    const auto enough =
        std::count_if(sides.begin(), sides.end(), [&](std::int64_t side) { return side >= size; });
    if (2 * static_cast<std::size_t>(enough) >= sides.size()) return {channels, size, size};
  }
  return {channels, 16, 16};
}

}  // namespace leakygan
