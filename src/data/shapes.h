#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "data/parallel.h"
#include "support/files.h"

namespace leakygan {

inline constexpr std::int64_t kMostShapeClasses = 8;

// A synthetic data set: coloured shapes on gradients, one class for each kind of shape.
struct ShapesOptions {
  std::int64_t count = 4000;  // images in all, at least one for each class
  std::int64_t size = 32;     // pixels a side, 16 to 512
  std::int64_t classes = 4;   // 1 to kMostShapeClasses
  // How large a part of the images each class is, in any unit; empty: equal parts.
  std::vector<double> proportions = {};
  std::uint64_t seed = 1;
};

// "circle", "square", "triangle", "star", ...: the names of the first `classes` kinds.
std::vector<std::string> shape_names(std::int64_t classes);

// Images of each class: the proportions of `count`, rounded by the largest remainder so that they
// sum to it exactly. Throws Error on options out of range or a class that would get no image.
std::vector<std::int64_t> shape_counts(const ShapesOptions& options);

// Writes FOLDER/<class>/00000.png ... and FOLDER/shapes.json. The images depend on the options
// alone, not on `threads`. Until all is written it has a temporary name beside FOLDER, so that a
// run that was stopped leaves no half data set.
// Throws Error: options out of range, FOLDER exists and is not empty, it cannot be written;
// Interrupted when a stop was asked for.
void write_shapes(const fs::path& folder, const ShapesOptions& options, int threads,
                  const Progress& progress);

}  // namespace leakygan
