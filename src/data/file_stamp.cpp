#include "data/file_stamp.h"

#include <sys/stat.h>

#include <chrono>

namespace leakygan {
namespace {

std::int64_t nanoseconds(const timespec& time) {
  constexpr std::int64_t kSecond = 1'000'000'000;
  return time.tv_sec * kSecond + time.tv_nsec;
}

}  // namespace

std::optional<FileStamp> stamp_of(const fs::path& file) {
  struct stat status = {};
  if (::stat(file.c_str(), &status) != 0) return {};
  return FileStamp{static_cast<std::uint64_t>(status.st_size), status.st_ino,
                   nanoseconds(status.st_mtim), nanoseconds(status.st_ctim)};
}

bool is_reliable(const FileStamp& stamp, std::int64_t now) {
  constexpr std::int64_t kTicks = 2'000'000'000;
  return stamp.changed < now - kTicks && stamp.modified < now - kTicks;
}

std::int64_t stamp_clock() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

}  // namespace leakygan
