#include "training/reading.h"

#include "support/text.h"

namespace leakygan {

ImageList find_images(const Config& config, StatusLine& status) {
  return scan_images(config.data.folder, [&](std::size_t files) {
    if (files > 0 && files % 1024 == 0 && status.due()) {
      status.show("looking through " + config.data.folder + ": " + count_text(files) + " images");
    }
  });
}

LoadReport report_reading(StatusLine& status) {
  return {[&status](const std::string& line) { status.print(line); },
          [&status](std::size_t done, std::size_t all) {
            if (done < all && status.due()) {
              status.show("reading file " + count_text(done) + " of " + count_text(all));
            }
          }};
}

}  // namespace leakygan
