#include "report/data_table.h"

#include <gtest/gtest.h>

#include "report/text_table.h"

namespace leakygan::testing {
namespace {

TEST(DataTable, QuotesWhatCsvWouldTakeApart) {
  const DataTable table = {"t", {"a", "b,c"}, {{"say \"no\"", 0.1}, {"two\nlines", nullptr}}};
  EXPECT_EQ(csv(table), "a,\"b,c\"\n\"say \"\"no\"\"\",0.1\n\"two\nlines\",\n");
}

TEST(DataTable, IsAListOfObjectsInJson) {
  const DataTable table = {"t", {"a", "b"}, {{"x", 1}, {"y", nullptr}}};
  EXPECT_EQ(to_json(table).dump(), R"([{"a":"x","b":1},{"a":"y","b":null}])");
}

TEST(TextTable, AlignsItsColumns) {
  EXPECT_EQ(markdown({{"arm", "n"}, {{"leaky-0.1", "8"}}}),
            "| arm       | n |\n|-----------|---|\n| leaky-0.1 | 8 |\n");
}

}  // namespace
}  // namespace leakygan::testing
