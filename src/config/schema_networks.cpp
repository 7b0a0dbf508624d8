#include "config/activation_keys.h"
#include "config/schema_parts.h"
#include "models/registry.h"

namespace leakygan {
namespace {

constexpr NumberRange kWidths = {.low = 1, .high = 1024};
constexpr NumberRange kNorms = {.low = 0, .high = 100, .low_open = true};
constexpr const char* kWidthMeaning =
    "Channels of the layer next to the image; deeper layers have up to 8 times as many.";

// `network` is a function from a Config to one network's options.
template <typename Network>
void add_layer_keys(std::vector<Key>& keys, const std::string& name, Network network) {
  add(keys,
      enum_key(
          name + ".normalization", [=](auto&& c) -> auto& { return network(c).normalization; },
          normalization_names(),
          "What keeps signals in bounds: batch, group, instance and layer follow the convolutions "
          "(Ioffe and Szegedy 2015; Wu and He 2018; Ulyanov et al. 2016; Ba et al. 2016); spectral "
          "divides their weights by the largest singular value (Miyato et al. 2018)."));
  add(keys,
      number_key(
          name + ".spectral_norm", [=](auto&& c) -> auto& { return network(c).spectral_norm; },
          kNorms, "",
          "Largest singular value of the weights where normalization is spectral: 1 in Miyato "
          "et al. 2018, scaled in Lin et al. 2021."));
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
                 "Length of the latent vector z."),
      {"nz", "latent_dim", "z_dim"});
  add(keys,
      enum_key("generator.distribution", FIELD(generator.distribution), latent_distribution_names(),
               "What latents are drawn from: N(0, 1), or the numbers from -1 to 1 alike."));
  add(keys,
      number_key("generator.width", FIELD(generator.width), kWidths, "channels", kWidthMeaning),
      {"ngf"});
  add_layer_keys(
      keys, "generator", [](auto&& c) -> auto& { return c.generator; });
  add(keys,
      enum_key("generator.conditioning", FIELD(generator.conditioning), conditioning_names(),
               "How the generator is told the class where data.classes is folders: by a learned "
               "vector beside the latent, or by scales and shifts after each normalization "
               "(Dumoulin et al. 2017), which auto is where the normalization allows it; the "
               "discriminator's logit has a projection (Miyato and Koyama 2018)."),
      {"conditional"});

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
