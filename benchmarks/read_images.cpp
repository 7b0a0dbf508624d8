// Scans and decodes a data set as `train` does, makes the first batch, and prints one line of JSON.
// read_images.py does the same in Python; benchmarks/read_images.sh runs both.

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <nlohmann/json.hpp>
#include <string>

#include "data/batch_loader.h"
#include "support/process.h"

namespace leakygan {
namespace {

struct Options {
  std::string folder;
  std::int64_t size = 64;
  std::int64_t batch = 64;
  int threads = 1;
  bool keep = false;
  bool scan = false;
};

Options parse(int argc, const char* const* argv) {
  CLI::App program("Scans and decodes images.", "leakygan_read_images");
  Options options;
  program.add_option("folder", options.folder, "The images")->required();
  program.add_option("--size", options.size, "Height and width to decode to");
  program.add_option("--threads", options.threads, "Threads that decode");
  program.add_flag("--scan", options.scan, "Only look for the files");
  program.add_flag("--keep", options.keep, "Keep decoded pixels in the cache folder");
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    std::exit(program.exit(e));
  }
  return options;
}

double since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

nlohmann::ordered_json measure(const Options& options) {
  const auto begin = std::chrono::steady_clock::now();
  const ImageList list = scan_images(options.folder);
  const double scanned = since(begin);
  if (options.scan) {
    return {{"images", list.image_count()},
            {"seconds_scan", scanned},
            {"peak_memory_bytes", peak_memory()}};
  }
  DatasetOptions dataset_options = {.preprocessing = {.shape = {3, options.size, options.size}}};
  dataset_options.load = {options.keep ? Cache::disk : Cache::memory, 0, options.threads};
  const Dataset dataset = open_dataset(list, dataset_options, {});
  BatchLoader loader(dataset, BatchOrder(dataset.count(), 1, false, false), options.batch, 1);
  loader.take(0);
  return {{"images", list.image_count()},
          {"seconds_scan", scanned},
          {"seconds", since(begin)},
          {"seconds_from_start", seconds_since_process_start()},
          {"peak_memory_bytes", peak_memory()}};
}

}  // namespace
}  // namespace leakygan

int main(int argc, char** argv) {
  try {
    std::printf("%s\n", leakygan::measure(leakygan::parse(argc, argv)).dump().c_str());
    return 0;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "leakygan_read_images: %s\n", e.what());
    return 1;
  }
}
