// Compiled once for each set of instructions, with LEAKYGAN_KERNELS its namespace and
// LEAKYGAN_LANES the floats of a vector register.

#include "kernels/kernel_table.h"
#include "kernels/direct.h"
#include "kernels/normalization_kernels.h"
#include "kernels/product.h"
#include "kernels/winograd_weights.h"

namespace leakygan::LEAKYGAN_KERNELS {

extern const KernelTable table;

const KernelTable table = {
    .lanes = kLanes,
    .direct = {1, 1, direct_fine_columns, direct_fine_to_panels, direct_coarse_to_panels,
               direct_panels_to_fine, direct_panels_to_coarse, direct_weights_to_down,
               direct_weights_to_up, direct_panels_to_weights},
    .winograd = {kTile, kPoints, winograd_fine_columns, winograd_fine_to_panels,
                 winograd_coarse_to_panels, winograd_panels_to_fine, winograd_panels_to_coarse,
                 winograd_weights_to_down, winograd_weights_to_up, winograd_panels_to_weights},
    .multiply = multiply,
    .multiply_transposed = multiply_transposed,
    .channel_sums = channel_sums,
    .normalize = normalize,
    .gradient_sums = gradient_sums,
    .normalize_backward = normalize_backward,
    .multiply_adds = multiply_adds,
};

}  // namespace leakygan::LEAKYGAN_KERNELS
