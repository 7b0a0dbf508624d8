#include "checkpoint/safetensors.h"

#include <gtest/gtest.h>
#include <torch/types.h>

#include <bit>
#include <cstring>
#include <nlohmann/json.hpp>

#include "support/error.h"
#include "tests/support/temporary_folder.h"

namespace leakygan {
namespace {

// The format's own description, read by hand.
TEST(Safetensors, HoldsHeaderAndTensorsAsTheFormatSays) {
  const testing::TemporaryFolder folder;
  const fs::path path = folder.path() / "a.safetensors";
  const auto conv =
      torch::arange(24, at::kFloat).view({1, 2, 3, 4}).contiguous(at::MemoryFormat::ChannelsLast);
  const auto count = torch::tensor(7, at::kLong);
  write_safetensors(path, {{"conv", conv}, {"count", count}}, {{"step", "5"}});

  const std::string bytes = read_file(path);
  std::uint64_t length = 0;
  std::memcpy(&length, bytes.data(), 8);
  EXPECT_EQ((8 + length) % 8, 0U);
  const auto header = nlohmann::json::parse(bytes.substr(8, length));
  EXPECT_EQ(header["__metadata__"]["step"], "5");
  EXPECT_EQ(header["conv"]["dtype"], "F32");
  EXPECT_EQ(header["conv"]["shape"], (std::vector<int>{1, 2, 3, 4}));
  EXPECT_EQ(header["conv"]["data_offsets"], (std::vector<int>{0, 96}));
  EXPECT_EQ(header["count"]["dtype"], "I64");
  EXPECT_EQ(header["count"]["shape"], nlohmann::json::array());
  EXPECT_EQ(bytes.size(), 8 + length + 96 + 8);
  // Row-major, though the tensor lay channels-last in memory.
  std::vector<float> values(24);
  std::memcpy(values.data(), bytes.data() + 8 + length, 96);
  for (int i = 0; i < 24; ++i) EXPECT_EQ(values[static_cast<std::size_t>(i)], i);
}

TEST(Safetensors, RefusesTypesThatItDoesNotWrite) {
  const testing::TemporaryFolder folder;
  EXPECT_THROW(write_safetensors(folder.path() / "a", {{"x", torch::zeros({1}, at::kDouble)}}, {}),
               Error);
}

}  // namespace
}  // namespace leakygan
