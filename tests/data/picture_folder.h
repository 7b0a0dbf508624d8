#pragma once

#include <opencv2/core.hpp>
#include <string>

#include "data/load_images.h"
#include "make_image.h"
#include "tests/support/temporary_folder.h"

namespace leakygan::testing {

inline std::string grey_png(int level) { return png_of(cv::Mat(16, 16, CV_8U, cv::Scalar(level))); }

// A folder of flat grey pictures, a cache folder of its own for this process, and what was said.
class PictureFolder : public ::testing::Test {
 protected:
  void SetUp() override { ::setenv("XDG_CACHE_HOME", cache_.path().c_str(), 1); }
  void TearDown() override { ::unsetenv("XDG_CACHE_HOME"); }

  // 100.png, 101.png, ... of the levels 0, 1, ...
  void write_pictures(int count) const {
    for (int i = 0; i < count; ++i) write(100 + i, grey_png(i));
  }

  void write(int name, const std::string& bytes) const {
    folder_.write(std::to_string(name) + ".png", bytes);
  }

  // As if all files had been there for long.
  void make_old() const {
    // The time of a change cannot be set: it has to pass.
    std::this_thread::sleep_for(std::chrono::milliseconds(2100));
  }

  LoadedImages load(Cache cache, std::uint64_t memory = 0) {
    files_read_ = 0;
    said_.clear();
    const LoadReport report = {[&](const std::string& line) { said_ += line + "\n"; },
                               [&](std::size_t, std::size_t all) { files_read_ = all; }};
    return load_images(scan_images(folder_.path()), kGrey, {cache, memory, 2}, report);
  }

  std::size_t stores() const {
    const fs::path folder = cache_.path() / "leakygan";
    std::size_t count = 0;
    if (!fs::exists(folder)) return 0;
    for (const auto& entry : fs::directory_iterator(folder)) {
      count += entry.path().extension() == ".images" ? 1 : 0;
    }
    return count;
  }

  fs::path store() const {
    for (const auto& entry : fs::directory_iterator(cache_.path() / "leakygan")) {
      if (entry.path().extension() == ".images") return entry.path();
    }
    return {};
  }

  static constexpr Preprocessing kGrey = {.shape = {1, 16, 16}};

  TemporaryFolder folder_;
  TemporaryFolder cache_;
  std::size_t files_read_ = 0;
  std::string said_;
};

// The grey levels of all images, -1 for one that cannot be used or is not flat.
inline std::vector<int> levels_of(const LoadedImages& loaded) {
  std::vector<int> levels;
  TrainingImage image;
  for (std::size_t i = 0; i < loaded.inventory.images.size(); ++i) {
    const bool good = loaded.inventory.images[i].height > 0 && loaded.pixels->copy(i, image) &&
                      std::count(image.pixels.begin(), image.pixels.end(), image.pixels[0]) == 256;
    levels.push_back(good ? image.pixels[0] : -1);
  }
  return levels;
}

}  // namespace leakygan::testing
