#include <archive.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>

#include "data/archive.h"
#include "make_archive.h"
#include "make_image.h"
#include "support/error.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

const Packing kPlainZip = {.format = ARCHIVE_FORMAT_ZIP};
const Packing kTar = {.format = ARCHIVE_FORMAT_TAR_USTAR};
const Packing kTarGz = {.format = ARCHIVE_FORMAT_TAR_USTAR, .filter = ARCHIVE_FILTER_GZIP};

// Reads all that can be read.
void go_through(const fs::path& path, std::uint64_t most = UINT64_MAX) {
  ArchiveReader reader(path);
  while (const auto member = reader.next()) {
    if (member->fault.empty()) reader.read(most);
  }
}

std::string why(const std::string& bytes, std::uint64_t most = UINT64_MAX) {
  const TemporaryFolder folder;
  const fs::path path = folder.write("a", bytes);
  const std::string message = message_of<Error>([&] { go_through(path, most); });
  const std::string start = path.string() + ": ";
  return message.starts_with(start) ? message.substr(start.size()) : message;
}

TEST(ArchiveDamage, SaysWhyAFileIsNoArchive) {
  const std::string none = "is no zip, tar, 7z, gz, zst, xz or bz2 archive";
  EXPECT_EQ(why(png_of(noise(8, 8, 3))), none);
  EXPECT_EQ(why("Some words.\n"), none);
  EXPECT_EQ(why(""), none);
  const TemporaryFolder folder;
  EXPECT_EQ(message_of<Error>([&] { ArchiveReader{folder.path()}; }),
            folder.path().string() + ": is a folder, not a file");
  EXPECT_EQ(message_of<Error>([&] { ArchiveReader{"/no/such\xff.zip"}; }),
            "/no/such\\xff.zip: cannot be opened: No such file or directory");
}

TEST(ArchiveDamage, IsSaidOfOneThatIsCutOff) {
  const std::vector<PackedFile> files = {{"1", png_of(noise(64, 64, 3, 1))},
                                         {"2", png_of(noise(64, 64, 3, 2))}};
  for (const int filter : {ARCHIVE_FILTER_NONE, ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_ZSTD,
                           ARCHIVE_FILTER_XZ, ARCHIVE_FILTER_BZIP2}) {
    const std::string bytes =
        packed({.format = ARCHIVE_FORMAT_TAR_GNUTAR, .filter = filter}, files);
    EXPECT_TRUE(why(bytes.substr(0, bytes.size() * 2 / 3)).starts_with("is cut off or damaged: "))
        << filter;
    // Nothing is read here: the end is beyond a file that was passed over.
    EXPECT_TRUE(
        why(bytes.substr(0, bytes.size() * 2 / 3), 0).starts_with("is cut off or damaged: "))
        << filter;
  }
  const std::string zip = packed(kPlainZip, files);
  EXPECT_EQ(why(zip.substr(0, zip.size() - 20)),
            "is cut off or damaged: the list of files at its end is missing");
}

TEST(ArchiveDamage, OfOneFileLeavesTheOthers) {
  const Packing stored = {.format = ARCHIVE_FORMAT_ZIP, .options = "zip:compression=store"};
  std::string zip = packed(stored, {{"1", "content of it"}, {"2", "two"}});
  zip[zip.find("content")] = 'C';
  const TemporaryFolder folder;
  ArchiveReader reader(folder.write("a.zip", zip));
  ASSERT_TRUE(reader.next());
  EXPECT_TRUE(message_of<Error>([&] { reader.read(); }).starts_with("is cut off or damaged: "));
  ASSERT_TRUE(reader.next());
  EXPECT_EQ(reader.read(), "two");
}

TEST(ArchiveDamage, IsSaidOfACompressedFileWithoutContent) {
  const Packing packing = {.format = ARCHIVE_FORMAT_RAW, .filter = ARCHIVE_FILTER_GZIP};
  EXPECT_EQ(why(packed(packing, {{"a", ""}})),
            "is cut off or damaged: nothing can be unpacked from it");
}

// Small, and unpacks to 1.1 GiB of zeros.
std::string bomb(const Packing& packing) {
  return packed(packing, std::vector<PackedFile>(11, {"a", std::string(100 << 20, '\0')}));
}

TEST(ArchiveDamage, EndsTheReadingOfBombs) {
  const std::string said = "unpacks to more than 1 GiB and 100 times its own";
  const Packing fast = {.format = ARCHIVE_FORMAT_ZIP, .options = "zip:compression-level=1"};
  const std::string zip = bomb(fast);
  EXPECT_TRUE(contains(why(zip), said));
  const Packing tar_zst = {.format = ARCHIVE_FORMAT_TAR_USTAR, .filter = ARCHIVE_FILTER_ZSTD};
  EXPECT_TRUE(contains(why(bomb(tar_zst), 0), said));
  // What is passed over in a zip is never unpacked.
  const TemporaryFolder folder;
  go_through(folder.write("a.zip", zip), 10);
}

TEST(ArchiveDamage, EndsTheReadingOfATarOfNothingButHeaders) {
  std::string tar = packed(kTar, {{"folder", "", PackedFile::Kind::folder}}).substr(0, 512);
  while (tar.size() < std::size_t{40} << 20) tar += std::string(tar);
  const Packing raw = {.format = ARCHIVE_FORMAT_RAW, .filter = ARCHIVE_FILTER_ZSTD};
  const std::string frame = packed(raw, {{"a", tar}});
  std::string bytes;  // frames follow each other as one
  for (int i = 0; i < 20; ++i) bytes += frame;
  EXPECT_TRUE(contains(why(bytes), "unpacks to more than 1 GiB"));
}

// Writes a size into the first header of a tar, and the check sum that goes with it.
void set_size(std::string& tar, const std::string& octal) {
  tar.replace(124, octal.size(), octal);
  tar.replace(148, 8, 8, ' ');
  unsigned sum = 0;
  for (std::size_t i = 0; i < 512; ++i) sum += static_cast<unsigned char>(tar[i]);
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "%06o", sum);
  tar.replace(148, text.size(), text.data(), text.size());
}

TEST(ArchiveDamage, IsSaidOfAFileThatIsTooLarge) {
  std::string tar = packed(kTar, {{"1", ""}});
  set_size(tar, "17777777777");
  EXPECT_EQ(why(tar), "has 2.0 GiB; the most that is read is 1 GiB");
}

// Whatever the bytes are, they are read or become an Error; a sanitizer sees the rest.
TEST(ArchiveDamage, OfAnyKindIsSurvived) {
  const std::vector<PackedFile> files = {
      {"1.png", png_of(noise(8, 8, 3))}, {"b/2", "two"}, {"\xc3\xa9", std::string(3000, 'a')}};
  std::vector<std::string> archives = {
      packed(kPlainZip, files),
      packed(kTar, files),
      packed({.format = ARCHIVE_FORMAT_7ZIP, .utf8 = true}, files),
      packed({.format = ARCHIVE_FORMAT_ZIP, .utf8 = true}, files),
      packed({.format = ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, .filter = ARCHIVE_FILTER_ZSTD}, files),
      packed(kTarGz, files)};
  const TemporaryFolder folder;
  SplitMix64 random(1);
  for (int round = 0; round < 5000; ++round) {
    std::string bytes = archives[random.below(archives.size())];
    for (std::uint64_t i = random.below(4) + 1; i > 0; --i) {
      bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
    }
    const fs::path path = folder.write("a", bytes);
    try {
      go_through(path, random.below(2) == 0 ? 5 : UINT64_MAX);
    } catch (const Error&) {
    }
  }
}

}  // namespace
}  // namespace leakygan::testing
