#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "support/files.h"

namespace leakygan {

struct ArchiveMember {
  // As the archive has it, '/' between folders; any bytes. Letters of names that a zip marks as
  // UTF-8 come composed (NFC). "(member 7)" where the name cannot be had.
  std::string name;
  std::optional<std::uint64_t> size;  // in bytes, when the archive says it
  // Why it is not to be read ("its name leads out of the archive", "is encrypted"); else empty.
  std::string fault;
};

// Goes once through the files of a .zip, .7z, or .tar, which may be compressed (gz, zst, xz, bz2),
// or through the one file in a .gz, .zst, .xz or .bz2, whose name is the archive's without that.
// Links and folders are passed over. Nothing is ever written to the disk.
class ArchiveReader {
 public:
  // Throws Error "PATH: why" when it is none, or cannot be read.
  explicit ArchiveReader(const fs::path& path);
  ArchiveReader(ArchiveReader&&) noexcept;
  ArchiveReader& operator=(ArchiveReader&&) noexcept;
  ~ArchiveReader();

  // The next file; nothing at the end. Throws Error "PATH: why" when the archive is damaged here,
  // cut off, or a bomb: more than 1 GiB of content and 100 times the archive's own size.
  std::optional<ArchiveMember> next();

  // The content of the file that next() gave, or its first `most` bytes; once for each. Throws
  // Error that says only what is wrong with this file: its fault, damaged, or larger than 1 GiB
  // when `most` is larger.
  std::string read(std::uint64_t most = UINT64_MAX);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Whether a file that begins so is an archive; by its first 512 bytes.
bool looks_like_archive(std::string_view beginning);

}  // namespace leakygan
