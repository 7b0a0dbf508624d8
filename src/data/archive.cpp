#include "data/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <string_view>

#include "data/archive_kind.h"
#include "data/archive_open.h"
#include "data/thread_locale.h"
#include "support/error.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr std::uint64_t kLongestMember = std::uint64_t{1} << 30;

// Both have to be passed: a small archive of black pictures may well shrink a thousandfold.
constexpr std::uint64_t kMostContent = std::uint64_t{1} << 30;
constexpr std::uint64_t kMostGrowth = 100;

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

}  // namespace

struct ArchiveReader::State {
  fs::path path;
  ArchiveKind kind;
  std::uint64_t size;  // on the disk
  Locale locale;
  ArchiveHandle reader;
  archive_entry* entry = nullptr;  // libarchive's own; nothing at the end
  std::uint64_t position = 0;      // of it, from 1, links and folders counted
  std::uint64_t content = 0;       // bytes of files that came out so far, whether wanted or not
  std::string fault;               // of the member that was given last
  bool given = false;

  State(const fs::path& file, ArchiveKind what)
      : path(file), kind(what), size(archive_size(file)), locale(locale_for(what)) {
    if (kind == ArchiveKind::empty_zip) return;  // libarchive takes it for none
    const ThreadLocale names(locale);
    reader = open_archive(path, kind);
    advance();
  }

  [[noreturn]] void fail() const {
    throw Error(display(path) + ": is cut off or damaged: " + reason_of(*reader));
  }

  void advance() {
    const int result = archive_read_next_header(reader.get(), &entry);
    if (result == ARCHIVE_EOF) entry = nullptr;
    if (result != ARCHIVE_EOF && result != ARCHIVE_OK && result != ARCHIVE_WARN) {
      entry = nullptr;
      const bool hides_names = archive_read_has_encrypted_entries(reader.get()) == 1;
      if (hides_names && position == 0) throw Error(display(path) + ": is encrypted");
      fail();
    }
    ++position;
    given = false;
  }

  // A tar may hold nothing but headers, which are no file's content.
  void check_growth() const {
    const auto unpacked = static_cast<std::uint64_t>(archive_filter_bytes(reader.get(), 0));
    const std::uint64_t all = std::max(content, unpacked);
    if (all > kMostContent && all / kMostGrowth > size) {
      throw Error(display(path) + ": unpacks to more than 1 GiB and " +
                  std::to_string(kMostGrowth) + " times its own " + bytes_text(size) +
                  ", which no archive of images does");
    }
  }

  // Leaves the entry behind. What cannot be passed over without unpacking it is unpacked here, by
  // blocks, where it can be counted.
  void skip() {
    if (!is_compressed_whole(kind) && kind != ArchiveKind::seven_zip) {
      if (archive_read_data_skip(reader.get()) == ARCHIVE_FATAL) fail();
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
    if (result == ARCHIVE_FATAL) fail();
  }

  // Passing over is a seek, and no seek fails beyond the end of a file.
  void check_end() const {
    const la_int64_t at = archive_filter_bytes(reader.get(), 0);
    if (at > 0 && static_cast<std::uint64_t>(at) > size) {
      throw Error(display(path) + ": is cut off or damaged: it ends within a file");
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
  const ArchiveKind kind = kind_of_archive(path);
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
  assert(state_->given);
  if (!state_->fault.empty()) throw Error(state_->fault);
  archive* reader = state_->reader.get();
  const ThreadLocale names(state_->locale);
  const auto size = static_cast<std::uint64_t>(archive_entry_size(state_->entry));
  const std::string limit = "; the most that is read is 1 GiB";
  if (size > kLongestMember && most > kLongestMember) {
    throw Error("has " + bytes_text(size) + limit);
  }
  std::string content;
  std::array<char, kArchiveBlock> block;
  const std::uint64_t wanted = std::min(most, kLongestMember + 1);
  while (content.size() < wanted) {
    const std::size_t part = std::min<std::uint64_t>(block.size(), wanted - content.size());
    const la_ssize_t bytes = archive_read_data(reader, block.data(), part);
    if (bytes < 0) throw Error("is cut off or damaged: " + reason_of(*reader));
    if (bytes == 0) break;
    content.append(block.data(), static_cast<std::size_t>(bytes));
    state_->content += static_cast<std::uint64_t>(bytes);
  }
  if (content.size() > kLongestMember) throw Error("has more than 1 GiB" + limit);
  return content;
}

}  // namespace leakygan
