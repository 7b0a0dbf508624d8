#include <opencv2/imgcodecs.hpp>

#include "tests/cli/training_test.h"

// Trainings that are told of classes, and the pictures of them.

namespace leakygan {
namespace {

using testing::contains;
using testing::id_of;
using testing::Result;
using testing::run;

class Classes : public testing::ResumeTest {
 protected:
  // The 40 shapes lie in folders of their kinds.
  Result train_classes(std::vector<std::string> overrides = {}) const {
    overrides.emplace_back("data.classes=folders");
    return train_20_steps(overrides);
  }
  static std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.is_directory()) names.push_back(entry.path().filename());
    }
    std::sort(names.begin(), names.end());
    return names;
  }
};

TEST_F(Classes, AreToldByInfoAndAskedForByName) {
  ASSERT_EQ(train_classes({"training.ema=100"}).exit_code, 0);
  const auto names = names_in(pictures());
  ASSERT_GE(names.size(), 3U);
  const Result info = run({"info", checkpoint(20).string()});
  for (const auto& name : names) EXPECT_TRUE(contains(info.out, name)) << info.out;
  // What a run needs is what its classes need too.
  const auto tables = [](const std::string& text) { return text.substr(text.find("generator (")); };
  EXPECT_EQ(tables(run({"info", run_folder().string()}).out), tables(info.out));
  std::vector<std::string> made;
  for (const auto& name : names) {
    const fs::path to = path("of " + name);
    ASSERT_EQ(generate(run_folder(), to, {"--seeds", "5", "--class", name}).exit_code, 0);
    made.push_back(read_file(to / "seed-00000005.png"));
    EXPECT_NE(made.back().find("tEXtClass" + std::string(1, '\0') + name), std::string::npos);
  }
  // Without a name it is the picture of one of them, the same every time.
  ASSERT_EQ(generate(run_folder(), path("any"), {"--seeds", "5"}).exit_code, 0);
  const std::string any = read_file(path("any") / "seed-00000005.png");
  EXPECT_EQ(std::count(made.begin(), made.end(), any), 1);
}

TEST_F(Classes, OfAllOfThemTheGridHasARowForEach) {
  ASSERT_EQ(train_classes().exit_code, 0);
  const auto names = names_in(pictures());
  const fs::path to = path("all");
  const Result result = generate(run_folder(), to, {"--count", "3", "--class", "all", "--grid"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(names_in(to), names);
  const cv::Mat grid = cv::imread((to / "grid.png").string());
  EXPECT_EQ(grid.size(), cv::Size(3 * 18 + 2, static_cast<int>(names.size()) * 18 + 2));
  const cv::Mat second = cv::imread((to / names[1] / "seed-00000003.png").string());
  EXPECT_EQ(cv::norm(grid(cv::Rect(2 + 2 * 18, 2 + 18, 16, 16)), second), 0);
  // So has that of the training, with eight latents.
  const cv::Mat samples = cv::imread((run_folder() / "samples/step-00000020.png").string());
  EXPECT_EQ(samples.size(), cv::Size(8 * 18 + 2, static_cast<int>(names.size()) * 18 + 2));
}

TEST_F(Classes, MayBeASingleOne) {
  fs::create_directory(path("one"));
  fs::copy(pictures() / "circle", path("one/circle"), fs::copy_options::recursive);
  const Result trained = train(path("one").string(), {"training.images=8", "data.classes=folders"});
  ASSERT_EQ(trained.exit_code, 0) << trained.err;
  EXPECT_TRUE(contains(trained.err, "told of 1 class (data.classes)"));
  const fs::path to = path("all");
  ASSERT_EQ(generate(out("one"), to, {"--count", "3", "--class", "all", "--grid"}).exit_code, 0);
  EXPECT_TRUE(fs::exists(to / "circle/seed-00000003.png"));
  EXPECT_EQ(cv::imread((to / "grid.png").string()).size(), cv::Size(3 * 18 + 2, 18 + 2));
}

TEST_F(Classes, AreNamedWhereOneIsNotThere) {
  ASSERT_EQ(train_classes().exit_code, 0);
  const Result unknown = generate(run_folder(), path("x"), {"--class", "cat"});
  EXPECT_EQ(unknown.exit_code, 1);
  EXPECT_TRUE(contains(unknown.err, "has no class 'cat'; there are " + names_in(pictures())[0]));
  EXPECT_FALSE(fs::exists(path("x")));
  ASSERT_EQ(train({"training.images=16", "name=plain"}).exit_code, 0);
  const Result none = generate(out("plain"), path("x"), {"--class", "cat"});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_TRUE(contains(none.err, "was trained without classes"));
}

// All that is random or depends on the step in one training.
TEST_F(Classes, ResumeBitForBitWithEveryOtherOption) {
  const std::vector<std::string> options = {"data.classes=folders",
                                            "generator.conditioning=normalization",
                                            "training.ema=100",
                                            "discriminator.normalization=spectral",
                                            "training.discriminator_steps=2",
                                            "training.augment=[color, translation, cutout]",
                                            "objective.instance_noise=0.1",
                                            "objective.gradient_penalty=10",
                                            "objective.r1=1",
                                            "objective.penalty_every=3",
                                            "objective.penalty_final=0.1",
                                            "optimizer.schedule=cosine",
                                            "training.clip_gradient=10",
                                            "objective.loss=relativistic",
                                            "generator.distribution=uniform",
                                            "data.flip=true",
                                            "every.probe=80",
                                            "training.schedule_images=640"};
  ASSERT_EQ(train_20_steps(options).exit_code, 0);
  const Result result = resume(run_folder(), {"training.images=320"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  auto longer = options;
  longer.emplace_back("training.images=320");
  ASSERT_EQ(train_20_steps(longer).exit_code, 0);
  EXPECT_EQ(id_of(checkpoint(20)), id_of(checkpoint(20, "pictures-2")));
}

TEST_F(Classes, OfAResidualNetworkWork) {
  const Result result =
      train_classes({"generator.architecture=resnet", "discriminator.architecture=resnet"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(generate(run_folder(), path("r"), {"--count", "2"}).exit_code, 0);
}

}  // namespace
}  // namespace leakygan
