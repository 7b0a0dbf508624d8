#pragma once

#include <cstdint>

namespace leakygan {

// The 4x4 convolution with stride 2 and padding 1 between two sides, both channels-last float32:
// the fine one [batch, height, width, channels] and the coarse one
// [batch, height / 2, width / 2, coarse_channels], halves rounded down. A discriminator goes down
// from fine to coarse, a generator up with the transposed convolution. Weights are
// [coarse_channels, 4, 4, channels].
struct ConvolutionShape {
  std::int64_t batch = 1;
  std::int64_t height = 0;
  std::int64_t width = 0;
  std::int64_t channels = 0;
  std::int64_t coarse_channels = 0;
};

// Cut into tiles of tile x tile coarse pixels, which all images have in rows and columns. Where a
// side of the fine image is odd its last pixel counts as half a coarse one more.
struct TiledShape : ConvolutionShape {
  std::int64_t coarse_height = 0;
  std::int64_t coarse_width = 0;
  std::int64_t tile_rows = 0;
  std::int64_t tile_columns = 0;
};

// A matrix for each evaluation point, cut into panels of as many columns as two vector registers
// hold: element (point, row, column) stands at
//   data + point * point_stride + column / panel * panel_stride + row * panel + column % panel.
// So whatever a product reads or writes lies in a row in memory.
struct Panels {
  float* data = nullptr;
  std::int64_t panel_stride = 0;
  std::int64_t point_stride = 0;
};

// begin .. end - 1, of tiles of a batch, of columns or of channels.
struct Range {
  std::int64_t begin = 0;
  std::int64_t end = 0;
};

}  // namespace leakygan
