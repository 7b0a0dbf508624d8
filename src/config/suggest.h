#pragma once

#include <string>
#include <vector>

namespace leakygan {

// The keys that a path or a single word most likely means: of nearly the same name, preferably in
// the same section, or so called by other programs. Empty when there are none.
std::vector<std::string> likely_keys(const std::string& path);

// What is wrong with a path as a key: "" for a key, else a message that names the path and the
// likely keys.
std::string path_fault(const std::string& path);

}  // namespace leakygan
