// Compiled once for each set of instructions, with LEAKYGAN_KERNELS its namespace and
// LEAKYGAN_LANES the floats of a vector register.

#include "kernels/kernel_table.h"
#include "kernels/normalization_kernels.h"
#include "kernels/product.h"
#include "kernels/winograd_weights.h"

namespace leakygan::LEAKYGAN_KERNELS {

extern const KernelTable table;

const KernelTable table = {
    .lanes = kLanes,
    .fine_columns = fine_columns,
    .fine_to_panels = fine_to_panels,
    .coarse_to_panels = coarse_to_panels,
    .panels_to_fine = panels_to_fine,
    .panels_to_coarse = panels_to_coarse,
    .weights_to_down = weights_to_down,
    .weights_to_up = weights_to_up,
    .panels_to_weights = panels_to_weights,
    .multiply = multiply,
    .multiply_transposed = multiply_transposed,
    .channel_sums = channel_sums,
    .normalize = normalize,
    .gradient_sums = gradient_sums,
    .normalize_backward = normalize_backward,
    .multiply_adds = multiply_adds,
};

}  // namespace leakygan::LEAKYGAN_KERNELS
