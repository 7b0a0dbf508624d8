#pragma once

#include <optional>
#include <utility>

#include "support/descriptor.h"
#include "support/files.h"

namespace leakygan {

// A lock that one process holds at a time. The system gives it up when the process ends, however
// it ends; the file itself stays and is never written. Two locks of one process do not exclude each
// other.
class FileLock {
 public:
  // Makes the file when there is none. Throws Error when another process holds the lock, saying
  // "PATH: is in use by process N", or the file cannot be made. On a file system that has no locks
  // nothing is locked.
  explicit FileLock(const fs::path& path);

  // Nothing when another process holds the lock.
  static std::optional<FileLock> try_lock(const fs::path& path);

  // Whether this is a lock: false on a file system that has none.
  bool is_real() const { return is_real_; }

  // Whether another process holds it, found out without taking it; no for a file that is not there.
  static bool is_held(const fs::path& path);

 private:
  FileLock(Descriptor file, bool is_real) : file_(std::move(file)), is_real_(is_real) {}

  Descriptor file_;
  bool is_real_ = true;
};

}  // namespace leakygan
