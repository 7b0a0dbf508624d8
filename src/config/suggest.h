#pragma once

#include <string>

namespace leakygan {

// What is wrong with a path as a key: "" for a key, else a message that names the path and the key
// that was most likely meant: one of nearly the same name, preferably in the same section, or one
// that other programs call so.
std::string path_fault(const std::string& path);

}  // namespace leakygan
