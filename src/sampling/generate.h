#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "report/status_line.h"

namespace leakygan {

struct GenerateOptions {
  std::string source;                // a run or a checkpoint
  std::vector<std::uint32_t> seeds;  // at least one
  std::string seeds_text;            // the same for people, "1-16"
  bool grid = false;                 // also one picture of all
  bool best = false;                 // the best checkpoint of a run
  bool raw = false;                  // the weights of the last step where there are averaged ones
  bool force = false;                // overwrite
  std::optional<double> truncation;  // above 0, see picture_latent
  std::string of_class;              // name of a class, or "all"; empty: each seed has its own
  std::string out;                   // made if it is not there
  std::string device = "auto";
  std::string program;  // name and version, for the pictures
};

// Writes OUT/seed-00000001.png for each seed and, if wanted, OUT/grid.png, each with seed, class,
// step and the checkpoint's id as PNG texts. For all classes the pictures of each lie in a folder
// of its name, and the grid has a row for each. Throws Error: no such checkpoint or a damaged one,
// no such class, a file that is there already (before anything is made), pictures that are not
// finite; Interrupted when a stop was asked for.
void generate(const GenerateOptions& options, StatusLine& status);

}  // namespace leakygan
