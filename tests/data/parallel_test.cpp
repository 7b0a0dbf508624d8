#include "data/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "support/error.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

TEST(Parallel, VisitsEveryIndexOnceWithAnyNumberOfThreads) {
  for (const int threads : {-1, 1, 2, 7}) {
    std::vector<std::atomic<int>> visits(1000);
    parallel_for(visits.size(), threads, "testing", [&](std::size_t i) { ++visits[i]; }, {});
    for (const auto& count : visits) ASSERT_EQ(count, 1);
  }
}

TEST(Parallel, StopsAtAnExceptionAndHandsItOn) {
  std::atomic<int> done = 0;
  const auto body = [&](std::size_t i) {
    if (i == 10) throw Error("ten");
    std::this_thread::sleep_for(std::chrono::microseconds(100));
    ++done;
  };
  const auto call = [&] { parallel_for(100000, 2, "testing", body, {}); };
  EXPECT_EQ(message_of<Error>(call), "ten");
  EXPECT_LT(done, 1000);
}

TEST(Parallel, ReportsOnTheCallingThreadAFewTimesASecond) {
  std::vector<std::size_t> reports;
  const auto caller = std::this_thread::get_id();
  const auto start = std::chrono::steady_clock::now();
  const auto body = [](std::size_t) { std::this_thread::sleep_for(std::chrono::milliseconds(5)); };
  parallel_for(200, 2, "testing", body, [&](std::size_t done, std::size_t total) {
    EXPECT_EQ(std::this_thread::get_id(), caller);
    EXPECT_EQ(total, 200U);
    reports.push_back(done);
  });
  const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
  EXPECT_GE(reports.size(), 2U);
  EXPECT_LE(static_cast<double>(reports.size()), 5.0 * time.count() + 1.0);
  EXPECT_TRUE(std::is_sorted(reports.begin(), reports.end()));
  EXPECT_EQ(reports.back(), 200U);
}

TEST(Parallel, EndsItsThreadsWhenTheReportThrows) {
  std::atomic<int> done = 0;
  const auto body = [&](std::size_t) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    ++done;
  };
  const auto throwing = [](std::size_t, std::size_t) { throw Error("enough"); };
  EXPECT_THROW(parallel_for(100000, 2, "testing", body, throwing), Error);
  EXPECT_LT(done, 50000);
}

TEST(Parallel, DoesNothingForNoItems) {
  bool reported = false;
  parallel_for(
      0, 2, "testing", [](std::size_t) { FAIL(); },
      [&](std::size_t done, std::size_t total) { reported = done == 0 && total == 0; });
  EXPECT_TRUE(reported);
}

}  // namespace
}  // namespace leakygan::testing
