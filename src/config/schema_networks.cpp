#include "config/schema_parts.h"
#include "models/registry.h"

namespace leakygan {
namespace {

constexpr NumberRange kWidths = {.low = 1, .high = 1024};
constexpr const char* kWidthMeaning =
    "Channels of the layer next to the image; deeper layers have up to 8 times as many.";

}  // namespace

void add_network_keys(std::vector<Key>& keys) {
  add(keys, choice_key("generator.architecture", FIELD(generator.architecture),
                       architecture_names(), "Network that makes images from latents."));
  add(keys,
      number_key("generator.latent", FIELD(generator.latent), between(1, 65536), "numbers",
                 "Length of the latent vector z, drawn from N(0, 1)."),
      {"nz", "latent_dim", "z_dim"});
  add(keys,
      number_key("generator.width", FIELD(generator.width), kWidths, "channels", kWidthMeaning),
      {"ngf"});
  add(keys, normalization_key("generator.normalization", FIELD(generator.normalization)));
  add(keys, activation_kind_key("generator.activation.kind", FIELD(generator.activation)));
  add(keys, activation_slope_key("generator.activation.slope", FIELD(generator.activation)));

  add(keys, choice_key("discriminator.architecture", FIELD(discriminator.architecture),
                       architecture_names(), "Network that tells real images from made ones."));
  add(keys,
      number_key("discriminator.width", FIELD(discriminator.width), kWidths, "channels",
                 kWidthMeaning),
      {"ndf"});
  add(keys, normalization_key("discriminator.normalization", FIELD(discriminator.normalization)));
  add(keys, activation_kind_key("discriminator.activation.kind", FIELD(discriminator.activation)));
  add(keys,
      activation_slope_key("discriminator.activation.slope", FIELD(discriminator.activation)));
}

}  // namespace leakygan
