#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leakygan {

namespace fs = std::filesystem;

// The whole file. Throws Error with the path and the system's reason.
std::string read_file(const fs::path& path);

// Writes the parts one after another to a temporary name beside `path`, syncs them to the disk
// and renames: whoever looks sees the old file or the whole new one. Throws Error with the path,
// the bytes needed and the system's reason; the old file is then untouched.
void write_file_atomic(const fs::path& path, std::span<const std::string_view> parts);
void write_file_atomic(const fs::path& path, std::string_view content);

// Makes the folder and its parents. Throws Error when something is in the way, it is
// forbidden, or files could not be made in it.
void make_folder(const fs::path& path);

// Whether it is the folder of a training: run.json and config.yaml are in it.
bool is_run_folder(const fs::path& path);

// Makes PARENT/NAME, or PARENT/NAME-2, -3, ... when that is taken, and returns what it made. Two
// processes that ask at once get two folders.
fs::path make_new_folder(const fs::path& parent, const std::string& name);

// A path for messages and JSON: bytes that are not UTF-8 and control characters become \xNN.
std::string display(const fs::path& path);

bool is_utf8(std::string_view text);

}  // namespace leakygan
