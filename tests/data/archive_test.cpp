#include "data/archive.h"

#include <archive.h>
#include <gtest/gtest.h>

#include <map>

#include "make_archive.h"
#include "make_image.h"
#include "support/error.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

const Packing kZip = {.format = ARCHIVE_FORMAT_ZIP};
const Packing kUstar = {.format = ARCHIVE_FORMAT_TAR_USTAR};

// Written with a name of its own, which messages and the one file in a .gz take over.
class Archive {
 public:
  explicit Archive(const std::string& bytes, const fs::path& name = "pictures.archive")
      : path_(folder_.write(name, bytes)) {}

  const fs::path& path() const { return path_; }

  std::map<std::string, std::string> contents() const {
    std::map<std::string, std::string> files;
    ArchiveReader reader(path_);
    while (const auto member = reader.next()) {
      files[member->name] = member->fault.empty() ? reader.read() : "FAULT " + member->fault;
    }
    return files;
  }

  std::vector<std::string> names() const {
    std::vector<std::string> names;
    ArchiveReader reader(path_);
    while (const auto member = reader.next()) names.push_back(member->name);
    return names;
  }

 private:
  TemporaryFolder folder_;
  fs::path path_;
};

std::vector<Packing> packings() {
  std::vector<Packing> all = {kZip,
                              {.format = ARCHIVE_FORMAT_ZIP, .options = "zip:compression=store"},
                              {.format = ARCHIVE_FORMAT_7ZIP}};
  for (const int format :
       {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FORMAT_TAR_GNUTAR, ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE}) {
    for (const int filter : {ARCHIVE_FILTER_NONE, ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_ZSTD,
                             ARCHIVE_FILTER_XZ, ARCHIVE_FILTER_BZIP2}) {
      all.push_back({.format = format, .filter = filter});
    }
  }
  return all;
}

std::string named(const Packing& packing) {
  return "format " + std::to_string(packing.format) + ", filter " + std::to_string(packing.filter);
}

TEST(Archive, ReadsEveryFormatAndCompression) {
  const std::string picture = png_of(noise(64, 64, 3));
  for (const Packing& packing : packings()) {
    const Archive archive(packed(packing, {{"a/1.png", picture}, {"a/2.txt", "two"}, {"3", ""}}));
    EXPECT_EQ(archive.contents(), (std::map<std::string, std::string>{
                                      {"a/1.png", picture}, {"a/2.txt", "two"}, {"3", ""}}))
        << named(packing);
  }
}

TEST(Archive, PassesOverWhatIsNotRead) {
  const std::string large(300'000, 'a');
  for (const Packing& packing : packings()) {
    const Archive archive(packed(packing, {{"1", large}, {"2", large}, {"3", "three"}}));
    ArchiveReader reader(archive.path());
    EXPECT_EQ(reader.next()->name, "1");
    EXPECT_EQ(reader.next()->name, "2") << named(packing);
    EXPECT_EQ(reader.read(5), "aaaaa");
    EXPECT_EQ(reader.next()->name, "3");
    EXPECT_EQ(reader.read(), "three");
    EXPECT_FALSE(reader.next());
    EXPECT_FALSE(reader.next());
  }
}

TEST(Archive, KnowsOneByItsFirstBytes) {
  for (const Packing& packing : packings()) {
    EXPECT_TRUE(looks_like_archive(packed(packing, {{"a"}}).substr(0, 512))) << named(packing);
  }
  EXPECT_TRUE(looks_like_archive(packed(kZip, {}).substr(0, 512)));
  EXPECT_FALSE(looks_like_archive(png_of(noise(64, 64, 3)).substr(0, 512)));
  EXPECT_FALSE(looks_like_archive("BZhere are words, PK and 7z"));
  EXPECT_FALSE(looks_like_archive(""));
}

TEST(Archive, FindsNothingInAnEmptyOne) {
  EXPECT_TRUE(Archive(packed(kZip, {})).names().empty());
  EXPECT_TRUE(
      Archive(packed({.format = ARCHIVE_FORMAT_TAR_USTAR, .filter = ARCHIVE_FILTER_GZIP}, {}))
          .names()
          .empty());
}

TEST(Archive, TakesOneCompressedFileUnderTheNameOfTheArchive) {
  const std::vector<std::pair<int, std::string>> filters = {{ARCHIVE_FILTER_GZIP, ".gz"},
                                                            {ARCHIVE_FILTER_ZSTD, ".zst"},
                                                            {ARCHIVE_FILTER_XZ, ".xz"},
                                                            {ARCHIVE_FILTER_BZIP2, ".bz2"}};
  for (const auto& [filter, extension] : filters) {
    const Packing packing = {.format = ARCHIVE_FORMAT_RAW, .filter = filter};
    const Archive archive(packed(packing, {{"a", "content"}}), "train-images.idx" + extension);
    EXPECT_EQ(archive.contents(),
              (std::map<std::string, std::string>{{"train-images.idx", "content"}}));
  }
}

TEST(Archive, KeepsTheBytesOfNames) {
  const std::vector<std::string> names = {"a\nb.png", "\xff\xfe.png", "e\xcc\x81.png",
                                          "\xc3\xa9.png", std::string(90, 'l') + "/\xc3\xa9.png"};
  std::vector<PackedFile> files;
  files.reserve(names.size());
  for (const std::string& name : names) files.push_back({name});
  for (const Packing& packing : packings()) {
    if (packing.format == ARCHIVE_FORMAT_7ZIP) continue;  // its names are UTF-16
    EXPECT_EQ(Archive(packed(packing, files)).names(), names) << named(packing);
  }
}

TEST(Archive, ReadsNamesThatAreMarkedAsUtf8) {
  const std::vector<std::string> names = {"\xc3\xa9.png", "\xe6\x97\xa5\xe6\x9c\xac/1.png"};
  for (const int format :
       {ARCHIVE_FORMAT_ZIP, ARCHIVE_FORMAT_7ZIP, ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE}) {
    const Packing packing = {.format = format, .utf8 = true};
    EXPECT_EQ(Archive(packed(packing, {{names[0]}, {names[1]}})).names(), names) << format;
  }
}

TEST(Archive, NamesThePositionOfAFileWhoseNameCannotBeRead) {
  const Packing packing = {.format = ARCHIVE_FORMAT_ZIP, .utf8 = true};
  std::string bytes = packed(packing, {{"a"}, {"\xc3\xa9.png"}});
  for (std::size_t at = 0; (at = bytes.find('\xc3', at)) != std::string::npos;) bytes[at] = '\xff';
  EXPECT_EQ(Archive(bytes).contents(),
            (std::map<std::string, std::string>{{"a", "x"},
                                                {"(member 2)", "FAULT its name cannot be read"}}));
}

TEST(Archive, ReadsNothingWhoseNameLeadsOut) {
  for (const Packing& packing : packings()) {
    const std::string why = "FAULT its name leads out of the archive";
    EXPECT_EQ(Archive(packed(packing, {{"../a"}, {"b/../c"}, {"/d"}, {"e/.."}, {"..f"}, {"g..h"}}))
                  .contents(),
              (std::map<std::string, std::string>{{"../a", why},
                                                  {"b/../c", why},
                                                  {"/d", why},
                                                  {"e/..", why},
                                                  {"..f", "x"},
                                                  {"g..h", "x"}}))
        << named(packing);
  }
  const Archive archive(packed(kUstar, {{"../a"}}));
  ArchiveReader reader(archive.path());
  reader.next();
  EXPECT_EQ(message_of<Error>([&] { reader.read(); }), "its name leads out of the archive");
}

TEST(Archive, ReadsNothingThatIsEncrypted) {
  const Packing packing = {
      .format = ARCHIVE_FORMAT_ZIP, .options = "zip:encryption=traditional", .password = "secret"};
  EXPECT_EQ(Archive(packed(packing, {{"a"}})).contents(),
            (std::map<std::string, std::string>{{"a", "FAULT is encrypted"}}));
}

TEST(Archive, PassesOverLinksAndFolders) {
  using Kind = PackedFile::Kind;
  const std::vector<PackedFile> files = {{"folder", "", Kind::folder},
                                         {"symbolic", "/etc/passwd", Kind::symbolic_link},
                                         {"a"},
                                         {"hard", "a", Kind::hard_link},
                                         {"\xc3\xa9", "\xff", Kind::hard_link},
                                         {"b"}};
  for (const Packing& packing : packings()) {
    if (packing.format == ARCHIVE_FORMAT_ZIP || packing.format == ARCHIVE_FORMAT_7ZIP) continue;
    EXPECT_EQ(Archive(packed(packing, files)).names(), (std::vector<std::string>{"a", "b"}))
        << named(packing);
  }
  const std::vector<PackedFile> no_hard_links = {files[0], files[1], files[2]};
  EXPECT_EQ(Archive(packed(kZip, no_hard_links)).names(), (std::vector<std::string>{"a"}));
}

}  // namespace
}  // namespace leakygan::testing
