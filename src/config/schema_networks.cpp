#include "config/schema_parts.h"
#include "models/registry.h"

namespace leakygan {
namespace {

constexpr NumberRange kWidths = {.low = 1, .high = 1024};
constexpr const char* kWidthMeaning =
    "Channels of the layer next to the image; deeper layers have up to 8 times as many.";

// `network` is a function from a Config to one network's options.
template <typename Network>
void add_layer_keys(std::vector<Key>& keys, const std::string& name, Network network) {
  add(keys,
      enum_key(
          name + ".normalization", [=](auto&& c) -> auto& { return network(c).normalization; },
          normalization_names(), "What follows the convolutions; none gives them biases instead."));
  add(keys, enum_key(
                name + ".init", [=](auto&& c) -> auto& { return network(c).init; },
                initialization_names(),
                "Convolution weights at the start: N(0, 0.02), or with gain scaled so that each "
                "activation keeps the variance of signals (He et al. 2015)."));
  const auto activation = [=](auto&& c) -> auto& { return network(c).activation; };
  add(keys, activation_kind_key(name + ".activation.kind", activation));
  add(keys, activation_slope_key(name + ".activation.slope", activation));
}

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
  add_layer_keys(
      keys, "generator", [](auto&& c) -> auto& { return c.generator; });

  add(keys, choice_key("discriminator.architecture", FIELD(discriminator.architecture),
                       architecture_names(), "Network that tells real images from made ones."));
  add(keys,
      number_key("discriminator.width", FIELD(discriminator.width), kWidths, "channels",
                 kWidthMeaning),
      {"ndf"});
  add_layer_keys(
      keys, "discriminator", [](auto&& c) -> auto& { return c.discriminator; });
}

}  // namespace leakygan
