#include "data/check/check_report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "scene.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

class CheckReports : public ::testing::Test {
 protected:
  void SetUp() override {
    task_.options.preprocessing.shape = {3, 32, 32};
    task_.options.batch = 8;
  }

  void write_scenes(int count, const std::string& folder = "") const {
    for (int i = 0; i < count; ++i) {
      folder_.write(folder + std::to_string(100 + i) + ".png",
                    png_of(scene(static_cast<std::uint64_t>(i) + folder.size() * 1000 + 1)));
    }
  }

  CheckReport check() {
    list_ = scan_images(folder_.path());
    images_ = check_images(list_, task_.options.preprocessing, 2, {});
    return report_on(task_, images_);
  }

  // The names of a finding's images, of groups joined with '='; "none" without the finding.
  std::string found(const CheckReport& report, const std::string& key) const {
    for (const Finding& finding : report.findings) {
      if (finding.key != key) continue;
      std::vector<std::string> names;
      for (const std::uint32_t number : finding.images) names.push_back(list_.name_of(number));
      for (const auto& group : finding.groups) {
        std::vector<std::string> members;
        members.reserve(group.size());
        for (const std::uint32_t number : group) members.push_back(list_.name_of(number));
        names.push_back(join_names(members, "="));
      }
      return join_names(names, " ");
    }
    return "none";
  }

  static std::string join_names(const std::vector<std::string>& names, const char* between) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : between) + name;
    return text;
  }

  std::string advice(const CheckReport& report, const std::string& key) const {
    for (const Finding& finding : report.findings) {
      if (finding.key == key) return finding.what + ". " + finding.advice;
    }
    return {};
  }

  TemporaryFolder folder_;
  ImageList list_;
  CheckTask task_ = {.list = list_, .options = {}};
  CheckedImages images_;
};

TEST_F(CheckReports, SayThatATrainingWouldStart) {
  write_scenes(20);
  const CheckReport report = check();
  EXPECT_TRUE(report.starts) << report.reason;
  EXPECT_EQ(report.training, 18U);
  EXPECT_EQ(report.held_out, 2U);
  EXPECT_TRUE(contains(report_text(task_, images_, report),
                       "\na training would start: 20 images, 2 of them held out\n"));
  // The one thing to say of so few.
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].key, "few_images");
}

TEST_F(CheckReports, NameFilesThatCannotBeUsedAndWhy) {
  write_scenes(20);
  folder_.write("a.png", png_of(scene(99)).substr(0, 200));
  folder_.write("b.jpg", "");
  const CheckReport report = check();
  EXPECT_FALSE(report.starts);
  EXPECT_EQ(report.reason, "2 images cannot be used");
  EXPECT_EQ(found(report, "unusable"), "a.png b.jpg");
  const std::string text = report_text(task_, images_, report);
  EXPECT_TRUE(contains(text, "a.png  is "));
  EXPECT_TRUE(contains(text, "b.jpg  is empty"));
  task_.options.skip_bad_files = true;
  EXPECT_TRUE(check().starts);
  task_.options.bad_limit = 0.05;
  EXPECT_TRUE(contains(advice(check(), "unusable"), "data.bad_limit, 0.05"));
}

TEST_F(CheckReports, CountABatchBesidesWhatIsHeldOut) {
  write_scenes(12);
  task_.options.holdout = 6;
  const CheckReport report = check();
  EXPECT_FALSE(report.starts);
  EXPECT_EQ(report.reason, "6 images besides the 6 held out, fewer than one batch of 8");
  task_.options.holdout = 4;
  EXPECT_TRUE(check().starts);
}

TEST_F(CheckReports, FindImagesInNoClassAndUnequalClasses) {
  write_scenes(12, "cats/");
  write_scenes(2, "dog/");
  task_.options.classes = ClassSource::folders;
  EXPECT_TRUE(check().starts);
  EXPECT_TRUE(contains(advice(check(), "unequal_classes"), "cats has 12 images, dog has 2"));
  folder_.write("stray.png", png_of(scene(77)));
  const CheckReport report = check();
  EXPECT_EQ(found(report, "without_class"), "stray.png");
  EXPECT_EQ(report.reason, "1 image is in no class");
  // What a training would not take for classes does not keep it from starting.
  task_.options.classes = ClassSource::automatic;
  EXPECT_TRUE(check().starts);
  EXPECT_TRUE(check().overview.classes.empty());
}

TEST_F(CheckReports, FindOddSizes) {
  write_scenes(10);
  folder_.write("icon.png", png_of(scene(50, 40, 40)));
  folder_.write("tiny.png", png_of(scene(51, 20, 90)));
  folder_.write("wide.png", png_of(scene(52, 300, 100)));
  folder_.write("wide enough.png", png_of(scene(53, 190, 96)));
  const CheckReport report = check();
  EXPECT_EQ(found(report, "enlarged"), "tiny.png");
  EXPECT_EQ(found(report, "small"), "icon.png");
  EXPECT_EQ(found(report, "odd_aspect"), "tiny.png wide.png");
  EXPECT_EQ(report.overview.median, (PixelSize{96, 96}));
  EXPECT_EQ(report.overview.sizes.front().count, 10U);
}

TEST_F(CheckReports, ShowARareSizeWhenItIsTheOnlyOne) {
  write_scenes(25);
  folder_.write("icon.png", png_of(scene(50, 40, 40)));
  CheckReport report = check();
  EXPECT_TRUE(contains(report_text(task_, images_, report), "25 of 96 x 96, 1 of 40 x 40\n"));
  folder_.write("larger.png", png_of(scene(51, 100, 40)));
  report = check();
  EXPECT_TRUE(contains(report_text(task_, images_, report), "25 of 96 x 96, 2 of 2 other sizes"));
}

TEST_F(CheckReports, FindBlankImagesAndDoNotCallThemAlike) {
  write_scenes(10);
  folder_.write("blue.png", png_of(flat(96, 96, {200, 0, 0})));
  folder_.write("navy.png", png_of(flat(90, 90, {199, 0, 0})));
  const CheckReport report = check();
  EXPECT_EQ(found(report, "blank"), "blue.png navy.png");
  EXPECT_EQ(found(report, "near_duplicates"), "none");
}

TEST_F(CheckReports, FindCopiesAndImagesThatLookAlike) {
  write_scenes(10);
  const cv::Mat image = scene(3);
  folder_.write("copy.png", png_of(image));
  folder_.write("other.jpg", jpeg_of(image));
  cv::Mat small;
  cv::resize(image, small, {70, 70}, 0, 0, cv::INTER_AREA);
  folder_.write("small.png", png_of(small));
  const CheckReport report = check();
  EXPECT_EQ(found(report, "duplicates"), "102.png=copy.png");
  EXPECT_EQ(found(report, "near_duplicates"), "102.png=other.jpg=small.png");
  EXPECT_TRUE(report.starts);
}

TEST_F(CheckReports, SuggestAWhiteLevelForFilesThatUseASliverOfTheirRange) {
  write_scenes(10);
  cv::Mat deep;
  scene(60).convertTo(deep, CV_16U, 4000.0 / 255);
  deep.at<cv::Vec3w>(0, 0) = {4000, 0, 0};
  folder_.write("twelve.png", png_of(deep));
  const CheckReport report = check();
  EXPECT_EQ(found(report, "dark_files"), "twelve.png");
  EXPECT_TRUE(contains(advice(report, "dark_files"), "up to 6% of the range"));
  EXPECT_TRUE(contains(advice(report, "dark_files"), "Set data.white_level: 4095"));
  task_.options.preprocessing.white_level = 4095;
  EXPECT_EQ(found(check(), "dark_files"), "none");
  task_.options.preprocessing.white_level = 1023;
  EXPECT_TRUE(contains(advice(check(), "clipped_files"), "Raise data.white_level to 4095"));
}

TEST_F(CheckReports, SuggestNoWhiteLevelThatSpoilsOtherFiles) {
  write_scenes(10);
  cv::Mat deep;
  scene(60).convertTo(deep, CV_16U, 10);
  folder_.write("dark.png", png_of(deep));
  folder_.write("whole.png", png_of(cv::Mat(deep * 25)));
  const CheckReport report = check();
  EXPECT_EQ(found(report, "dark_files"), "dark.png");
  EXPECT_FALSE(contains(advice(report, "dark_files"), "white_level"));
}

TEST_F(CheckReports, AreJsonWhateverTheNamesAre) {
  write_scenes(10);
  folder_.write("caf\xe9\n\"x\".png", "");
  folder_.write("gr\xc3\xbcn.png", png_of(scene(80)));
  const CheckReport report = check();
  EXPECT_EQ(found(report, "odd_names"), "caf\xe9\n\"x\".png");
  const auto json = nlohmann::json::parse(report_json(task_, images_, report));
  EXPECT_EQ(json["images"], 12);
  EXPECT_EQ(json["usable"], 11);
  EXPECT_FALSE(json["starts"].get<bool>());
  EXPECT_EQ(json["findings"][0]["key"], "unusable");
  EXPECT_EQ(json["findings"][0]["images"][0]["name"], "caf\\xe9\\x0a\"x\".png");
  EXPECT_EQ(json["findings"][0]["images"][0]["detail"], "is empty (0 bytes)");
}

}  // namespace
}  // namespace leakygan::testing
