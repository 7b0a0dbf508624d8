#pragma once

#include <cstdint>
#include <optional>

#include "support/files.h"

namespace leakygan {

// What the system says of a file without reading it: it changes whenever the content does, unless
// that happens twice within the clock's tick.
struct FileStamp {
  std::uint64_t size = 0;
  std::uint64_t inode = 0;
  std::int64_t modified = 0;  // nanoseconds since 1970
  std::int64_t changed = 0;   // of content, name or owner; cannot be set by a program

  bool operator==(const FileStamp&) const = default;
};

// Nothing when there is no such file.
std::optional<FileStamp> stamp_of(const fs::path& file);

// Whether a change after the stamp was taken at `now` (nanoseconds since 1970) would show in the
// next one: not within two seconds of the last change, which is what some file systems count in.
bool is_reliable(const FileStamp& stamp, std::int64_t now);

// Nanoseconds since 1970, of the clock that stamps files.
std::int64_t stamp_clock();

}  // namespace leakygan
