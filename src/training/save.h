#pragma once

#include "config/config.h"
#include "support/files.h"
#include "training/step.h"

namespace leakygan {

// Writes the weights and buffers of both networks as generator.* and discriminator.*, with the
// configuration, step and images seen as metadata. Throws Error when it cannot be written.
void save_checkpoint(const fs::path& path, const Gan& gan, const Config& config, std::int64_t step,
                     std::int64_t images);

}  // namespace leakygan
