#include "config/schema_parts.h"
#include "config/warning_kind.h"

namespace leakygan {
namespace {

// `adam` is a function from a Config to one network's AdamOptions.
template <typename Adam>
void add_adam_keys(std::vector<Key>& keys, const std::string& network, Adam adam) {
  const std::string path = "optimizer." + network;
  add(keys,
      changeable(number_key(
          path + ".lr", [=](auto&& c) -> auto& { return adam(c).lr; }, above_zero(), "",
          "Learning rate of the " + network + "'s Adam.")),
      {"learning_rate", "lrd", "lrg"});
  add(keys, number_key(
                path + ".beta1", [=](auto&& c) -> auto& { return adam(c).beta1; },
                zero_to_below_one(), "", "Adam's decay of the mean of gradients."));
  add(keys, number_key(
                path + ".beta2", [=](auto&& c) -> auto& { return adam(c).beta2; },
                zero_to_below_one(), "", "Adam's decay of the mean of squared gradients."));
  add(keys, number_key(
                path + ".eps", [=](auto&& c) -> auto& { return adam(c).eps; }, above_zero(), "",
                "Adam's addend to the root of that mean."));
}

constexpr NumberRange kLength = {.low = 0, .high = 1e9, .low_open = true};

}  // namespace

void add_training_keys(std::vector<Key>& keys) {
  add(keys, choice_key("objective.loss", FIELD(objective.loss),
                       {"non_saturating", "hinge", "least_squares", "wasserstein"},
                       "Loss of both networks, on logits: Goodfellow et al. 2014, section 3; Lim "
                       "and Ye 2017; Mao et al. 2017; Arjovsky et al. 2017, without the "
                       "constraint that it needs."));
  add_adam_keys(keys, "generator", FIELD(optimizer.generator));
  add_adam_keys(keys, "discriminator", FIELD(optimizer.discriminator));
  add(keys,
      number_key("training.batch", FIELD(training.batch), between(2, 65536), "images",
                 "Real images in a step, and as many made ones."),
      {"batch_size", "batchsize", "minibatch"});
  add(keys,
      changeable(open_key("training.images", FIELD(training.images), "none", kImages, "images",
                          "Length of the run in real images shown; give one of images, epochs, "
                          "minutes.")),
      {"kimg", "iterations", "steps"});
  add(keys,
      changeable(open_key("training.epochs", FIELD(training.epochs), "none", kLength, "epochs",
                          "Length of the run in passes over the images.")),
      {"niter", "num_epochs", "n_epochs", "epoch"});
  keys.back().default_text = "25";
  add(keys, changeable(open_key("training.minutes", FIELD(training.minutes), "none", kLength,
                                "minutes", "Length of the run in time.")));
  add(keys,
      number_key(
          "training.ema", FIELD(training.ema), {.low = 0, .high = 1e15}, "images",
          "Half-life of the averaged generator, which samples are then made with; 0 is none."),
      {"ema_kimg", "ema_decay", "ema_beta", "average"});
  add(keys,
      changeable(list_key("training.stop_on", FIELD(training.stop_on), warning_names(),
                          "Warnings of the watchdog that end the run when they come "
                          "(docs/WATCHDOG.md).")),
      {"early_stopping", "stop_on_warning"});
}

}  // namespace leakygan
