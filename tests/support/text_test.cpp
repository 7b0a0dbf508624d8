#include "support/text.h"

#include <gtest/gtest.h>

#include <vector>

namespace leakygan {
namespace {

TEST(Text, SaysSizesTimesAndCounts) {
  EXPECT_EQ(bytes_text(1023), "1023 bytes");
  EXPECT_EQ(bytes_text(1536), "1.5 KiB");
  EXPECT_EQ(bytes_text(12ULL << 20), "12 MiB");
  EXPECT_EQ(duration_text(59.4), "59 s");
  EXPECT_EQ(duration_text(59.6), "1 min 0 s");
  EXPECT_EQ(duration_text(7800), "2 h 10 min");
  EXPECT_EQ(count_text(std::uint64_t{0}), "0");
  EXPECT_EQ(count_text(std::uint64_t{999}), "999");
  EXPECT_EQ(count_text(std::uint64_t{1234567}), "1,234,567");
}

TEST(Text, NumbersReadBackTheSame) {
  for (const double value : {0.2, 1e-8, 0.1234567890123, 1e300, 25.0}) {
    EXPECT_EQ(std::stod(number_text(value)), value);
  }
}

TEST(Nearest, FindsWhatWasMeantAndNothingElse) {
  const std::vector<std::string> words = {"slope", "width", "normalization", "beta1"};
  EXPECT_EQ(nearest("slop", words), "slope");
  EXPECT_EQ(nearest("solpe", words), "slope");
  EXPECT_EQ(nearest("normalisation", words), "normalization");
  EXPECT_EQ(nearest("kernel", words), "");
  EXPECT_EQ(nearest("", words), "");
}

TEST(Text, IsToldFromOtherBytes) {
  EXPECT_TRUE(is_text(""));
  EXPECT_TRUE(is_text("a:\tb\r\n\xc3\xbc \xfc"));
  EXPECT_FALSE(is_text(std::string_view("a\0", 2)));
  EXPECT_FALSE(is_text("\x1b[0m"));
}

TEST(ShellText, QuotesWhatAShellWouldTakeApart) {
  EXPECT_EQ(shell_text("outputs/faces-64"), "outputs/faces-64");
  EXPECT_EQ(shell_text("my pictures"), "'my pictures'");
  EXPECT_EQ(shell_text("it's $HOME"), "'it'\\''s $HOME'");
  EXPECT_EQ(shell_text(""), "''");
}

TEST(Text, ShortNumbersHaveThreeDigitsAndFewPowersOfTen) {
  EXPECT_EQ(short_number(0), "0");
  EXPECT_EQ(short_number(-0.00012345), "-0.000123");
  EXPECT_EQ(short_number(999.4), "999");
  EXPECT_EQ(short_number(999.6), "1,000");
  EXPECT_EQ(short_number(-1334.9), "-1,330");
  EXPECT_EQ(short_number(99'960), "100,000");
  EXPECT_EQ(short_number(1'234'567), "1.23e+06");
}

TEST(Text, SplitsAtEverySeparator) {
  EXPECT_EQ(split("", ','), std::vector<std::string>{""});
  EXPECT_EQ(split("a,,b,", ','), (std::vector<std::string>{"a", "", "b", ""}));
}

}  // namespace
}  // namespace leakygan
