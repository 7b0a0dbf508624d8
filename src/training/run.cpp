#include "training/run.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <opencv2/core/utility.hpp>
#include <vector>

#include "config/load.h"
#include "data/scan.h"
#include "data/store.h"
#include "models/registry.h"
#include "report/image_grid.h"
#include "support/process.h"
#include "support/signals.h"
#include "support/text.h"
#include "training/device.h"
#include "training/estimate.h"
#include "training/resolve.h"

namespace leakygan {
namespace {

constexpr std::size_t kRealPreviews = 64;

std::string count_text(std::int64_t count) {
  return leakygan::count_text(static_cast<std::uint64_t>(count));
}

ImageStore decode(const ImageList& list, const ImageShape& shape, int threads, StatusLine& status) {
  cv::setNumThreads(1);  // images are spread over the threads, not parts of one
  ImageStore store = decode_all(list, shape, threads, [&](std::size_t done, std::size_t all) {
    if (done < all && status.due()) {
      status.show("reading image " + std::to_string(done) + " of " + std::to_string(all));
    }
  });
  status.print("read as " + std::to_string(shape.height) + "x" + std::to_string(shape.width) +
               " pixels, " + std::to_string(shape.channels) +
               " channels: " + bytes_text(store.pixels.size()));
  return store;
}

void print_plan(const Config& config, const ImageShape& shape, StatusLine& status) {
  const auto& generator = architecture(config.generator.architecture);
  const auto& discriminator = architecture(config.discriminator.architecture);
  const RunEstimate estimate =
      estimate_run(config, generator.plan_generator(config.generator, shape),
                   discriminator.plan_discriminator(config.discriminator, shape));
  status.print("generator:     " + count_text(estimate.generator_parameters) + " parameters, " +
               activation_text(config.generator.activation));
  status.print("discriminator: " + count_text(estimate.discriminator_parameters) + " parameters, " +
               activation_text(config.discriminator.activation));
  status.print("about " + bytes_text(estimate.memory) + " of memory besides the images");
}

// Images spread evenly over the store, so that every folder has its share.
void write_real_grid(RunFolder& run, const ImageStore& store) {
  const std::size_t count = std::min(kRealPreviews, store.count);
  std::vector<std::uint8_t> pixels;
  for (std::size_t i = 0; i < count; ++i) {
    const auto image = store.image(i * store.count / count);
    pixels.insert(pixels.end(), image.begin(), image.end());
  }
  write_image_grid(run.real_samples(), pixels, store.shape);
}

void print_end(const Trainer& trainer, const RunFolder& run, bool complete, StatusLine& status) {
  status.print(std::string(complete ? "complete" : "interrupted") + " after " +
               count_text(trainer.step()) + " steps, " + count_text(trainer.images()) +
               " images, " + duration_text(trainer.seconds()));
  status.print("samples:    " + display(run.sample_grid(trainer.step())));
  status.print("checkpoint: " + display(run.checkpoint(trainer.step())));
}

Ending train_in(RunFolder& run, const Config& config, const ImageStore& store, at::Device device,
                StatusLine& status) {
  write_real_grid(run, store);
  Trainer trainer(config, store, device, run, status);
  const Ending ending = trainer.run();
  const bool complete = ending == Ending::complete;
  run.describe({{"state", complete ? "complete" : "interrupted"},
                {"step", trainer.step()},
                {"images_seen", trainer.images()},
                {"seconds", trainer.seconds()},
                {"peak_memory_bytes", peak_memory()}});
  print_end(trainer, run, complete, status);
  return ending;
}

}  // namespace

RunResult run_training(Config config, const fs::path& out, const std::string& program,
                       StatusLine& status) {
  for (const auto& warning : config_warnings(config)) status.print("warning: " + warning);
  const at::Device device = choose_device(config.device);
  const int threads = use_threads(config);
  make_folder(out);  // before the work of reading images, not after it

  const ImageList list = scan_images(config.data.folder);
  status.print(summary(list) + " in " + display(list.folder));
  const ImageShape shape = resolve(config, list);
  check_enough_images(list.files.size(), config.training.batch);
  const ImageStore store = decode(list, shape, threads, status);
  print_plan(config, shape, status);
  config.device = device.is_cuda() ? "cuda" : "cpu";
  config.threads = threads;

  RunFolder run(out, config.name);
  status.print("run folder:    " + display(run.path()) + "  (" + device_text(device) + ")");
  try {
    run.write_config(dump_config(config));
    run.describe({{"state", "running"},
                  {"program", program},
                  {"device", device_text(device)},
                  {"threads", threads},
                  {"dataset",
                   {{"folder", config.data.folder},
                    {"images", store.count},
                    {"fingerprint", store.fingerprint}}}});
    return {run.path(), train_in(run, config, store, device, status)};
  } catch (const std::exception& e) {
    // LibTorch's exceptions carry a backtrace behind the message.
    const std::string what = e.what();
    run.describe({{"state", "failed"}, {"why", what.substr(0, what.find("\nException raised"))}});
    throw;
  }
}

}  // namespace leakygan
