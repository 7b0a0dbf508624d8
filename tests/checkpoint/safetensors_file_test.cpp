#include <gtest/gtest.h>
#include <torch/types.h>

#include <cstring>
#include <optional>

#include "checkpoint/safetensors.h"
#include "support/error.h"
#include "tests/support/temporary_folder.h"

namespace leakygan {
namespace {

using testing::contains;
using testing::message_of;

class SafetensorsReader : public ::testing::Test {
 protected:
  // A file with this header and data; `length` is what its first eight bytes say.
  fs::path file(const std::string& header, const std::string& data,
                std::optional<std::uint64_t> length = {}) const {
    const std::uint64_t said = length.value_or(header.size());
    std::string bytes(8, '\0');
    std::memcpy(bytes.data(), &said, 8);
    return folder_.write("x.safetensors", bytes + header + data);
  }

  void expect_refused(const std::string& header, const std::string& data,
                      const std::string& why) const {
    const fs::path path = file(header, data);
    EXPECT_TRUE(contains(message_of<Error>([&] { SafetensorsFile{path}; }), why)) << header;
  }

  testing::TemporaryFolder folder_;
};

TEST_F(SafetensorsReader, GivesBackWhatWasWritten) {
  const fs::path path = folder_.path() / "a.safetensors";
  const auto conv = torch::randn({4, 3, 2, 5}).contiguous(at::MemoryFormat::ChannelsLast);
  const auto count = torch::tensor(7, at::kLong);
  const auto none = torch::zeros({0, 3});
  write_safetensors(path, {{"conv", conv}, {"count", count}, {"none", none}}, {{"k", "v \u00e9"}});
  const SafetensorsFile read(path);
  EXPECT_TRUE(torch::equal(read.read("conv"), conv));
  EXPECT_TRUE(torch::equal(read.read("count"), count));
  EXPECT_EQ(read.read("none").sizes().vec(), (std::vector<std::int64_t>{0, 3}));
  EXPECT_EQ(read.metadata().at("k"), "v \u00e9");
  EXPECT_EQ(read.size(), fs::file_size(path));
  EXPECT_THROW(read.read("other"), Error);
}

// The example of the format's description, without checksums.
TEST_F(SafetensorsReader, ReadsAFileOfOthers) {
  const SafetensorsFile read(file(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                                  R"("b":{"dtype":"F16","shape":[],"data_offsets":[8,10]}}   )",
                                  std::string("\0\0\x80\x3f\0\0\0\xc0\0\0", 10)));
  EXPECT_TRUE(torch::equal(read.read("a"), torch::tensor({1.0F, -2.0F})));
  EXPECT_TRUE(contains(message_of<Error>([&] { read.read("b"); }), "is F16"));
}

TEST_F(SafetensorsReader, RefusesAFileThatIsCutAnywhere) {
  const fs::path path = folder_.path() / "a.safetensors";
  write_safetensors(path, {{"x", torch::ones({3})}, {"y", torch::ones({2})}}, {});
  const std::string whole = read_file(path);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const fs::path cut = folder_.write("cut.safetensors", whole.substr(0, size));
    EXPECT_THROW(SafetensorsFile{cut}, Error) << size;
  }
}

TEST_F(SafetensorsReader, FindsEveryChangedBitOfATensor) {
  const fs::path path = folder_.path() / "a.safetensors";
  write_safetensors(path, {{"x", torch::ones({3})}}, {});
  const std::string whole = read_file(path);
  for (std::size_t bit = 0; bit < 8 * 12; ++bit) {
    std::string changed = whole;
    changed[whole.size() - 12 + bit / 8] ^= static_cast<char>(1 << bit % 8);
    const SafetensorsFile read(folder_.write("changed.safetensors", changed));
    EXPECT_THROW(read.verify(), Error) << bit;
  }
}

TEST_F(SafetensorsReader, RefusesHeadersThatAreNotJsonObjects) {
  for (const char* header : {"{", "{]", "{\"a\":}", "{\"a\":\xff}"}) {
    expect_refused(header, "", "is not JSON");
  }
  expect_refused(R"({"a":{"b":{"c":{"d":1}}}})", "", "nested too deep");
  expect_refused(R"({"__metadata__":{"a":1}})", "", "is not a text");
  expect_refused(R"({"__metadata__":[]})", "", "is not a JSON object");
  expect_refused(R"({"__metadata__":{},"__metadata__":{}})", "", "twice");
  expect_refused(R"({"__metadata__":{"checksums":"[1]"}})", "", "checksums cannot be read");
}

TEST_F(SafetensorsReader, RefusesTensorsThatDoNotAddUp) {
  const std::string data(8, 'x');
  const auto entry = [](const std::string& type, const std::string& shape,
                        const std::string& offsets) {
    return R"({"a":{"dtype":")" + type + R"(","shape":)" + shape + R"(,"data_offsets":)" + offsets +
           "}}";
  };
  expect_refused(entry("F31", "[2]", "[0,8]"), data, "unknown type");
  expect_refused(entry("F32", "[3]", "[0,8]"), data, "size of its shape");
  expect_refused(entry("F32", "[-2]", "[0,8]"), data, "no number");
  expect_refused(entry("F32", "[2.0]", "[0,8]"), data, "no number");
  expect_refused(entry("F32", "\"2\"", "[0,8]"), data, "impossible shape");
  expect_refused(entry("F32", "[4294967296,4294967296,2]", "[0,8]"), data, "impossible shape");
  expect_refused(entry("F32", "[18446744073709551615]", "[0,8]"), data, "impossible shape");
  expect_refused(entry("F32", "[0,4294967296,4294967296]", "[0,0]"), "", "impossible shape");
  expect_refused(entry("F32", "[2]", "[8,0]"), data, "outside of the file");
  expect_refused(entry("F32", "[2]", "[8,16]"), data, "outside of the file");
  expect_refused(entry("F32", "[2]", "[0,18446744073709551615]"), data, "outside of the file");
  expect_refused(entry("F32", "[1]", "[4,8]"), data, "leaves a gap");
  expect_refused(entry("F32", "[1]", "[0,4]"), data, "belong to no tensor");
  expect_refused(entry("F32", "[2]", "[0]"), data, "no data_offsets");
  expect_refused(R"({"a":{"dtype":"F32","shape":[2]}})", data, "not described as a tensor");
  expect_refused(R"({"a":{"dtype":1,"shape":[2],"data_offsets":[0,8]}})", data, "has no type");
  expect_refused(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                 R"("b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
                 data, "shares bytes");
  expect_refused(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                 R"("a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})",
                 data, "twice");
}

TEST_F(SafetensorsReader, RefusesAHeaderThatWouldNotFitBeforeTakingMemoryForIt) {
  const fs::path path = file("{}", "", 99'000'000);
  EXPECT_TRUE(contains(message_of<Error>([&] { SafetensorsFile{path}; }), "within its header"));
  const fs::path huge = file("{}", "", 1ULL << 62);
  EXPECT_TRUE(contains(message_of<Error>([&] { SafetensorsFile{huge}; }), "not a checkpoint"));
}

TEST_F(SafetensorsReader, GivesEqualTensorsOneId) {
  const auto id = [&](const char* name, const at::Tensor& tensor,
                      std::map<std::string, std::string> metadata) {
    write_safetensors(folder_.path() / name, {{"x", tensor}}, std::move(metadata));
    return SafetensorsFile(folder_.path() / name).id();
  };
  const std::string one = id("a", torch::ones({3}), {});
  EXPECT_EQ(one.size(), 16U);
  EXPECT_EQ(id("b", torch::ones({3}), {{"seconds", "3"}}), one);
  EXPECT_NE(id("c", torch::zeros({3}), {}), one);
  // The same bytes saved by another program, without checksums.
  const SafetensorsFile other(file(R"({"x":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}})",
                                   std::string("\0\0\x80\x3f\0\0\x80\x3f\0\0\x80\x3f", 12)));
  EXPECT_EQ(other.id(), one);
}

}  // namespace
}  // namespace leakygan
