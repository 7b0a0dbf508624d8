#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "data/packed_images.h"
#include "support/files.h"

namespace leakygan {

// What one file of a data set is taken for.
struct FileKind {
  enum class Is { image, pack, unread_image, other };
  Is is = Is::other;
  Pack pack = {};
  std::string fault = {};           // of a pack that is cut off
  std::string_view container = {};  // of an unread_image: "GIF"
};

// Whether the name is one that images have. Such a file need not be looked at before it is decoded.
bool is_image_name(std::string_view name);

// How many bytes of the beginning of a file tell what it is.
inline constexpr std::size_t kTellingBytes = 512;

// What a file of another name is, by its size and its first bytes.
FileKind kind_by_content(std::string_view name, std::uint64_t size, std::string_view beginning);

// The same for a file on the disk; `other` when it cannot be read.
FileKind kind_of_file(const fs::path& file);

// Size of a file and its first bytes, `most` of them; nothing when it cannot be read.
struct Beginning {
  std::uint64_t size = 0;
  std::string bytes;
};
std::optional<Beginning> beginning_of(const fs::path& file, std::size_t most);

// ".jpg" for "a/B.JPG"; empty without one of up to 11 letters; fit for messages,
// whatever its bytes are.
std::string lower_extension(std::string_view name);

// Names that programs and systems hide (leading dot) or leave behind on disks: no data of the
// user's own.
bool is_hidden(std::string_view name);

}  // namespace leakygan
