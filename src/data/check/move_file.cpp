#include "data/check/move_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "support/descriptor.h"
#include "support/error.h"

namespace leakygan {
bool is_there(const fs::path& path) {
  std::error_code code;
  return fs::symlink_status(path, code).type() != fs::file_type::not_found;
}

namespace {

// 0, or the system's error: EEXIST when there is something of that name.
int rename_without_overwriting(const fs::path& from, const fs::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
  // Not every file system can; between the look and the rename somebody might make the file.
  if (errno != EINVAL && errno != ENOSYS) return errno;
  if (is_there(to)) return EEXIST;
  return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

[[noreturn]] void fail(const fs::path& from, const fs::path& to, const std::string& why) {
  throw Error(display(from) + ": cannot be moved to " + display(to) + ": " + why);
}

void sync(const fs::path& path, int flags) {
  const Descriptor opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC | flags));
  if (opened.is_open() && ::fsync(opened.get()) == 0) return;
  throw fs::filesystem_error("sync", path, std::error_code(errno, std::generic_category()));
}

// Throws fs::filesystem_error.
void copy_to_disk(const fs::path& from, const fs::path& to) {
  if (fs::is_symlink(from)) {
    fs::copy_symlink(from, to);
  } else {
    fs::copy_file(from, to, fs::copy_options::overwrite_existing);
    fs::last_write_time(to, fs::last_write_time(from));
    sync(to, 0);
  }
}

bool move_across(const fs::path& from, const fs::path& to) {
  const fs::path temporary = temporary_name(to);
  std::error_code ignored;
  fs::remove(temporary, ignored);
  try {
    copy_to_disk(from, temporary);
    const int code = rename_without_overwriting(temporary, to);
    if (code != 0) fs::remove(temporary);
    if (code == EEXIST) return false;
    if (code != 0) fail(from, to, std::strerror(code));
    sync(to.parent_path(), O_DIRECTORY);
    fs::remove(from);
    return true;
  } catch (const fs::filesystem_error& error) {
    fs::remove(temporary, ignored);
    fail(from, to, error.code().message());
  }
}

}  // namespace

bool move_file(const fs::path& from, const fs::path& to) {
  const int code = rename_without_overwriting(from, to);
  if (code == 0) return true;
  if (code == EEXIST) return false;
  if (code == EXDEV) return move_across(from, to);
  fail(from, to, std::strerror(code));
}

}  // namespace leakygan
