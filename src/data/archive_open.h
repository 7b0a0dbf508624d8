#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "data/archive_kind.h"
#include "support/files.h"

// Of libarchive.
struct archive;

namespace leakygan {

inline constexpr std::size_t kArchiveBlock = std::size_t{1} << 16;

struct CloseArchive {
  void operator()(archive* reader) const;
};
using ArchiveHandle = std::unique_ptr<archive, CloseArchive>;

// Throw Error "PATH: why" when the file cannot be opened.
ArchiveKind kind_of_archive(const fs::path& path);
std::uint64_t archive_size(const fs::path& path);

// Whether all of it has to be unpacked to get at the last file.
bool is_compressed_whole(ArchiveKind kind);

// The locale that its names are to be read in.
const char* locale_for(ArchiveKind kind);

// libarchive's reason for the last failure, fit for messages.
std::string reason_of(archive& reader);

// Before the first header. Throws Error "PATH: is cut off or damaged: why".
ArchiveHandle open_archive(const fs::path& path, ArchiveKind kind);

}  // namespace leakygan
