#include <algorithm>

#include "tests/cli/compare_test.h"

namespace leakygan::testing {
namespace {

// Discriminators of 8 channels without normalization, at a learning rate at which units die.
class CompareClaimsTest : public CompareTest {
 protected:
  // `leakygan compare` of relu and leaky-0.2 with two seeds.
  Result compare_dying(const std::string& normalization, const std::string& lr) const {
    const fs::path file = write_study("dying", "{seeds: 2, slopes: [0.2], parallel: 2}");
    return compare(file,
                   {"--set", "discriminator.width=8", "--set", "optimizer.discriminator.lr=" + lr,
                    "--set", "training.images=640", "--set", "every.probe=80", "--set",
                    "discriminator.normalization=" + normalization});
  }

  // The lines about a claim.
  std::vector<nlohmann::json> claims(const std::string& beginning) const {
    std::vector<nlohmann::json> found;
    for (const auto& line : table("claims", "dying")) {
      if (line["claim"].get<std::string>().starts_with(beginning)) found.push_back(line);
    }
    return found;
  }
};

TEST_F(CompareClaimsTest, UnitsOfReluDieWithoutNormalizationAndLeakyOnesNever) {
  const Result result = compare_dying("none", "0.05");
  ASSERT_EQ(result.exit_code, 0) << result.err;
  for (const auto& run : table("runs", "dying")) {
    if (run["arm"] == "relu") {
      EXPECT_GT(run["dead_share"], 0.0) << run;
    } else {
      EXPECT_EQ(run["dead_share"], 0.0) << run;
      EXPECT_EQ(run["gradient_sparsity"], 0.0) << run;
    }
  }
  ASSERT_EQ(claims("ReLU units die").size(), 1U);
  EXPECT_EQ(claims("ReLU units die")[0]["result"], "supported");
}

// Its first layer has no normalization: at 0.05 a unit of it dies now and then.
TEST_F(CompareClaimsTest, WithBatchNormNoneDiesAndTheClaimIsUntested) {
  const Result result = compare_dying("batch", "0.01");
  ASSERT_EQ(result.exit_code, 0) << result.err;
  for (const auto& run : table("runs", "dying")) EXPECT_EQ(run["dead_share"], 0.0) << run;
  ASSERT_EQ(claims("ReLU units die").size(), 1U);
  EXPECT_EQ(claims("ReLU units die")[0]["result"], "untested");
  EXPECT_TRUE(contains(result.out, "no unit died in any arm: the claim is untested here"))
      << result.out;
}

}  // namespace
}  // namespace leakygan::testing
