#include "data/check/appearance.h"

#include <gtest/gtest.h>

#include <bit>
#include <opencv2/imgcodecs.hpp>

#include "scene.h"

namespace leakygan::testing {
namespace {

cv::Mat decoded(const std::string& bytes) {
  const cv::Mat raw(1, static_cast<int>(bytes.size()), CV_8U, const_cast<char*>(bytes.data()));
  return cv::imdecode(raw, cv::IMREAD_UNCHANGED);
}

bool look_alike(const cv::Mat& one, const cv::Mat& other) {
  const Appearance a = appearance_of(one, 255);
  const Appearance b = appearance_of(other, 255);
  return std::popcount(a.hash ^ b.hash) <= kAlikeBits && thumbnails_agree(a, b);
}

TEST(Appearance, OfARampHasEveryBitOneWayAndNoneTheOther) {
  cv::Mat ramp(32, 36, CV_8U);
  for (int y = 0; y < ramp.rows; ++y) {
    for (int x = 0; x < ramp.cols; ++x) ramp.at<std::uint8_t>(y, x) = static_cast<uchar>(5 * x);
  }
  EXPECT_EQ(appearance_of(ramp, 255).hash, ~std::uint64_t{0});
  cv::Mat mirrored;
  cv::flip(ramp, mirrored, 1);
  EXPECT_EQ(appearance_of(mirrored, 255).hash, 0U);
}

TEST(Appearance, HasTheDeviationOfTheGreyLevels) {
  cv::Mat halves(10, 10, CV_8U, cv::Scalar(100));
  halves.rowRange(0, 5).setTo(120);
  EXPECT_NEAR(appearance_of(halves, 255).deviation, 10, 1e-4);
}

TEST(Appearance, IsBlankWithNextToNoContrast) {
  EXPECT_TRUE(is_blank(appearance_of(flat(20, 20, {40, 90, 200}), 255)));
  cv::Mat dust = flat(100, 100, {250, 250, 250});
  dust.at<cv::Vec3b>(50, 50) = {0, 0, 0};
  EXPECT_FALSE(is_blank(appearance_of(dust, 255)));
  cv::Mat spot = flat(300, 300, {250, 250, 250});
  spot.at<cv::Vec3b>(50, 50) = {0, 0, 0};
  EXPECT_TRUE(is_blank(appearance_of(spot, 255)));
}

TEST(Appearance, OfTransparentPixelsIsWhatLiesBehind) {
  cv::Mat hidden(20, 20, CV_8UC4);
  cv::randu(hidden, 0, 255);
  for (auto& pixel : cv::Mat_<cv::Vec4b>(hidden)) pixel[3] = 0;
  const Appearance appearance = appearance_of(hidden, 200);
  EXPECT_EQ(appearance.deviation, 0);
  EXPECT_EQ(appearance.thumbnail[0], 200);
}

TEST(Appearance, StaysWhenAnImageIsSavedAgainOrResized) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const cv::Mat image = scene(seed);
    EXPECT_TRUE(look_alike(image, decoded(encoded(".jpg", image, {cv::IMWRITE_JPEG_QUALITY, 60}))))
        << seed;
    cv::Mat resized;
    cv::resize(image, resized, {61, 61}, 0, 0, cv::INTER_AREA);
    EXPECT_TRUE(look_alike(image, resized)) << seed;
    EXPECT_FALSE(look_alike(image, scene(seed + 1))) << seed;
  }
}

TEST(Appearance, OfOneShapeInAnotherBrightnessDoesNotAgree) {
  const cv::Mat image = scene(1);
  cv::Mat brighter;
  image.convertTo(brighter, -1, 0.8, 50);
  EXPECT_FALSE(look_alike(image, brighter));
}

}  // namespace
}  // namespace leakygan::testing
