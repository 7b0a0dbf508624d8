#include "report/metrics_log.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/error.h"
#include "tests/support/temporary_folder.h"

namespace leakygan {
namespace {

TEST(Means, AverageWhatWasAddedSinceTheyWereTaken) {
  Means means;
  means.add("b", 1);
  means.add("a", 10);
  means.add("b", 3);
  nlohmann::ordered_json line;
  means.take_into(line);
  EXPECT_EQ(line.dump(), R"({"b":2.0,"a":10.0})");
  means.add("a", 5);
  nlohmann::ordered_json next;
  means.take_into(next);
  EXPECT_EQ(next.dump(), R"({"a":5.0})");
}

TEST(MetricsLog, AppendsALineForEachObject) {
  const testing::TemporaryFolder folder;
  const fs::path path = folder.path() / "metrics.jsonl";
  MetricsLog(path).write({{"step", 1}});
  MetricsLog log(path);
  log.write({{"step", 2}, {"loss", 0.5}});
  EXPECT_EQ(read_file(path), "{\"step\":1}\n{\"step\":2,\"loss\":0.5}\n");
}

TEST(MetricsLog, SaysWhenItCannotWrite) {
  EXPECT_THROW(MetricsLog("/no-such-folder/metrics.jsonl"), Error);
  MetricsLog full("/dev/full");
  EXPECT_TRUE(testing::contains(testing::message_of<Error>([&] {
                                  full.write({{"step", 1}});
                                }),
                                "/dev/full"));
}

}  // namespace
}  // namespace leakygan
