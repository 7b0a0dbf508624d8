#include <signal.h>

#include <cstdlib>
#include <random>
#include <thread>

#include "tests/cli/training_test.h"

namespace leakygan {
namespace {

using testing::id_of;
using testing::Running;

class Kill : public testing::TrainingTest {
 protected:
  static int kills() {
    const char* text = std::getenv("LEAKYGAN_KILLS");
    return text == nullptr ? 4 : std::stoi(text);
  }

  // Longer than what can be trained between so many kills, with files written all the time.
  static int steps() { return 300 * kills(); }
  static std::vector<std::string> settings() {
    return {"training.images=" + std::to_string(8 * steps()),
            "every.log=40",
            "every.checkpoint=24",
            "every.sample=400",
            "training.ema=200",
            "generator.activation=prelu"};
  }
};

// Kills with SIGKILL at a moment between start and end; false when the training was done by then.
bool killed(Running& training, std::mt19937& random) {
  const int wait = std::uniform_int_distribution<int>(100, 1200)(random);
  std::this_thread::sleep_for(std::chrono::milliseconds(wait));
  training.send(SIGKILL);
  const testing::Result result = training.finish();
  EXPECT_FALSE(testing::contains(result.err, "passed over")) << result.err;
  return result.exit_code == 128 + SIGKILL;
}

TEST_F(Kill, AtAnyMomentLosesNothing) {
  const auto pictures_text = pictures().string();
  ASSERT_EQ(train(pictures_text, settings(), {"--name", "whole"}).exit_code, 0);
  const unsigned seed = std::random_device()();
  SCOPED_TRACE("seed of the moments: " + std::to_string(seed));
  std::mt19937 random(seed);

  Running first(words(pictures_text, settings(), {"--name", "killed"}), ".");
  ASSERT_TRUE(first.wait_for(out("killed/run.json")));
  int count = killed(first, random) ? 1 : 0;
  while (count < kills()) {
    Running again({"train", "--resume", out("killed").string()}, ".");
    if (!killed(again, random)) break;
    count += 1;
  }
  const testing::Result last = resume(out("killed"));
  EXPECT_EQ(last.exit_code, 0) << last.err;
  EXPECT_FALSE(testing::contains(last.err, "passed over")) << last.err;
  EXPECT_GT(count, kills() / 2);  // a very fast machine may be done before the last

  EXPECT_EQ(id_of(checkpoint(steps(), "killed")), id_of(checkpoint(steps(), "whole")));
  const auto whole = testing::lines(out("whole/metrics.jsonl"));
  const auto lines = testing::lines(out("killed/metrics.jsonl"));
  ASSERT_EQ(lines.size(), whole.size());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    for (const char* name : {"step", "discriminator_loss", "generator_loss", "fake_logit"}) {
      EXPECT_EQ(lines[i][name], whole[i][name]) << name << " of line " << i;
    }
  }
  for (const auto& entry : fs::recursive_directory_iterator(out("whole"))) {
    const fs::path file = out("killed") / fs::relative(entry.path(), out("whole"));
    ASSERT_TRUE(fs::exists(file)) << file;
    if (file.extension() == ".png") {
      EXPECT_EQ(read_file(file), read_file(entry.path())) << file;
    }
  }
  for (const auto& entry : fs::recursive_directory_iterator(out("killed"))) {
    EXPECT_FALSE(testing::contains(entry.path().string(), ".tmp-"));
  }
}

}  // namespace
}  // namespace leakygan
