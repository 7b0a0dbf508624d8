#include <sys/stat.h>

#include <algorithm>
#include <cstring>
#include <opencv2/imgcodecs.hpp>

#include "tests/cli/training_test.h"

namespace leakygan {
namespace {

using testing::contains;
using testing::Result;
using testing::run;

class Generate : public testing::TrainingTest {
 protected:
  void SetUp() override {
    TrainingTest::SetUp();
    ASSERT_EQ(train({"training.images=80", "training.ema=100"}).exit_code, 0);
  }

  static std::string name(int seed) {
    const std::string digits = std::to_string(seed);
    return "seed-" + std::string(8 - digits.size(), '0') + digits + ".png";
  }
};

TEST_F(Generate, APictureDependsOnItsSeedAlone) {
  ASSERT_EQ(generate(out("pictures"), path("nine"), {"--seeds", "1-9"}).exit_code, 0);
  ASSERT_EQ(generate(checkpoint(10), path("one"), {"--seeds", "5"}).exit_code, 0);
  ASSERT_EQ(generate(out("pictures"), path("some"), {"--seeds", "7,5,2-3"}).exit_code, 0);
  for (const int seed : {2, 3, 5, 7}) {
    EXPECT_EQ(read_file(path("some") / name(seed)), read_file(path("nine") / name(seed)));
  }
  EXPECT_EQ(read_file(path("one") / name(5)), read_file(path("nine") / name(5)));
  EXPECT_NE(read_file(path("nine") / name(1)), read_file(path("nine") / name(2)));
}

TEST_F(Generate, WritesItsOriginIntoThePicture) {
  const Result result =
      generate(out("pictures"), path("p"), {"--seeds", "3", "--truncation", "0.5"});
  EXPECT_EQ(result.out, path("p").string() + "\n");
  const std::string png = read_file(path("p") / name(3));
  const std::map<std::string, std::string> expected = {
      {"Seed", "3"},
      {"Step", "10"},
      {"Weights", "averaged"},
      {"Truncation", "0.5"},
      {"Checkpoint", testing::id_of(checkpoint(10))}};
  for (const auto& [keyword, text] : expected) {
    EXPECT_NE(png.find("tEXt" + keyword + '\0' + text), std::string::npos) << keyword;
  }
  EXPECT_FALSE(cv::imread((path("p") / name(3)).string()).empty());
}

TEST_F(Generate, ACountThatIsNoSquareGivesAPaddedGrid) {
  for (const char* count : {"1", "7"}) {
    const fs::path to = path(std::string("grid") + count);
    ASSERT_EQ(generate(out("pictures"), to, {"--count", count, "--grid"}).exit_code, 0);
    const cv::Mat grid = cv::imread((to / "grid.png").string());
    const int side = count[0] == '7' ? 3 * 18 + 2 : 18 + 2;
    EXPECT_EQ(grid.size(), cv::Size(side, side));
  }
  const cv::Mat grid = cv::imread((path("grid7") / "grid.png").string());
  const cv::Mat seventh = cv::imread((path("grid7") / name(7)).string());
  EXPECT_EQ(cv::norm(grid(cv::Rect(2, 2 + 2 * 18, 16, 16)), seventh), 0);
}

TEST_F(Generate, WrongNumbersAreWrongUsage) {
  for (const char* count : {"0", "-3", "x"}) {
    const Result result = generate(out("pictures"), path("no"), {"--count", count});
    EXPECT_EQ(result.exit_code, 2) << result.err;
    EXPECT_TRUE(contains(result.err, "--count"));
  }
  for (const char* seeds : {"", "5-1", "x", "1-", "-4", "4294967296", "3,1-5", "1-99999999"}) {
    const Result result = generate(out("pictures"), path("no"), {"--seeds", seeds});
    EXPECT_EQ(result.exit_code, 2) << seeds << ": " << result.err;
    EXPECT_TRUE(contains(result.err, "--seeds"));
  }
  EXPECT_EQ(generate(out("pictures"), path("no"), {"--truncation", "-1"}).exit_code, 2);
  EXPECT_EQ(generate(out("pictures"), path("no"), {"--truncation", "nan"}).exit_code, 2);
  EXPECT_FALSE(fs::exists(path("no")));
}

TEST_F(Generate, OverwritesOnlyWhenForced) {
  ASSERT_EQ(generate(out("pictures"), path("p"), {"--seeds", "4-5"}).exit_code, 0);
  const auto before = testing::state_of(path("p"));
  const Result refused = generate(out("pictures"), path("p"), {"--seeds", "1-9"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(contains(refused.err, name(4) + ": is there already"));
  EXPECT_EQ(testing::state_of(path("p")), before);
  EXPECT_EQ(generate(out("pictures"), path("p"), {"--seeds", "6-7"}).exit_code, 0);
  EXPECT_EQ(generate(out("pictures"), path("p"), {"--seeds", "1-9", "--force"}).exit_code, 0);
  EXPECT_EQ(testing::state_of(path("p")).size(), 9U);
  folder_.write("file");
  EXPECT_EQ(generate(out("pictures"), path("file")).exit_code, 1);
}

TEST_F(Generate, AFileThatIsNoCheckpointIsNamedForWhatItIs) {
  const auto expect = [&](const fs::path& file, const std::string& what) {
    for (const Result& result : {generate(file, path("no")), run({"info", file.string()})}) {
      EXPECT_EQ(result.exit_code, 1);
      EXPECT_TRUE(contains(result.err, file.string()));
      EXPECT_TRUE(contains(result.err, what));
      EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
    }
  };
  expect(folder_.write("x.png", "\x89PNG\r\n\x1a\n"), "a PNG image");
  expect(folder_.write("x.pth", std::string("PK\x03\x04\0\0", 6)), "torch.save");
  expect(folder_.write("x.safetensors", ""), "an empty file");
  expect(folder_.write("y.safetensors", "name: x\nseed: 1\n"), "a text");
  expect(path("missing.safetensors"), "there is no such file");
  ASSERT_EQ(::mkfifo(path("pipe.safetensors").c_str(), 0600), 0);
  expect(path("pipe.safetensors"), "is no regular file");  // opening it would never end
  std::string bytes = read_file(checkpoint(10));
  expect(folder_.write("cut.safetensors", bytes.substr(0, bytes.size() / 2)), "is cut off");
  expect(folder_.write("cut2.safetensors", bytes.substr(0, 100)), "is cut off");
  EXPECT_TRUE(contains(generate(pictures(), path("no")).err, "is a folder, but not that of a run"));
}

TEST_F(Generate, ACheckpointOfAGpuWorksOnACpu) {
  const std::string bytes = read_file(checkpoint(10));
  std::uint64_t length = 0;
  std::memcpy(&length, bytes.data(), sizeof length);
  std::string header = bytes.substr(8, length);
  const std::string cpu = R"(\"device\":\"cpu\")";
  const auto place = header.find(cpu);
  ASSERT_NE(place, std::string::npos);
  header.replace(place, cpu.size(), R"(\"device\":\"cuda\")");
  const std::uint64_t longer = header.size();
  std::string changed(8, '\0');
  std::memcpy(changed.data(), &longer, sizeof longer);
  changed += header + bytes.substr(8 + length);
  const Result result = generate(folder_.write("gpu.safetensors", changed), path("p"));
  EXPECT_EQ(result.exit_code, 0) << result.err;
}

TEST_F(Generate, InfoFindsAChangedByte) {
  std::string bytes = read_file(checkpoint(10));
  bytes.back() ^= 1;
  const Result result = run({"info", folder_.write("x.safetensors", bytes).string()});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, "is damaged: tensor"));
}

TEST_F(Generate, InfoListsTheAverageWithItsBuffers) {
  const Result result = run({"info", checkpoint(10).string()});
  EXPECT_TRUE(contains(result.out, "generator_average                   7        6"));
  EXPECT_TRUE(contains(result.out, "averaged weights (half-life 100 images)"));
}

TEST_F(Generate, RawTakesTheWeightsOfTheLastStep) {
  ASSERT_EQ(generate(out("pictures"), path("a"), {"--count", "1"}).exit_code, 0);
  ASSERT_EQ(generate(out("pictures"), path("b"), {"--count", "1", "--raw"}).exit_code, 0);
  EXPECT_NE(read_file(path("a") / name(1)), read_file(path("b") / name(1)));
}

// Channels in the wrong order would make them blue, values that wrap speckled.
TEST_F(Generate, OfRedImagesMakesRedPictures) {
  fs::create_directory(path("red"));
  for (int i = 0; i < 64; ++i) {
    cv::imwrite(path("red/" + std::to_string(i) + ".png").string(),
                cv::Mat(16, 16, CV_8UC3, cv::Scalar(0, 0, 255)));
  }
  ASSERT_EQ(train(path("red").string(), {"training.images=4800", "optimizer.generator.lr=2e-3"})
                .exit_code,
            0);
  ASSERT_EQ(generate(out("red"), path("p"), {"--count", "64", "--grid"}).exit_code, 0);
  for (const char* file : {"grid.png", "seed-00000064.png"}) {
    const cv::Mat picture = cv::imread(path(std::string("p/") + file).string());
    const cv::Mat inner = picture(cv::Rect(2, 2, 14, 14));
    EXPECT_GT(cv::mean(inner)[2], cv::mean(inner)[0] + 100) << file;  // OpenCV's order is BGR
  }
}

}  // namespace
}  // namespace leakygan
