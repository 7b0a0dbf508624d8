#include "sampling/generate.h"

#include <torch/torch.h>

#include <algorithm>

#include "data/parallel.h"
#include "report/image_grid.h"
#include "report/png.h"
#include "sampling/sampler.h"
#include "support/error.h"
#include "support/text.h"
#include "training/device.h"
#include "training/run_checkpoints.h"

namespace leakygan {
namespace {

constexpr std::int64_t kMostPixels = 1'000'000'000;  // of a grid

// The files that a call writes.
class Output {
 public:
  explicit Output(const GenerateOptions& options) : folder_(options.out), force_(options.force) {}

  fs::path picture(std::uint32_t seed) const {
    std::string digits = std::to_string(seed);
    if (digits.size() < 8) digits.insert(0, 8 - digits.size(), '0');
    return folder_ / ("seed-" + digits + ".png");
  }
  fs::path grid() const { return folder_ / "grid.png"; }

  // Before the work, not after it.
  void check_free(const fs::path& file) const {
    if (force_ || !fs::exists(file)) return;
    throw Error(display(file) + ": is there already: choose another --out, or --force");
  }

 private:
  fs::path folder_;
  bool force_;
};

// What every picture says of where it comes from.
PngTexts texts(const GenerateOptions& options, const Checkpoint& checkpoint, bool averaged) {
  PngTexts all = {{"Software", options.program},
                  {"Checkpoint", checkpoint.file.id()},
                  {"Step", std::to_string(checkpoint.progress.step)},
                  {"Weights", averaged ? "averaged" : "of the last step"}};
  if (options.truncation) all.emplace_back("Truncation", number_text(*options.truncation));
  return all;
}

void check_grid(const std::vector<std::uint32_t>& seeds, const ImageShape& shape) {
  if (static_cast<std::int64_t>(seeds.size()) * shape.height * shape.width > kMostPixels) {
    throw Error("--grid: " + count_text(seeds.size()) + " pictures of " +
                std::to_string(shape.height) + "x" + std::to_string(shape.width) +
                " pixels are too many for one");
  }
}

// Writes a file for each seed; returns all pixels [N, H, W, C] when a grid is wanted.
std::vector<std::uint8_t> write_pictures(const GenerateOptions& options, const Sampler& sampler,
                                         const PngTexts& common, StatusLine& status) {
  const Output output(options);
  const auto& seeds = options.seeds;
  const ImageShape& shape = sampler.shape();
  const auto size = static_cast<std::size_t>(shape.channels * shape.height * shape.width);
  std::vector<std::uint8_t> all(options.grid ? seeds.size() * size : 0);
  const auto one = [&](std::size_t i) {
    const auto pixels = sampler.pixels(seeds[i], options.truncation);
    PngTexts own = common;
    own.emplace_back("Seed", std::to_string(seeds[i]));
    write_file_atomic(output.picture(seeds[i]), encode_png(pixels, shape, own), Sync::no);
    if (options.grid) std::copy(pixels.begin(), pixels.end(), all.data() + i * size);
  };
  const auto progress = [&](std::size_t done, std::size_t count) {
    if (done < count && status.due()) {
      status.show("picture " + count_text(done) + " of " + count_text(count));
    }
  };
  parallel_for(seeds.size(), at::get_num_threads(), "making pictures", one, progress);
  return all;
}

void write_grid(const GenerateOptions& options, const std::vector<std::uint8_t>& pixels,
                const ImageShape& shape, PngTexts texts) {
  texts.emplace_back("Seeds", options.seeds_text);
  const Picture grid = image_grid(pixels, shape);
  write_file_atomic(Output(options).grid(), encode_png(grid.pixels, grid.shape, texts));
}

}  // namespace

void generate(const GenerateOptions& options, StatusLine& status) {
  const Output output(options);
  for (const std::uint32_t seed : options.seeds) output.check_free(output.picture(seed));
  if (options.grid) output.check_free(output.grid());
  const std::string needed = kGenerator;
  const Checkpoint checkpoint = options.best
                                    ? best_checkpoint(options.source, needed)
                                    : find_checkpoint(options.source, report_to(status), needed);
  const SamplesAlone samples_alone;
  const bool averaged = checkpoint.has_average() && !options.raw;
  const Sampler sampler(checkpoint, averaged, choose_device(options.device));
  if (options.grid) check_grid(options.seeds, sampler.shape());
  make_folder(options.out);
  const PngTexts common = texts(options, checkpoint, averaged);
  const auto pixels = write_pictures(options, sampler, common, status);
  if (options.grid) write_grid(options, pixels, sampler.shape(), common);
  const std::size_t count = options.seeds.size();
  status.print(count_text(count) + (count == 1 ? " picture" : " pictures") + " of step " +
               count_text(checkpoint.progress.step) + (averaged ? ", averaged weights" : ""));
}

}  // namespace leakygan
