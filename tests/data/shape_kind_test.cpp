#include "data/shape_kind.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <vector>

#include "support/error.h"
#include "tests/data/shape_kind_pictures.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

cv::Mat same(const cv::Mat& image, std::uint64_t /*index*/) { return image; }

double share_right(int size, int count, const Change& change) {
  int right = 0;
  for (int i = 0; i < count; ++i) {
    const auto index = static_cast<std::uint64_t>(i);
    right += kind_of(change(picture(index, size), index)) == std::optional<std::size_t>(index % 8);
  }
  return static_cast<double>(right) / count;
}

TEST(ShapeKind, TellsAllKindsApart) { EXPECT_GE(share_right(32, 2000, same), 0.999); }

TEST(ShapeKind, TellsKindsApartAtTheSmallestSizeAndAtLargerOnes) {
  EXPECT_GE(share_right(16, 320, same), 0.995);
  EXPECT_GE(share_right(24, 240, same), 0.995);
  EXPECT_GE(share_right(128, 40, same), 0.99);
}

TEST(ShapeKind, BearsNoise) {
  EXPECT_GE(share_right(16, 320, with_noise), 0.99);
  EXPECT_GE(share_right(32, 800, with_noise), 0.995);
  EXPECT_GE(share_right(64, 240, with_noise), 0.995);
}

TEST(ShapeKind, NeedsNoColour) {
  EXPECT_GE(share_right(32, 800, [](const cv::Mat& m, auto) { return in_grey(m); }), 0.995);
  EXPECT_GE(share_right(16, 320, [](const cv::Mat& m, auto) { return in_grey(m); }), 0.99);
}

TEST(ShapeKind, KnowsPicturesThatWereShrunk) {
  const auto shrunk = [](const cv::Mat& image, std::uint64_t) {
    cv::Mat result;
    cv::resize(image, result, cv::Size(32, 32), 0, 0, cv::INTER_AREA);
    return result;
  };
  EXPECT_GE(share_right(64, 320, shrunk), 0.995);
}

TEST(ShapeKind, SeesTransparentPicturesOnWhite) {
  const auto as_alpha_of_black = [](const cv::Mat& image, std::uint64_t) {
    const cv::Mat alpha = ~in_grey(image);
    const cv::Mat black = cv::Mat::zeros(image.size(), CV_8U);
    cv::Mat result;
    cv::merge(std::vector<cv::Mat>{black, black, black, alpha}, result);
    return result;
  };
  EXPECT_GE(share_right(32, 160, as_alpha_of_black), 0.99);
  const auto opaque = [](const cv::Mat& image, std::uint64_t) {
    cv::Mat result;
    cv::cvtColor(image, result, cv::COLOR_BGR2BGRA);
    return result;
  };
  EXPECT_GE(share_right(32, 160, opaque), 0.99);
}

TEST(ShapeKind, RefusesWhatIsNoPicture) {
  const std::vector<std::uint8_t> pixels(3072);
  const auto why = [&](const ImageShape& shape, std::int64_t classes) {
    return message_of<Error>([&] { shape_kind(pixels, shape, classes); });
  };
  EXPECT_EQ(why({3, 32, 31}, 8), "no picture of a shape: 3072 bytes for 3 x 32 x 31");
  EXPECT_TRUE(contains(why({2, 32, 48}, 8), "no picture"));
  EXPECT_TRUE(contains(why({3, 8, 128}, 8), "no picture"));
  EXPECT_TRUE(contains(why({3, 32, 32}, 9), "it must be 1 to 8"));
}

}  // namespace
}  // namespace leakygan::testing
