#include <memory>

#include "tests/cli/compare_test.h"

namespace leakygan::testing {
namespace {

std::unique_ptr<TemporaryFolder>& plan_folder() {
  static std::unique_ptr<TemporaryFolder> folder;
  return folder;
}

constexpr const char* kNetworks =
    "data: {size: 16, holdout: 256}\ngenerator: {width: 4}\ndiscriminator: {width: 4}\n"
    "training: {batch: 8, images: 320}\nevery: {checkpoint: 80, log: 8}\n"
    "keep: {checkpoints: 3}\nevaluate: {images: 64}\ndevice: cpu\n";

}  // namespace

const TemporaryFolder& CompareTest::planned() { return *plan_folder(); }

fs::path CompareTest::pictures() { return planned().path() / "pictures"; }

void CompareTest::SetUpTestSuite() {
  plan_folder() = std::make_unique<TemporaryFolder>();
  const fs::path folder = planned().path();
  make_shapes(folder / "pictures", 300);
  write_file_atomic(folder / "small.yaml",
                    "study: {seeds: 2, slopes: [0.2], parallel: 2}\n" + std::string(kNetworks));
  const Result result =
      run({"compare", (folder / "small.yaml").string(), "--out", (folder / "out").string(), "--set",
           "data.folder=" + (folder / "pictures").string(), "--jobs"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
}

void CompareTest::TearDownTestSuite() { plan_folder().reset(); }

void CompareTest::SetUp() {
  fs::copy(planned().path() / "small.yaml", small());
  fs::copy(planned().path() / "out", path("out"), fs::copy_options::recursive);
}

fs::path CompareTest::write_study(const std::string& name, const std::string& section) const {
  fs::path file = path(name + ".yaml");
  write_file_atomic(file, "study: " + section + "\n" + kNetworks);
  return file;
}

std::vector<std::string> CompareTest::words(const fs::path& source,
                                            const std::vector<std::string>& more) const {
  std::vector<std::string> all = {"compare", source.string(), "--out", path("out").string()};
  if (source.extension() == ".yaml") {
    all.insert(all.end(), {"--set", "data.folder=" + pictures().string()});
  }
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

nlohmann::json CompareTest::results(const std::string& name) const {
  return nlohmann::json::parse(read_file(study(name) / "results.json"));
}

std::map<std::string, std::string> tables_of(const fs::path& study) {
  std::map<std::string, std::string> tables;
  for (const char* name : {"runs.csv", "arms.csv", "differences.csv", "pairs.csv", "claims.csv",
                           "inputs.csv", "profile.csv", "progress.csv", "curves.csv"}) {
    tables[name] = read_file(study / name);
  }
  return tables;
}

}  // namespace leakygan::testing
