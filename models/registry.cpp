#include "models/registry.h"

#include "models/dcgan.h"
#include "models/resnet.h"
#include "models/resnet_plan.h"
#include "support/error.h"

namespace leakygan {
namespace {

template <typename Network, typename Interface, typename Options>
std::shared_ptr<Interface> make(const Options& options, const ImageShape& image,
                                std::uint64_t seed) {
  return std::make_shared<Network>(options, image, seed);
}

}  // namespace

const std::vector<Architecture>& architecture_table() {
  static const std::vector<Architecture> table = {
      {"dcgan", make<DcganGenerator, Generator, GeneratorOptions>,
       make<DcganDiscriminator, Discriminator, DiscriminatorOptions>, plan_generator,
       plan_discriminator},
      {"resnet", make<ResnetGenerator, Generator, GeneratorOptions>,
       make<ResnetDiscriminator, Discriminator, DiscriminatorOptions>, plan_resnet_generator,
       plan_resnet_discriminator},
  };
  return table;
}

const Architecture& architecture(const std::string& name) {
  for (const auto& row : architecture_table()) {
    if (row.name == name) return row;
  }
  throw Error("unknown architecture '" + name + "'");
}

std::vector<std::string> architecture_names() {
  std::vector<std::string> names;
  for (const auto& row : architecture_table()) names.push_back(row.name);
  return names;
}

}  // namespace leakygan
