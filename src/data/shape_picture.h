#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace leakygan {

// One picture of the synthetic data set, size x size pixels, as the bytes of a PNG file: a shape of
// the given kind in a saturated colour on a gradient. All that varies follows from `seed`. Colour
// and brightness of the shape differ clearly from every colour of the gradient.
std::string shape_picture(std::size_t kind, std::int64_t size, std::uint64_t seed);

}  // namespace leakygan
