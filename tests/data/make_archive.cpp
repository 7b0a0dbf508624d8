#include "make_archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <memory>

#include "data/thread_locale.h"

namespace leakygan::testing {
namespace {

struct Release {
  void operator()(archive* writer) const { archive_write_free(writer); }
  void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

la_ssize_t append(archive*, void* bytes, const void* block, size_t size) {
  static_cast<std::string*>(bytes)->append(static_cast<const char*>(block), size);
  return static_cast<la_ssize_t>(size);
}

void write(archive* writer, const PackedFile& file) {
  const std::unique_ptr<archive_entry, Release> entry(archive_entry_new());
  archive_entry_set_pathname(entry.get(), file.name.c_str());
  archive_entry_set_perm(entry.get(), 0644);
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  switch (file.kind) {
    case PackedFile::Kind::file:
      archive_entry_set_size(entry.get(), static_cast<la_int64_t>(file.content.size()));
      break;
    case PackedFile::Kind::folder:
      archive_entry_set_filetype(entry.get(), AE_IFDIR);
      break;
    case PackedFile::Kind::symbolic_link:
      archive_entry_set_filetype(entry.get(), AE_IFLNK);
      archive_entry_set_symlink(entry.get(), file.content.c_str());
      break;
    case PackedFile::Kind::hard_link:
      archive_entry_set_hardlink(entry.get(), file.content.c_str());
      break;
  }
  // A warning is about a name that is not of the locale's character set.
  EXPECT_GE(archive_write_header(writer, entry.get()), ARCHIVE_WARN)
      << archive_error_string(writer);
  if (file.kind != PackedFile::Kind::file) return;
  EXPECT_EQ(archive_write_data(writer, file.content.data(), file.content.size()),
            static_cast<la_ssize_t>(file.content.size()));
}

}  // namespace

std::string packed(const Packing& packing, const std::vector<PackedFile>& files) {
  const Locale locale(packing.utf8 ? "C.UTF-8" : "C");
  const ThreadLocale names(locale);
  std::string bytes;
  const std::unique_ptr<archive, Release> writer(archive_write_new());
  EXPECT_EQ(archive_write_set_format(writer.get(), packing.format), ARCHIVE_OK);
  EXPECT_EQ(archive_write_add_filter(writer.get(), packing.filter), ARCHIVE_OK);
  if (!packing.options.empty()) {
    EXPECT_EQ(archive_write_set_options(writer.get(), packing.options.c_str()), ARCHIVE_OK);
  }
  if (!packing.password.empty()) {
    EXPECT_EQ(archive_write_set_passphrase(writer.get(), packing.password.c_str()), ARCHIVE_OK);
  }
  // Nothing but zeros would follow the end of a tar.
  archive_write_set_bytes_per_block(writer.get(), 0);
  EXPECT_EQ(archive_write_open(writer.get(), &bytes, nullptr, append, nullptr), ARCHIVE_OK);
  for (const PackedFile& file : files) write(writer.get(), file);
  EXPECT_EQ(archive_write_close(writer.get()), ARCHIVE_OK);
  return bytes;
}

}  // namespace leakygan::testing
