#pragma once

#include "support/files.h"

namespace leakygan {

// What a checkpoint holds: where it comes from and its tensors by groups. Throws Error as
// open_checkpoint.
void print_checkpoint(const fs::path& file);

}  // namespace leakygan
