#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace leakygan {

namespace fs = std::filesystem;

// The whole file. Throws Error with the path and the system's reason.
std::string read_file(const fs::path& path);

// Writes to a temporary name beside `path`, syncs to the disk and renames: whoever looks sees the
// old file or the whole new one. Throws Error with the path, the bytes needed and the system's
// reason; the old file is then untouched.
//
// Sync::no leaves it to the system when the bytes reach the disk: for many files that can be made
// again. A process that is killed leaves whole files even so.
enum class Sync { yes, no };
void write_file_atomic(const fs::path& path, std::string_view content, Sync sync = Sync::yes);

// The same for content that is made piece by piece: `produce` hands its pieces, `size` bytes
// together, to the function that it is given.
using Write = std::function<void(std::string_view piece)>;
void write_file_atomic(const fs::path& path, std::uint64_t size,
                       const std::function<void(const Write& write)>& produce,
                       Sync sync = Sync::yes);

// Writes the content without touching a file that is there: one with this content stays as it is,
// beside one with other content the new one is NAME-2, -3, ... Returns where the content is.
fs::path write_beside(const fs::path& path, std::string_view content);

// The name under which this process writes a file until it is whole.
fs::path temporary_name(const fs::path& target);

// Removes what killed processes left of write_file_atomic in the folder (not below it). Nobody may
// be writing there.
void remove_temporary_files(const fs::path& folder);

// Makes the folder and its parents. Throws Error when something is in the way, it is
// forbidden, or files could not be made in it.
void make_folder(const fs::path& path);

// Whether it is the folder of a training: run.json and config.yaml are in it.
bool is_run_folder(const fs::path& path);

// Makes PARENT/NAME, or PARENT/NAME-2, -3, ... when that is taken, and returns what it made. Two
// processes that ask at once get two folders.
fs::path make_new_folder(const fs::path& parent, const std::string& name);

// "a/x.png" for number 1, "a/x-2.png" for 2.
fs::path numbered(const fs::path& path, int number);

// A path for messages and JSON: bytes that are not UTF-8 and control characters become \xNN.
std::string display(const fs::path& path);

bool is_utf8(std::string_view text);

}  // namespace leakygan
