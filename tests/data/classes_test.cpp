#include "data/classes.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace leakygan {
namespace {

// What is said of a folder with so many images in each of its folders; "" is the folder itself.
std::string doubt(const std::vector<std::pair<std::string, std::size_t>>& folders) {
  ImageList list;
  Inventory inventory;
  std::vector<std::uint32_t> numbers;
  for (const auto& [folder, count] : folders) {
    for (std::size_t i = 0; i < count; ++i) {
      const std::string name = std::to_string(i) + ".png";
      list.files.push_back({.name = folder.empty() ? name : folder + "/a/" + name});
      list.first_image.push_back(static_cast<std::uint32_t>(numbers.size()));
      numbers.push_back(list.first_image.back());
    }
  }
  list.first_image.push_back(static_cast<std::uint32_t>(numbers.size()));
  inventory.images.resize(numbers.size());
  return why_no_classes(list, inventory, numbers, numbers);
}

TEST(ClassesUnasked, AreFoldersWithEnoughImages) {
  EXPECT_EQ(doubt({{"cats", 300}, {"dogs", 500}}), "");
  EXPECT_EQ(doubt({{"cats", 300}, {"dogs", 299}, {"birds", 298}}),
            "'birds' has 298 images to train on, fewer than 300");
  EXPECT_EQ(doubt({{"cats", 300}, {"", 400}, {"dogs", 500}}),
            "400 of 1,200 images are in no folder");
  EXPECT_EQ(doubt({{"", 400}}), "the images are in no folders of their own");
  EXPECT_EQ(doubt({{"photos", 400}}), "there is one folder only, 'photos'");
}

TEST(ClassesUnasked, AreNoPartsOfADataSet) {
  for (const char* part : {"train", "Test", "VAL", "validation"}) {
    EXPECT_EQ(doubt({{"cats", 300}, {part, 300}}),
              "'" + std::string(part) + "' is a part of a data set rather than a class");
  }
  EXPECT_EQ(doubt({{"trains", 300}, {"tests", 300}}), "");
}

// A training calls classes by what can be written.
TEST(ClassesUnasked, HaveDifferentNames) {
  EXPECT_EQ(doubt({{"a\xff", 300}, {"a\\xff", 300}}), "two folders read as 'a\\xff'");
}

// As tar writes names of "." and adds others.
TEST(Classes, OfAnArchiveMayBeginWithADot) {
  const auto names = [](const std::vector<std::string>& files) {
    ImageList list;
    list.place = Place::archive;
    std::vector<std::uint32_t> numbers;
    for (const std::string& file : files) {
      list.files.push_back({.name = file});
      numbers.push_back(static_cast<std::uint32_t>(numbers.size()));
    }
    list.first_image = numbers;
    list.first_image.push_back(static_cast<std::uint32_t>(numbers.size()));
    Inventory inventory;
    inventory.images.resize(numbers.size());
    return sort_by_class(list, inventory, numbers).names;
  };
  const std::vector<std::string> expected = {"cats", "dogs"};
  EXPECT_EQ(names({"./cats/1.png", "dogs/2.png"}), expected);
  EXPECT_EQ(names({"./photos/cats/1.png", "./photos/dogs/2.png"}), expected);
  EXPECT_EQ(names({"./cats/1.png", "././dogs/2.png"}), expected);
}

}  // namespace
}  // namespace leakygan
