#include <gtest/gtest.h>

#include "data/scan.h"
#include "names.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

TEST(ScanLinks, FollowsFoldersOnceAndNamesLinksThatLeadNowhereOrInACircle) {
  const TemporaryFolder folder;
  folder.write("store/1.png");
  folder.write("data/a/2.png");
  folder.link("../store", "data/real");
  folder.link("..", "data/a/up");
  folder.link("/nowhere", "data/broken.png");
  folder.link("self", "data/self");
  const ImageList list = scan_images(folder.path() / "data");
  EXPECT_EQ(names(list), (Names{"a/2.png", "real/1.png"}));
  EXPECT_EQ(list.broken_links, (Names{"broken.png", "self"}));
  EXPECT_EQ(list.loops, (Names{"a/up"}));
  EXPECT_EQ(summary(list),
            "2 images (skipped: 2 broken links (broken.png, self); 1 link in a circle (a/up))");
}

TEST(ScanLinks, NeverLeavesTheFolderThroughALinkToOneAboveIt) {
  const TemporaryFolder folder;
  folder.write("data/1.png");
  folder.write("private/2.png");
  folder.link("../..", "data/a/out");
  const ImageList list = scan_images(folder.path() / "data");
  EXPECT_EQ(names(list), (Names{"1.png"}));
  EXPECT_EQ(list.loops, (Names{"a/out"}));
}

TEST(ScanLinks, PrefersRealNamesToLinksThatSortBeforeThem) {
  const TemporaryFolder folder;
  folder.write("z/1.png");
  folder.link("z", "a");
  folder.link("z/1.png", "b.png");
  const ImageList list = scan_images(folder.path());
  EXPECT_EQ(names(list), (Names{"z/1.png"}));
  EXPECT_EQ(list.repeated, 2U);
}

TEST(ScanLinks, TakesALinkedFileOnceByTheNameOfTheFirstLink) {
  const TemporaryFolder folder;
  folder.write("store/0a1b2c");  // as in stores that name files by their content
  folder.link("../store/0a1b2c", "data/x.png");
  folder.link("../store/0a1b2c", "data/y.png");
  const ImageList list = scan_images(folder.path() / "data");
  EXPECT_EQ(names(list), (Names{"x.png"}));
  EXPECT_EQ(summary(list), "1 image (skipped: 1 link to what is there already)");
}

TEST(ScanLinks, FollowsTwoLinksToOneFolderOnce) {
  const TemporaryFolder folder;
  folder.write("store/1.png");
  folder.link("../store", "data/one");
  folder.link("../store", "data/two");
  folder.link("../data", "store/back");
  const ImageList list = scan_images(folder.path() / "data");
  EXPECT_EQ(names(list), (Names{"one/1.png"}));
  EXPECT_EQ(list.repeated, 2U);
}

TEST(ScanLinks, ReadsAFolderThatIsALinkItself) {
  const TemporaryFolder folder;
  folder.write("store/1.png");
  folder.link("store", "data");
  EXPECT_EQ(names(scan_images(folder.path() / "data")), (Names{"1.png"}));
}

TEST(ScanLinks, SkipsHiddenLinks) {
  const TemporaryFolder folder;
  folder.write("1.png");
  folder.link("/nowhere", ".#lock");
  const ImageList list = scan_images(folder.path());
  EXPECT_EQ(list.hidden, 1U);
  EXPECT_TRUE(list.broken_links.empty());
}

TEST(ScanLinks, NamesAFewOfManyBrokenLinks) {
  const TemporaryFolder folder;
  folder.write("1.png");
  for (const char* name : {"a", "b", "c\n", "d", "e"}) folder.link("/nowhere", name);
  EXPECT_TRUE(contains(summary(scan_images(folder.path())), "5 broken links (a, b, c\\x0a, ...)"));
}

}  // namespace
}  // namespace leakygan::testing
