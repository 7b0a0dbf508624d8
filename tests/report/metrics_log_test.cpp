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

TEST(TakeBack, TakesOutLaterLinesAndTornOnesAndKeepsThemElsewhere) {
  const testing::TemporaryFolder folder;
  const fs::path metrics = folder.write(
      "metrics.jsonl", "{\"step\":5}\n{\"step\":10}\n{\"step\":15}\n{\"step\":20}\n{\"st");
  const fs::path removed = folder.path() / "removed.jsonl";
  const TakenBack first = take_back(metrics, 15, removed);
  EXPECT_EQ(first.lines, 2U);
  EXPECT_EQ(first.last_step, 20);
  EXPECT_EQ(read_file(metrics), "{\"step\":5}\n{\"step\":10}\n{\"step\":15}\n");
  take_back(metrics, 5, removed);
  EXPECT_EQ(read_file(removed), "{\"step\":20}\n{\"st\n{\"step\":10}\n{\"step\":15}\n");
}

TEST(TakeBack, LeavesALogAloneThatIsNotAhead) {
  const testing::TemporaryFolder folder;
  const fs::path metrics = folder.write("metrics.jsonl", "{\"step\":5}\n");
  const auto before = fs::last_write_time(metrics);
  EXPECT_EQ(take_back(metrics, 5, folder.path() / "removed.jsonl").lines, 0U);
  EXPECT_EQ(fs::last_write_time(metrics), before);
  EXPECT_FALSE(fs::exists(folder.path() / "removed.jsonl"));
  EXPECT_EQ(take_back(folder.path() / "none.jsonl", 5, folder.path() / "r.jsonl").lines, 0U);
}

TEST(Means, SurviveStorageToTheLastBit) {
  Means means;
  means.add("a", 0.1);
  means.add("a", 1.0 / 3);
  means.add("b", 1e-300);
  const auto text = means.to_json().dump();
  Means again = Means::from_json(nlohmann::ordered_json::parse(text));
  means.add("a", 0.7);
  again.add("a", 0.7);
  nlohmann::ordered_json expected;
  nlohmann::ordered_json found;
  means.take_into(expected);
  again.take_into(found);
  EXPECT_EQ(found, expected);
}

}  // namespace
}  // namespace leakygan
