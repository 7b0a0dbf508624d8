#pragma once

#include <string>

#include "support/files.h"

namespace leakygan {

// The last name of a path, of "a/b", "a/b/" and "a/b/." alike "b": as display shows it. The path
// itself where it has no name, as "/".
std::string last_name(const fs::path& path);

}  // namespace leakygan
