#include <gtest/gtest.h>

#include <opencv2/core/utility.hpp>

namespace {

// As the program does: how OpenCV's own threads wait for each other is hidden from the thread
// sanitizer.
class OneOpenCvThread : public ::testing::Environment {
 public:
  void SetUp() override { cv::setNumThreads(1); }
};

const auto* const environment = ::testing::AddGlobalTestEnvironment(new OneOpenCvThread);

}  // namespace
