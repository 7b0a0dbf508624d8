#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <nlohmann/json.hpp>

#include "data/shapes.h"
#include "data/suggest_shape.h"
#include "support/error.h"
#include "support/signals.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

const ShapesOptions kFew = {.count = 60, .size = 16, .proportions = {3, 1, 1, 1}};

// All files of a folder with their contents.
std::map<std::string, std::string> contents(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      files[entry.path().lexically_relative(folder)] = read_file(entry.path());
    }
  }
  return files;
}

std::size_t entries(const fs::path& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(ShapesFolder, HoldsAFolderForEachClassAndADescription) {
  const TemporaryFolder folder;
  write_shapes(folder.path() / "new/shapes", kFew, 2, {});
  const auto files = contents(folder.path() / "new/shapes");
  EXPECT_EQ(files.size(), 61U);
  for (const char* name : {"circle/00000.png", "circle/00029.png", "square/00009.png",
                           "triangle/00000.png", "star/00009.png"}) {
    EXPECT_TRUE(files.contains(name)) << name;
  }
  const auto json = nlohmann::json::parse(files.at("shapes.json"));
  EXPECT_EQ(json["classes"], nlohmann::json({"circle", "square", "triangle", "star"}));
  EXPECT_EQ(json["counts"], nlohmann::json({30, 10, 10, 10}));
  EXPECT_EQ(json["count"], 60);
  EXPECT_EQ(json["size"], 16);
  EXPECT_EQ(json["seed"], 1);
  EXPECT_EQ(entries(folder.path() / "new"), 1U);
}

TEST(ShapesFolder, IsADataSetOfTheGivenSize) {
  const TemporaryFolder folder;
  write_shapes(folder.path() / "shapes", {.count = 10, .size = 48}, 2, {});
  const ImageList list = scan_images(folder.path() / "shapes");
  EXPECT_EQ(list.files.size(), 10U);
  EXPECT_EQ(suggest_shape(list, 3).height, 32);
}

TEST(ShapesFolder, DependsOnTheOptionsAndNotOnThreads) {
  const TemporaryFolder folder;
  write_shapes(folder.path() / "one", kFew, 1, {});
  write_shapes(folder.path() / "three", kFew, 3, {});
  ShapesOptions other = kFew;
  other.seed = 2;
  write_shapes(folder.path() / "other", other, 1, {});
  const auto files = contents(folder.path() / "one");
  EXPECT_EQ(contents(folder.path() / "three"), files);
  for (const auto& [name, bytes] : contents(folder.path() / "other")) {
    EXPECT_NE(bytes, files.at(name)) << name;
  }
}

TEST(ShapesFolder, HasNoTwoPicturesAlike) {
  const TemporaryFolder folder;
  write_shapes(folder.path() / "shapes", kFew, 1, {});
  std::set<std::string> pictures;
  for (const auto& [name, bytes] : contents(folder.path() / "shapes")) pictures.insert(bytes);
  EXPECT_EQ(pictures.size(), 61U);
}

TEST(ShapesFolder, RefusesAFolderThatHoldsSomething) {
  const TemporaryFolder folder;
  const fs::path mine = folder.write("shapes/mine.txt", "mine");
  const std::string text =
      message_of<Error>([&] { write_shapes(folder.path() / "shapes/", kFew, 1, {}); });
  EXPECT_TRUE(contains(text, "shapes: exists and is not empty"));
  EXPECT_TRUE(contains(message_of<Error>([&] { write_shapes(mine, kFew, 1, {}); }),
                       "mine.txt: exists and is not a folder"));
  EXPECT_EQ(contents(folder.path()).size(), 1U);
}

TEST(ShapesFolder, TakesAnEmptyFolderALinkToOneAndASlashAtTheEnd) {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / "empty");
  write_shapes(folder.path() / "empty/", kFew, 1, {});
  EXPECT_EQ(contents(folder.path() / "empty").size(), 61U);
  fs::create_directory(folder.path() / "target");
  folder.link("target", "link");
  write_shapes(folder.path() / "link", kFew, 1, {});
  EXPECT_EQ(contents(folder.path() / "target").size(), 61U);
}

TEST(ShapesFolder, LeavesNothingBehindWhenItFails) {
  const TemporaryFolder folder;
  const auto failing = [](std::size_t, std::size_t) { throw Error("no more"); };
  EXPECT_THROW(write_shapes(folder.path() / "shapes", kFew, 2, failing), Error);
  EXPECT_THROW(write_shapes(folder.path() / "shapes", {.count = 1}, 2, {}), Error);
  EXPECT_EQ(entries(folder.path()), 0U);
  folder.write("file");
  EXPECT_TRUE(
      contains(message_of<Error>([&] { write_shapes(folder.path() / "file/shapes", kFew, 2, {}); }),
               "file"));
}

TEST(ShapesFolderDeathTest, IsNotThereAfterAStop) {
  const TemporaryFolder folder;
  const auto write_after_signal = [&] {
    catch_stop_signals();
    ::raise(SIGHUP);
    message_of<Interrupted>([&] { write_shapes(folder.path() / "shapes", kFew, 2, {}); });
    ::_exit(entries(folder.path()) == 0 ? 42 : 1);
  };
  EXPECT_EXIT(write_after_signal(), ::testing::ExitedWithCode(42), "");
}

TEST(ShapesFolderDeathTest, IsNoDataSetAfterAKill) {
  const TemporaryFolder folder;
  const auto killed = [&] {
    write_shapes(folder.path() / "shapes", kFew, 2,
                 [](std::size_t, std::size_t) { ::raise(SIGKILL); });
  };
  EXPECT_EXIT(killed(), ::testing::KilledBySignal(SIGKILL), "");
  EXPECT_FALSE(fs::exists(folder.path() / "shapes"));
  EXPECT_TRUE(contains(message_of<Error>([&] { scan_images(folder.path()); }), "1 hidden"));
}

}  // namespace
}  // namespace leakygan::testing
