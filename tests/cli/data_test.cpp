#include <archive.h>
#include <gtest/gtest.h>

#include "tests/cli/training_test.h"
#include "tests/data/make_archive.h"

namespace leakygan::testing {
namespace {

using Data = TrainingTest;

nlohmann::json dataset_of(const fs::path& run) {
  return nlohmann::json::parse(read_file(run / "run.json"))["dataset"];
}

// The first file of the folder.
fs::path first_file(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  return *std::min_element(files.begin(), files.end());
}

TEST_F(Data, HalfAnImageStopsARunBeforeItBeginsAndIsNamed) {
  const fs::path file = first_file(pictures() / "circle");
  fs::resize_file(file, fs::file_size(file) / 2);
  folder_.write("pictures/not.jpg", "GIF89a");
  const Result result = train({"training.images=8"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(contains(result.err, file.string() + ": is cut off"));
  EXPECT_TRUE(contains(result.err, "not.jpg: holds GIF, which this build does not read"));
  EXPECT_TRUE(contains(result.err, "2 of 41 images cannot be used"));
  EXPECT_FALSE(fs::exists(out("pictures")));
}

TEST_F(Data, BadFilesAreSkippedOnRequestAndListed) {
  folder_.write("pictures/not.jpg", "GIF89a");
  const Result result = train({"training.images=8", "data.bad_files=skip", "data.holdout=3"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const std::string line = (pictures() / "not.jpg").string() +
                           ": holds GIF, which this build does "
                           "not read";
  EXPECT_TRUE(contains(result.err, "skipped " + line));
  EXPECT_EQ(read_file(out("pictures") / "skipped.txt"), line + "\n");
  const auto dataset = dataset_of(out("pictures"));
  EXPECT_EQ(dataset["images"], 37);
  EXPECT_EQ(dataset["held_out"], 3);
  EXPECT_EQ(dataset["skipped"], 1);
}

TEST_F(Data, AnArchiveTrainsAsItsFolderDoes) {
  std::vector<PackedFile> files;
  for (const auto& entry : fs::recursive_directory_iterator(pictures())) {
    if (!entry.is_regular_file()) continue;
    files.push_back({fs::relative(entry.path(), pictures()).string(), read_file(entry.path())});
  }
  const std::string bytes = packed({ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP}, files);
  const fs::path archive = folder_.write("packed.tar.gz", bytes);
  ASSERT_EQ(train({"training.images=16", "data.classes=folders"}).exit_code, 0);
  const Result result =
      train(archive.string(), {"training.images=16", "data.classes=folders", "data.size=16"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(id_of(checkpoint(2, "packed")), id_of(checkpoint(2)));
  EXPECT_EQ(dataset_of(out("packed"))["classes"], dataset_of(out("pictures"))["classes"]);
  EXPECT_EQ(dataset_of(out("packed"))["fingerprint"], dataset_of(out("pictures"))["fingerprint"]);
}

TEST_F(Data, ResultsDoNotDependOnWherePixelsAreNorOnWorkers) {
  std::vector<std::string> ids;
  for (const char* cache : {"memory", "disk", "none", "disk"}) {
    const std::string name = cache + std::to_string(ids.size());
    const Result result =
        train(pictures().string(),
              {"training.images=48", "data.cache=" + std::string(cache), "data.crop=random",
               "data.size=[16, 24]", "data.workers=" + std::to_string(ids.size() + 1)},
              {"--name", name});
    ASSERT_EQ(result.exit_code, 0) << result.err;
    ids.push_back(id_of(checkpoint(6, name)));
    EXPECT_EQ(ids.back(), ids.front());
  }
}

TEST_F(Data, ASecondStartTakesUpWhatTheFirstDecoded) {
  const Result first = train({"training.images=8", "data.cache=disk"});
  ASSERT_EQ(first.exit_code, 0) << first.err;
  folder_.write("pictures/more.png", read_file(first_file(pictures() / "circle")));
  // Files that were written a moment ago are read again whatever their names and times say.
  const Result second = train({"training.images=8", "data.cache=disk", "data.holdout=auto"});
  ASSERT_EQ(second.exit_code, 0) << second.err;
  EXPECT_TRUE(contains(second.err, " of 41 files are new or changed since they were last read"));
  EXPECT_EQ(dataset_of(out("pictures-2"))["held_out"], 4);
}

TEST_F(Data, KeysThatContradictThemselvesAreSaid) {
  const Result result = train({"training.images=8", "data.fit=pad", "data.crop=random"});
  EXPECT_TRUE(contains(result.err, "warning: data.crop: random does nothing with data.fit: pad"));
  EXPECT_EQ(train({"data.transparent=red"}).exit_code, 1);
  EXPECT_TRUE(contains(train({"data.transparent=red"}).err, "'red' is not a colour"));
  EXPECT_EQ(train({"training.images=8", "data.transparent=#ff0000"}).exit_code, 0);
}

}  // namespace
}  // namespace leakygan::testing
