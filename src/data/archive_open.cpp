#include "data/archive_open.h"

#include <archive.h>

#include <new>

#include "data/file_kind.h"
#include "support/error.h"

namespace leakygan {
namespace {

int filter_of(ArchiveKind kind) {
  switch (kind) {
    case ArchiveKind::gzip:
      return ARCHIVE_FILTER_GZIP;
    case ArchiveKind::zstd:
      return ARCHIVE_FILTER_ZSTD;
    case ArchiveKind::xz:
      return ARCHIVE_FILTER_XZ;
    default:
      return ARCHIVE_FILTER_BZIP2;
  }
}

// Only what the first bytes tell is tried. libarchive's own search would undo any number of
// compressions, and its raw format takes every file for an archive.
bool choose_format(archive* reader, ArchiveKind kind) {
  switch (kind) {
    case ArchiveKind::zip:
      // Not the one for pipes, which takes a zip that lacks its end.
      return archive_read_support_format_zip_seekable(reader) == ARCHIVE_OK;
    case ArchiveKind::seven_zip:
      return archive_read_support_format_7zip(reader) == ARCHIVE_OK;
    default:
      break;
  }
  if (archive_read_support_format_tar(reader) != ARCHIVE_OK) return false;
  if (!is_compressed_whole(kind)) return true;
  return archive_read_support_format_raw(reader) == ARCHIVE_OK &&
         archive_read_append_filter(reader, filter_of(kind)) == ARCHIVE_OK;
}

// For libarchive's "Unrecognized archive format", which it also says of a file that its first bytes
// show to be an archive.
std::string what_misses(ArchiveKind kind) {
  if (kind == ArchiveKind::zip) return "the list of files at its end is missing";
  return is_compressed_whole(kind) ? "nothing can be unpacked from it"
                                   : "its first header makes no sense";
}

}  // namespace

void CloseArchive::operator()(archive* reader) const { archive_read_free(reader); }

bool is_compressed_whole(ArchiveKind kind) {
  return kind == ArchiveKind::gzip || kind == ArchiveKind::zstd || kind == ArchiveKind::xz ||
         kind == ArchiveKind::bzip2;
}

ArchiveKind kind_of_archive(const fs::path& path) {
  archive_size(path);  // says why when there is no such file
  const auto beginning = beginning_of(path, kTellingBytes);
  if (!beginning) throw Error(display(path) + ": cannot be read");
  return archive_kind(beginning->bytes);
}

std::uint64_t archive_size(const fs::path& path) {
  std::error_code code;
  if (fs::is_directory(path, code)) throw Error(display(path) + ": is a folder, not a file");
  const std::uintmax_t size = fs::file_size(path, code);
  if (code) throw Error(display(path) + ": cannot be opened: " + code.message());
  return size;
}

// libarchive converts names from UTF-8 to the locale's character set. Where it cannot, it gives
// those of tars as they are, which is what is wanted, and those of others not at all.
const char* locale_for(ArchiveKind kind) {
  const bool needs_utf8 = kind == ArchiveKind::zip || kind == ArchiveKind::seven_zip;
  return needs_utf8 ? "C.UTF-8" : "C";
}

std::string reason_of(archive& reader) {
  const char* text = archive_error_string(&reader);
  return text == nullptr ? "no reason is known" : display(text);
}

ArchiveHandle open_archive(const fs::path& path, ArchiveKind kind) {
  ArchiveHandle reader(archive_read_new());
  if (reader == nullptr) throw std::bad_alloc();
  if (choose_format(reader.get(), kind) &&
      archive_read_open_filename(reader.get(), path.c_str(), kArchiveBlock) == ARCHIVE_OK) {
    return reader;
  }
  const std::string reason = reason_of(*reader);
  throw Error(display(path) + ": is cut off or damaged: " +
              (reason == "Unrecognized archive format" ? what_misses(kind) : reason));
}

}  // namespace leakygan
