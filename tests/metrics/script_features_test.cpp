#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "metrics/extract.h"
#include "metrics/feature_space.h"
#include "support/error.h"
#include "tests/metrics/sets.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {
namespace {

fs::path script(const std::string& name) {
  return fs::path(LEAKYGAN_SOURCE_DIR) / "tests/metrics/files" / name;
}

// One line that begins with the file's path.
std::string why_not(const fs::path& file) {
  const std::string why = message_of<Error>([&] { script_features(file); });
  EXPECT_EQ(why.find('\n'), std::string::npos) << why;
  EXPECT_TRUE(why.starts_with(file.string() + ": ")) << why;
  return why.substr(std::min(why.size(), file.string().size() + 2));
}

at::Tensor flat(std::int64_t count, int level, std::int64_t side = 32) {
  return at::full({count, 3, side, side}, level, at::kByte);
}

TEST(ScriptFeatures, AreWhatTheScriptReturns) {
  const auto space = script_features(script("small.pt"));
  const ImageShape shape = {3, 40, 24};
  const at::Tensor images = rgb_images({shape, textured(1, 5, shape)}, 0, 5);
  const at::Tensor x = images.to(at::kDouble) / 255;
  const at::Tensor expected =
      at::cat({x.mean({2, 3}), x.std({2, 3}, false), x.slice(2, 0, 20).mean({2, 3}),
               x.slice(3, 0, 12).mean({2, 3})},
              1);
  const at::Tensor found = space->features(images);
  EXPECT_EQ(found.scalar_type(), at::kFloat);
  EXPECT_TRUE(at::allclose(found.to(at::kDouble), expected, 1e-6, 1e-6));
}

TEST(ScriptFeatures, AreTheSameInAnySetOnAnyNumberOfThreads) {
  const auto space = script_features(script("small.pt"));
  const ImageShape shape = {3, 32, 32};
  const ImageSet set(shape, textured(1, 100, shape));
  const at::Tensor expected = extract_features(set, *space, 1, {});
  EXPECT_TRUE(expected.equal(extract_features(set, *space, 3, {})));
  EXPECT_TRUE(expected.slice(0, 90).equal(extract_features(set.part(90, 100), *space, 2, {})));
}

TEST(ScriptFeatures, HaveTheNameThatTheFileGives) {
  const auto space = script_features(script("small.pt"));
  EXPECT_TRUE(space->name().starts_with("small test features (12 features, file "))
      << space->name();
  EXPECT_EQ(space->frechet_name(), "FD");
  EXPECT_EQ(space->kernel_name(), "KD");
  EXPECT_EQ(feature_space(script("small.pt"))->id(), space->id());
  EXPECT_EQ(feature_space("random")->id(), random_features()->id());
}

// What it returns without the second argument is no features but 1,008 probabilities.
TEST(ScriptFeatures, OfTheInceptionFileOfTheLiteratureAreCalledSo) {
  const auto space = script_features(script("inception_like.pt"));
  EXPECT_EQ(space->frechet_name(), "FID");
  EXPECT_EQ(space->kernel_name(), "KID");
  EXPECT_TRUE(space->name().starts_with("inception_like.pt (2048 features, file "));
  const at::Tensor found = space->features(flat(2, 51));
  EXPECT_EQ(found.sizes(), at::IntArrayRef({2, 2048}));
  EXPECT_NEAR(found[1][4].item<double>(), std::cos(5 * 0.2), 1e-6);
  EXPECT_NEAR(found[0][1024].item<double>(), std::sin(0.2), 1e-6);
}

TEST(ScriptFeatures, HaveAnIdThatFollowsFromTheFilesBytesNotItsName) {
  const TemporaryFolder folder;
  const auto small = script_features(script("small.pt"));
  const fs::path copy = folder.write("other.pt", read_file(script("small.pt")));
  EXPECT_EQ(script_features(copy)->id(), small->id());
  EXPECT_NE(script_features(script("inception_like.pt"))->id(), small->id());
  EXPECT_NE(random_features()->id(), small->id());
}

TEST(ScriptFeatures, AreRefusedWhenTheyAreNoMatrixOfNumbers) {
  EXPECT_EQ(why_not(script("wrong_shape.pt")),
            "gives something else than features [N, D] for images [N, 3, H, W]");
  const auto space = script_features(script("not_finite.pt"));
  EXPECT_NO_THROW(space->features(flat(2, 254)));
  EXPECT_EQ(message_of<Error>([&] { space->features(flat(2, 255)); }),
            script("not_finite.pt").string() + ": gives features that are not finite");
}

TEST(ScriptFeatures, TellWhatTheScriptSays) {
  const auto space = script_features(script("raises.pt"));
  EXPECT_NO_THROW(space->features(flat(2, 1)));
  const std::string why = message_of<Error>([&] { space->features(flat(2, 1, 48)); });
  EXPECT_TRUE(why.starts_with(script("raises.pt").string() + ": forward failed: ")) << why;
  EXPECT_TRUE(contains(why, "only 32 px"));
  EXPECT_EQ(why.find('\n'), std::string::npos) << why;
}

TEST(ScriptFeatures, OfAnotherKindOfFileAreRefusedWithWhatItIs) {
  const TemporaryFolder folder;
  const std::string whole = read_file(script("small.pt"));
  EXPECT_EQ(why_not(folder.path() / "none.pt"), "cannot be opened: No such file or directory");
  EXPECT_EQ(why_not(folder.path()), "is a folder, not a file");
  EXPECT_TRUE(contains(why_not(folder.write("a.png", "\x89PNG\r\n\x1a\n" + std::string(99, 'x'))),
                       "is no TorchScript file but a PNG image: "));
  EXPECT_TRUE(contains(why_not(folder.write("a.txt", "some text\nand more\n")),
                       "is no TorchScript file but"));
  EXPECT_TRUE(contains(why_not(folder.write("empty.pt", "")), "is no TorchScript file but"));
  EXPECT_TRUE(contains(why_not(folder.write("cut.pt", whole.substr(0, whole.size() / 2))),
                       "is no TorchScript file"));
  EXPECT_TRUE(
      contains(why_not(folder.write("zip.pt", "PK\x03\x04 and so on")), "is no TorchScript file"));
}

}  // namespace
}  // namespace leakygan::testing
