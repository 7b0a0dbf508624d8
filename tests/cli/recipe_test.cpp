#include "config/recipe.h"

#include <set>

#include "config/compare.h"
#include "config/load.h"
#include "tests/cli/training_test.h"

// What a folder is trained with when no configuration is given.

namespace leakygan {
namespace {

using testing::contains;
using testing::Result;
using testing::run;

class Recipe : public testing::TrainingTest {
 protected:
  // A few steps of narrow networks; everything else is the recipe's.
  Result train_folder(std::vector<std::string> overrides = {}) const {
    std::vector<std::string> words = {"train", pictures().string(), "--out", out().string()};
    for (const char* own : {"data.size=16", "generator.width=4", "discriminator.width=4",
                            "training.batch=8", "training.images=16", "threads=1"}) {
      overrides.emplace_back(own);
    }
    for (const auto& text : overrides) words.insert(words.end(), {"--set", text});
    return run(words);
  }
  Config trained() const { return load_config(out("pictures") / "config.yaml", {}); }
};

TEST_F(Recipe, OfAFolderIsThatOfTheFile) {
  EXPECT_TRUE(differences(good_recipe(), load_config(LEAKYGAN_SOURCE_DIR "/configs/good.yaml", {}))
                  .empty());
  ASSERT_EQ(train_folder().exit_code, 0);
  // Besides what was asked for, what the folder, the machine and the batch decide.
  const std::set<std::string> open = {"name",
                                      "device",
                                      "threads",
                                      "data.classes",
                                      "data.folder",
                                      "data.size",
                                      "data.workers",
                                      "generator.width",
                                      "discriminator.width",
                                      "training.batch",
                                      "training.images",
                                      "training.minutes",
                                      "training.schedule_images",
                                      "training.augment",
                                      "every.log",
                                      "every.sample",
                                      "every.probe",
                                      "evaluate.best"};
  for (const auto& difference : differences(good_recipe(), trained())) {
    EXPECT_EQ(open.count(difference.key), 1U) << difference.text();
  }
}

TEST_F(Recipe, FewImagesAreAugmentedUnlessItIsSaidOtherwise) {
  const Result few = train_folder({"training.augment=auto"});
  ASSERT_EQ(few.exit_code, 0) << few.err;
  EXPECT_TRUE(contains(few.err, "augmented by translation, since there are fewer"));
  EXPECT_EQ(trained().training.augment, (std::vector<std::string>{"translation"}));
  const Result none = train_folder({"training.augment=none"});
  EXPECT_TRUE(contains(none.err, "hint: 36 images are few: training.augment: auto"));
}

TEST_F(Recipe, TellsOfClassesWhereFoldersHaveEnoughImages) {
  const Result few = train_folder();  // 40 shapes of four kinds
  EXPECT_TRUE(contains(few.err, "no classes: '")) << few.err;
  EXPECT_EQ(trained().data.classes, "none");
  fs::remove_all(pictures());
  testing::make_shapes(pictures(), 1600);
  const Result many = train_folder({"name=many"});
  ASSERT_EQ(many.exit_code, 0) << many.err;
  EXPECT_TRUE(contains(many.err, "told of 4 classes"));
  EXPECT_EQ(load_config(out("many") / "config.yaml", {}).data.classes, "folders");
  EXPECT_EQ(generate(out("many"), path("stars"), {"--class", "star"}).exit_code, 0);
  const Result check = run({"dataset", "check", pictures().string()});
  EXPECT_TRUE(contains(check.out, "classes")) << check.out;
  const Result none = train_folder({"name=none", "data.classes=none"});
  EXPECT_FALSE(contains(none.err, "classes")) << none.err;
  EXPECT_EQ(load_config(out("none") / "config.yaml", {}).data.classes, "none");
}

TEST_F(Recipe, GivesWayToALengthOfAnotherKind) {
  const std::vector<std::string> longer = {"training.epochs=3"};
  const Config config = config_for_folder(pictures(), longer, good_recipe());
  EXPECT_EQ(config.training.epochs, 3);
  EXPECT_FALSE(config.training.images || config.training.minutes);
  // As the README has it.
  const std::vector<std::string> minutes = {"training.minutes=30"};
  EXPECT_EQ(config_for_folder(pictures(), minutes, good_recipe()).training.minutes, 30);
}

}  // namespace
}  // namespace leakygan
