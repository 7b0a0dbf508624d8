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

}  // namespace

FileLock::FileLock(const fs::path& path)
    : file_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {
  if (!file_.is_open()) {
    throw Error(display(path) + ": cannot be opened: " + std::strerror(errno));
  }
  const struct flock lock = whole_file();
  const bool locked = ::fcntl(file_.get(), F_SETLK, &lock) == 0;
  if (!locked && (errno == EAGAIN || errno == EACCES)) {
    throw Error(display(path) + ": is in use by " + holder(file_.get()));
  }
}

}  // namespace leakygan
