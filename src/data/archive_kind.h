#pragma once

#include <cstdint>
#include <string_view>

namespace leakygan {

// What a file is by its first bytes. The last four are files compressed as a whole, most often
// tars.
enum class ArchiveKind : std::uint8_t {
  none,
  zip,
  empty_zip,
  seven_zip,
  tar,
  gzip,
  zstd,
  xz,
  bzip2
};

// By the first 512 bytes, or all of a shorter file.
ArchiveKind archive_kind(std::string_view beginning);

}  // namespace leakygan
