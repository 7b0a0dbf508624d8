#pragma once

#include <string>

#include "support/files.h"

namespace leakygan {

// What a file is by its name.
enum class FileKind { image, unread_image, other };

FileKind kind_of(const fs::path& path);

// ".jpg" for "a/B.JPG"; empty without one of up to 11 letters; fit for messages,
// whatever its bytes are.
std::string lower_extension(const fs::path& path);

// Names that programs and systems hide (leading dot) or leave behind on disks: no data of the
// user's own.
bool is_hidden(const fs::path& name);

}  // namespace leakygan
