#include "training/prepare.h"

#include <opencv2/core/utility.hpp>

#include "config/load.h"
#include "data/batches.h"
#include "data/scan.h"
#include "models/registry.h"
#include "support/text.h"
#include "training/device.h"
#include "training/estimate.h"
#include "training/resolve.h"

namespace leakygan {
namespace {

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

}  // namespace

Prepared prepare(Config& config, StatusLine& status) {
  for (const auto& warning : config_warnings(config)) status.print("warning: " + warning);
  const at::Device device = choose_device(config.device);
  const int threads = use_threads(config);
  const ImageList list = scan_images(config.data.folder);
  status.print(summary(list) + " in " + display(list.folder));
  const ImageShape shape = resolve(config, list);
  check_enough_images(list.files.size(), config.training.batch);
  ImageStore store = decode(list, shape, threads, status);
  print_plan(config, shape, status);
  config.device = device.is_cuda() ? "cuda" : "cpu";
  config.threads = threads;
  return {device, std::move(store)};
}

}  // namespace leakygan
