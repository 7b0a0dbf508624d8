#include "sampling/generate.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <numeric>

#include "data/latents.h"
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

// One of the pictures that a call makes.
struct Task {
  PictureRequest request;
  std::string class_name;  // empty without classes
  fs::path file;
};

std::string file_name(std::uint32_t seed) {
  std::string digits = std::to_string(seed);
  if (digits.size() < 8) digits.insert(0, 8 - digits.size(), '0');
  return "seed-" + digits + ".png";
}

// Before the work, not after it.
void check_free(const fs::path& file, bool force) {
  if (force || !fs::exists(file)) return;
  throw Error(display(file) + ": is there already: choose another --out, or --force");
}

// The numbers of the classes that are asked for; none when each seed has its own.
struct WantedClasses {
  std::vector<std::int64_t> numbers;
  bool all = false;
};

WantedClasses wanted_classes(const std::string& asked, const ClassSizes& classes,
                             const SafetensorsFile& file) {
  if (asked.empty()) return {};
  if (classes.names.empty()) {
    file.fail("was trained without classes (data.classes: none): leave --class away");
  }
  const auto found = std::find(classes.names.begin(), classes.names.end(), asked);
  if (found != classes.names.end()) return {.numbers = {found - classes.names.begin()}};
  if (asked != "all") {
    file.fail("has no class '" + asked + "'; there are " + join(classes.names, ", ") + ", or all");
  }
  WantedClasses wanted = {.numbers = std::vector<std::int64_t>(classes.names.size()), .all = true};
  std::iota(wanted.numbers.begin(), wanted.numbers.end(), 0);
  return wanted;
}

std::vector<Task> plan(const GenerateOptions& options, const Sampler& sampler,
                       const WantedClasses& wanted) {
  const auto& classes = sampler.classes();
  const auto task = [&](std::uint32_t seed, std::optional<std::int64_t> of_class) {
    Task one = {{seed, options.truncation, of_class}, {}, fs::path(options.out)};
    if (!classes.names.empty()) {
      const auto number = of_class ? *of_class : picture_class(seed, classes.sizes);
      one.class_name = classes.names[static_cast<std::size_t>(number)];
    }
    if (wanted.all) one.file /= one.class_name;
    one.file /= file_name(seed);
    return one;
  };
  std::vector<Task> tasks;
  for (const std::int64_t number : wanted.numbers) {
    for (const std::uint32_t seed : options.seeds) tasks.push_back(task(seed, number));
  }
  if (!wanted.numbers.empty()) return tasks;
  for (const std::uint32_t seed : options.seeds) tasks.push_back(task(seed, {}));
  return tasks;
}

// What every picture says of where it comes from.
PngTexts texts(const GenerateOptions& options, const Checkpoint& checkpoint, bool averaged) {
  PngTexts all = {{"Software", options.program},
                  {"Checkpoint", checkpoint.file.id()},
                  {"Step", std::to_string(checkpoint.progress.step)},
                  {"Weights", averaged ? "averaged" : "of the last step"}};
  if (options.truncation) all.emplace_back("Truncation", number_text(*options.truncation));
  return all;
}

void check_grid(std::size_t count, const ImageShape& shape) {
  if (static_cast<std::int64_t>(count) * shape.height * shape.width > kMostPixels) {
    throw Error("--grid: " + count_text(count) + " pictures of " + std::to_string(shape.height) +
                "x" + std::to_string(shape.width) + " pixels are too many for one");
  }
}

// Writes the files; returns all pixels [N, H, W, C] when a grid is wanted.
std::vector<std::uint8_t> write_pictures(const std::vector<Task>& tasks, bool grid,
                                         const Sampler& sampler, const PngTexts& common,
                                         StatusLine& status) {
  const ImageShape& shape = sampler.shape();
  const auto size = static_cast<std::size_t>(shape.channels * shape.height * shape.width);
  std::vector<std::uint8_t> all(grid ? tasks.size() * size : 0);
  const auto one = [&](std::size_t i) {
    const auto pixels = sampler.pixels(tasks[i].request);
    PngTexts own = common;
    own.emplace_back("Seed", std::to_string(tasks[i].request.seed));
    if (!tasks[i].class_name.empty()) own.emplace_back("Class", tasks[i].class_name);
    write_file_atomic(tasks[i].file, encode_png(pixels, shape, own), Sync::no);
    if (grid) std::copy(pixels.begin(), pixels.end(), all.data() + i * size);
  };
  const auto progress = [&](std::size_t done, std::size_t count) {
    if (done < count && status.due()) {
      status.show("picture " + count_text(done) + " of " + count_text(count));
    }
  };
  parallel_for(tasks.size(), at::get_num_threads(), "making pictures", one, progress);
  return all;
}

}  // namespace

void generate(const GenerateOptions& options, StatusLine& status) {
  const std::string needed = kGenerator;
  const Checkpoint checkpoint = options.best
                                    ? best_checkpoint(options.source, needed)
                                    : find_checkpoint(options.source, report_to(status), needed);
  const SamplesAlone samples_alone;
  const bool averaged = checkpoint.has_average() && !options.raw;
  const Sampler sampler(checkpoint, averaged, choose_device(options.device));
  const auto wanted = wanted_classes(options.of_class, sampler.classes(), checkpoint.file);
  const auto tasks = plan(options, sampler, wanted);
  const fs::path grid = fs::path(options.out) / "grid.png";
  for (const Task& task : tasks) check_free(task.file, options.force);
  if (options.grid) check_free(grid, options.force);
  if (options.grid) check_grid(tasks.size(), sampler.shape());
  for (const Task& task : tasks) make_folder(task.file.parent_path());
  PngTexts common = texts(options, checkpoint, averaged);
  const auto pixels = write_pictures(tasks, options.grid, sampler, common, status);
  if (options.grid) {
    common.emplace_back("Seeds", options.seeds_text);
    const std::size_t columns = wanted.all ? options.seeds.size() : 0;
    const Picture picture = image_grid(pixels, sampler.shape(), columns);
    write_file_atomic(grid, encode_png(picture.pixels, picture.shape, common));
  }
  status.print(count_text(tasks.size()) + (tasks.size() == 1 ? " picture" : " pictures") +
               " of step " + count_text(checkpoint.progress.step) +
               (averaged ? ", averaged weights" : ""));
}

}  // namespace leakygan
