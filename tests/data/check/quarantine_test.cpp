#include "data/check/quarantine.h"

#include <gtest/gtest.h>

#include <fstream>

#include "data/check/quarantine_list.h"
#include "support/error.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

class Quarantine : public ::testing::Test {
 protected:
  fs::path data() const { return folder_.path() / "data"; }
  fs::path away() const { return folder_.path() / "away"; }

  // Calls the files bad whose content is "bad".
  Moved move() const {
    const ImageList list = scan_images(data());
    Inventory inventory;
    for (std::size_t i = 0; i < list.image_count(); ++i) {
      if (read_file(list.path_of(i)) == "bad") inventory.faults.emplace(i, "is bad");
    }
    return quarantine(list, inventory, away());
  }

  TemporaryFolder folder_;
};

TEST_F(Quarantine, KeepsNamesAndBringsBackEveryByteOfThem) {
  const std::vector<std::string> names = {
      "a.png",          "b/c/\xff\xfe.png",     "b/new\nline.png",
      "b/quo\"te'.png", "b/back\\x41slash.png", "b/gr\xc3\xbcn.png"};
  for (const auto& name : names) folder_.write("data/" + name, "bad");
  folder_.write("data/good.png", "good");
  EXPECT_EQ(move().files, names.size());
  for (const auto& name : names) {
    EXPECT_FALSE(fs::exists(data() / name)) << name;
    EXPECT_EQ(read_file(away() / name), "bad") << name;
  }
  EXPECT_EQ(read_file(data() / "good.png"), "good");
  const Restored restored = restore(away());
  EXPECT_EQ(restored.files, names.size());
  EXPECT_EQ(restored.failures, std::vector<std::string>{});
  for (const auto& name : names) EXPECT_EQ(read_file(data() / name), "bad") << name;
  EXPECT_TRUE(fs::is_empty(away()));
}

TEST_F(Quarantine, OverwritesNothing) {
  folder_.write("data/good.png", "good");
  for (int round = 0; round < 3; ++round) {
    folder_.write("data/a.png", "bad");
    move();
  }
  EXPECT_TRUE(fs::exists(away() / "a.png"));
  EXPECT_TRUE(fs::exists(away() / "a-2.png"));
  EXPECT_TRUE(fs::exists(away() / "a-3.png"));
  const Restored restored = restore(away());
  EXPECT_EQ(restored.files, 1U);
  ASSERT_EQ(restored.failures.size(), 2U);
  EXPECT_TRUE(contains(restored.failures[0], "a.png: there is another file of that name now"));
  EXPECT_EQ(read_quarantine_list(away()).size(), 2U);
}

TEST_F(Quarantine, HasItsLineBeforeTheFileIsMoved) {
  folder_.write("data/good.png", "good");
  const fs::path file = folder_.write("data/a.png", "bad");
  folder_.write("away/a", "");
  // As a process leaves it that is killed between the two, in the midst of the next line.
  QuarantineWriter(away()).add({file, "a.png", "is bad"});
  std::ofstream(quarantine_list(away()), std::ios::app) << "{\"from\":\"/x";
  move();
  const auto lines = read_quarantine_list(away());
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].from, file);
  EXPECT_EQ(lines[1].damaged, "{\"from\":\"/x");
  EXPECT_EQ(lines[2].why, "is bad");
  const Restored restored = restore(away());
  EXPECT_EQ(restored.files, 1U);
  EXPECT_EQ(restored.failures.size(), 1U);
  EXPECT_TRUE(fs::exists(file));
}

TEST_F(Quarantine, ReportsWhatIsGoneAndKeepsItsLine) {
  folder_.write("data/good.png", "good");
  folder_.write("data/a.png", "bad");
  folder_.write("data/b.png", "bad");
  move();
  fs::remove(away() / "a.png");
  const Restored restored = restore(away());
  EXPECT_EQ(restored.files, 1U);
  ASSERT_EQ(restored.failures.size(), 1U);
  EXPECT_TRUE(contains(restored.failures[0], "a.png: is no longer there"));
  EXPECT_EQ(read_quarantine_list(away()).size(), 1U);
}

TEST_F(Quarantine, IsNotWhereTheNextScanWouldLook) {
  folder_.write("data/a.png");
  const ImageList list = scan_images(data());
  const auto message = [&](const fs::path& folder) {
    return message_of<Error>([&] { check_quarantine(list, folder); });
  };
  EXPECT_TRUE(contains(message(data()), "lies in the data folder"));
  EXPECT_TRUE(contains(message(data() / "bad"), "lies in the data folder"));
  EXPECT_TRUE(contains(message(data() / "../data/bad"), "lies in the data folder"));
  EXPECT_NO_THROW(check_quarantine(list, data() / ".bad"));
  EXPECT_NO_THROW(check_quarantine(list, data() / ".bad/here"));
  EXPECT_NO_THROW(check_quarantine(list, folder_.path() / "data-bad"));
  ImageList archive = list;
  archive.place = Place::archive;
  EXPECT_TRUE(contains(message_of<Error>([&] { check_quarantine(archive, away()); }), "unpack it"));
}

TEST_F(Quarantine, WithoutAListHasNothingToRestore) {
  EXPECT_TRUE(contains(message_of<Error>([&] { restore(away()); }), "there is no such list"));
}

}  // namespace
}  // namespace leakygan::testing
