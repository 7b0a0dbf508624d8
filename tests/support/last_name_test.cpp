#include "support/last_name.h"

#include <gtest/gtest.h>

namespace leakygan::testing {
namespace {

TEST(LastName, IsTheSameHoweverThePathEnds) {
  for (const char* path : {"b", "a/b", "a/b/", "/a/b/.", "a/b/c/.."}) {
    EXPECT_EQ(last_name(path), "b") << path;
  }
}

TEST(LastName, OfThisFolderIsItsName) {
  EXPECT_EQ(last_name("."), display(fs::current_path().filename()));
}

TEST(LastName, OfAPathWithoutANameIsThePath) { EXPECT_EQ(last_name("/"), "/"); }

}  // namespace
}  // namespace leakygan::testing
