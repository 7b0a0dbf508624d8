#include "data/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <new>
#include <string_view>

#include "data/archive_kind.h"
#include "data/file_kind.h"
#include "data/thread_locale.h"
#include "support/error.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr std::uint64_t kLongestMember = std::uint64_t{1} << 30;

// Both have to be passed: a small archive of black pictures may well shrink a thousandfold.
constexpr std::uint64_t kMostContent = std::uint64_t{1} << 30;
constexpr std::uint64_t kMostGrowth = 100;

constexpr std::size_t kBlock = std::size_t{1} << 16;

std::uint64_t size_of(const fs::path& path) {
  std::error_code code;
  if (fs::is_directory(path, code)) throw Error(display(path) + ": is a folder, not a file");
  const std::uintmax_t size = fs::file_size(path, code);
  if (code) throw Error(display(path) + ": cannot be opened: " + code.message());
  return size;
}

bool is_compressed_whole(ArchiveKind kind) {
  return kind == ArchiveKind::gzip || kind == ArchiveKind::zstd || kind == ArchiveKind::xz ||
         kind == ArchiveKind::bzip2;
}

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

// libarchive converts names from UTF-8 to the locale's character set. Where it cannot, it gives
// those of tars as they are, which is what is wanted, and those of others not at all.
const char* locale_for(ArchiveKind kind) {
  const bool needs_utf8 = kind == ArchiveKind::zip || kind == ArchiveKind::seven_zip;
  return needs_utf8 ? "C.UTF-8" : "C";
}

// For libarchive's "Unrecognized archive format", which it also says of a file that its first bytes
// show to be an archive.
std::string what_misses(ArchiveKind kind) {
  if (kind == ArchiveKind::zip) return "the list of files at its end is missing";
  return is_compressed_whole(kind) ? "nothing can be unpacked from it"
                                   : "its first header makes no sense";
}

bool leads_out(std::string_view name) {
  if (name.starts_with('/')) return true;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    if (name.substr(begin, end - begin) == "..") return true;
    begin = end + 1;
  }
  return false;
}

bool is_plain_file(archive_entry* entry) {
  return archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == nullptr;
}

struct Close {
  void operator()(archive* reader) const { archive_read_free(reader); }
};

}  // namespace

struct ArchiveReader::State {
  fs::path path;
  ArchiveKind kind;
  std::uint64_t size;  // on the disk
  Locale locale;
  std::unique_ptr<archive, Close> reader{archive_read_new()};
  archive_entry* entry = nullptr;  // libarchive's own; nothing at the end
  std::uint64_t position = 0;      // of it, from 1, links and folders counted
  std::uint64_t content = 0;       // bytes that came out so far, whether wanted or not
  std::string fault;               // of the member that was given last
  bool given = false;

  State(const fs::path& file, ArchiveKind what)
      : path(file), kind(what), size(size_of(file)), locale(locale_for(what)) {
    const ThreadLocale names(locale);
    if (reader == nullptr) throw std::bad_alloc();
    if (kind == ArchiveKind::empty_zip) return;  // libarchive takes it for none
    if (!choose_format(reader.get(), kind)) fail(reason());
    if (archive_read_open_filename(reader.get(), path.c_str(), kBlock) != ARCHIVE_OK) {
      fail(reason() == "Unrecognized archive format" ? what_misses(kind) : reason());
    }
    advance();
  }

  // libarchive's reason, as it stands.
  std::string reason() const {
    const char* text = archive_error_string(reader.get());
    return text == nullptr ? "no reason is known" : display(text);
  }

  [[noreturn]] void fail(const std::string& why) const {
    throw Error(display(path) + ": is cut off or damaged: " + why);
  }

  void advance() {
    const int result = archive_read_next_header(reader.get(), &entry);
    if (result == ARCHIVE_EOF) entry = nullptr;
    if (result != ARCHIVE_EOF && result != ARCHIVE_OK && result != ARCHIVE_WARN) {
      entry = nullptr;
      const bool hides_names = archive_read_has_encrypted_entries(reader.get()) == 1;
      if (hides_names && position == 0) throw Error(display(path) + ": is encrypted");
      fail(reason());
    }
    ++position;
    given = false;
  }

  void check_growth() const {
    if (content > kMostContent && content / kMostGrowth > size) {
      throw Error(display(path) + ": unpacks to more than 1 GiB and " +
                  std::to_string(kMostGrowth) + " times its own " + bytes_text(size) +
                  ", which no archive of images does");
    }
  }

  // Leaves the entry behind. What cannot be passed over without unpacking it is unpacked here, by
  // blocks, where it can be counted.
  void skip() {
    if (!is_compressed_whole(kind) && kind != ArchiveKind::seven_zip) {
      if (archive_read_data_skip(reader.get()) == ARCHIVE_FATAL) fail(reason());
      check_end();
      return;
    }
    const void* block = nullptr;
    std::size_t bytes = 0;
    la_int64_t offset = 0;
    int result = ARCHIVE_OK;
    while ((result = archive_read_data_block(reader.get(), &block, &bytes, &offset)) ==
           ARCHIVE_OK) {
      content += bytes;
      check_growth();
    }
    if (result == ARCHIVE_FATAL) fail(reason());
  }

  // Passing over is a seek, and no seek fails beyond the end of a file.
  void check_end() const {
    const la_int64_t at = archive_filter_bytes(reader.get(), 0);
    if (at > 0 && static_cast<std::uint64_t>(at) > size) {
      fail("it ends within a file");
    }
  }

  // What the raw format names "data".
  std::string name_of_single() const {
    const fs::path file = path.filename();
    return (file.has_stem() && file.has_extension() ? file.stem() : file).native();
  }

  ArchiveMember describe() const {
    std::optional<std::uint64_t> unpacked;
    if (archive_entry_size_is_set(entry) != 0) {
      unpacked = static_cast<std::uint64_t>(archive_entry_size(entry));
    }
    if (archive_format(reader.get()) == ARCHIVE_FORMAT_RAW) return {name_of_single(), unpacked, {}};
    const char* name = archive_entry_pathname(entry);
    if (name == nullptr || *name == '\0') {
      return {"(member " + count_text(position) + ")", unpacked, "its name cannot be read"};
    }
    if (leads_out(name)) return {name, unpacked, "its name leads out of the archive"};
    return {name, unpacked, archive_entry_is_encrypted(entry) != 0 ? "is encrypted" : ""};
  }
};

ArchiveReader::ArchiveReader(const fs::path& path) {
  size_of(path);  // says why when there is no such file
  const auto beginning = beginning_of(path, kTellingBytes);
  if (!beginning) throw Error(display(path) + ": cannot be read");
  const ArchiveKind kind = archive_kind(beginning->bytes);
  if (kind == ArchiveKind::none) {
    throw Error(display(path) + ": is no zip, tar, 7z, gz, zst, xz or bz2 archive");
  }
  state_ = std::make_unique<State>(path, kind);
}

ArchiveReader::ArchiveReader(ArchiveReader&&) noexcept = default;
ArchiveReader& ArchiveReader::operator=(ArchiveReader&&) noexcept = default;
ArchiveReader::~ArchiveReader() = default;

std::optional<ArchiveMember> ArchiveReader::next() {
  const ThreadLocale names(state_->locale);
  while (state_->entry != nullptr && (state_->given || !is_plain_file(state_->entry))) {
    state_->check_growth();
    state_->skip();
    state_->advance();
  }
  if (state_->entry == nullptr) return std::nullopt;
  state_->given = true;
  ArchiveMember member = state_->describe();
  state_->fault = member.fault;
  return member;
}

std::string ArchiveReader::read(std::uint64_t most) {
  if (!state_->fault.empty()) throw Error(state_->fault);
  const ThreadLocale names(state_->locale);
  const auto size = static_cast<std::uint64_t>(archive_entry_size(state_->entry));
  if (archive_entry_size_is_set(state_->entry) != 0 && size > kLongestMember &&
      most > kLongestMember) {
    throw Error("has " + bytes_text(size) + "; the most that is read is 1 GiB");
  }
  std::string content;
  std::array<char, kBlock> block;
  const std::uint64_t wanted = std::min(most, kLongestMember + 1);
  while (content.size() < wanted) {
    const std::size_t part = std::min<std::uint64_t>(block.size(), wanted - content.size());
    const la_ssize_t bytes = archive_read_data(state_->reader.get(), block.data(), part);
    if (bytes == ARCHIVE_RETRY) continue;
    if (bytes < 0) throw Error("is cut off or damaged: " + state_->reason());
    if (bytes == 0) break;
    content.append(block.data(), static_cast<std::size_t>(bytes));
  }
  state_->content += content.size();
  if (content.size() > kLongestMember) {
    throw Error("has more than 1 GiB; the most that is read is 1 GiB");
  }
  return content;
}

}  // namespace leakygan
