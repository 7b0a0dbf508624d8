#include "support/file_lock.h"

#include <fcntl.h>

#include <cerrno>
#include <cstring>

#include "support/error.h"

namespace leakygan {
namespace {

struct flock whole_file() {
  struct flock lock = {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  return lock;
}

// "process 1234"; between our attempt and this question it may have ended.
std::string holder(int descriptor) {
  struct flock lock = whole_file();
  const bool known = ::fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  return known && lock.l_pid > 0 ? "process " + std::to_string(lock.l_pid) : "another process";
}

Descriptor open_lock(const fs::path& path) {
  Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (file.is_open()) return file;
  throw Error(display(path) + ": cannot be opened: " + std::strerror(errno));
}

enum class Attempt { locked, held_by_another, no_locks_here };

Attempt lock_file(const Descriptor& file) {
  const struct flock lock = whole_file();
  if (::fcntl(file.get(), F_SETLK, &lock) == 0) return Attempt::locked;
  return errno == EAGAIN || errno == EACCES ? Attempt::held_by_another : Attempt::no_locks_here;
}

}  // namespace

FileLock::FileLock(const fs::path& path) : file_(open_lock(path)) {
  const Attempt attempt = lock_file(file_);
  if (attempt == Attempt::held_by_another) {
    throw Error(display(path) + ": is in use by " + holder(file_.get()));
  }
  is_real_ = attempt == Attempt::locked;
}

bool FileLock::is_held(const fs::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct flock lock = whole_file();
  return file.is_open() && ::fcntl(file.get(), F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

std::optional<FileLock> FileLock::try_lock(const fs::path& path) {
  Descriptor file = open_lock(path);
  const Attempt attempt = lock_file(file);
  if (attempt == Attempt::held_by_another) return {};
  return FileLock(std::move(file), attempt == Attempt::locked);
}

}  // namespace leakygan
