#pragma once

#include <string>
#include <string_view>

#include "support/files.h"

namespace leakygan {

// What a file is by its first bytes, for the message that it is not what was expected: "a PNG
// image", "a zip archive, as Python's torch.save writes", "a text", "an empty file".
std::string describe_content(std::string_view beginning);

// Whether the file begins as a text does; true for an empty one. Throws Error when it cannot be
// opened.
bool holds_text(const fs::path& file);

}  // namespace leakygan
