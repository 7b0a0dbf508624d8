#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/layer_plan.h"
#include "models/options.h"

namespace leakygan {

class Generator;
class Discriminator;

// A row of the table of architectures: how to build its two networks and to describe them without
// building. `seed` is the run's; the networks derive their own streams from it.
struct Architecture {
  std::string name;
  std::shared_ptr<Generator> (*make_generator)(const GeneratorOptions&, const ImageShape&,
                                               std::uint64_t seed);
  std::shared_ptr<Discriminator> (*make_discriminator)(const DiscriminatorOptions&,
                                                       const ImageShape&, std::uint64_t seed);
  std::vector<PlannedLayer> (*plan_generator)(const GeneratorOptions&, const ImageShape&);
  std::vector<PlannedLayer> (*plan_discriminator)(const DiscriminatorOptions&, const ImageShape&);
};

const std::vector<Architecture>& architecture_table();

// The row of that name. Throws Error when there is none.
const Architecture& architecture(const std::string& name);

std::vector<std::string> architecture_names();

}  // namespace leakygan
