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
constexpr NumberRange kWeight = {.low = 0, .high = 1e6};
constexpr NumberRange kSteps = {.low = 1, .high = 1000};
constexpr NumberRange kSmoothing = {.low = 0, .high = 0.5, .high_open = true};

void add_objective_keys(std::vector<Key>& keys) {
  add(keys,
      choice_key("objective.loss", FIELD(objective.loss),
                 {"non_saturating", "hinge", "least_squares", "wasserstein", "relativistic"},
                 "Loss of both networks, on logits: Goodfellow et al. 2014, section 3; Lim and Ye "
                 "2017; Mao et al. 2017; Arjovsky et al. 2017, which needs a penalty or spectral "
                 "normalization; Jolicoeur-Martineau 2019, of pairs."),
      {"gan_mode", "criterion"});
  add(keys,
      number_key("objective.label_smoothing", FIELD(objective.label_smoothing), kSmoothing, "",
                 "The discriminator's target for real images is less than 1 by this (one-sided: "
                 "Salimans et al. 2016, section 3.4); for non_saturating and least_squares."));
  add(keys,
      number_key(
          "objective.r1", FIELD(objective.r1), kWeight, "",
          "Weight of a penalty at real images: half the squared norm of the logit's gradient "
          "(Mescheder et al. 2018, eq. 9)."),
      {"r1_gamma", "gamma"});
  add(keys, number_key("objective.r2", FIELD(objective.r2), kWeight, "",
                       "The same at made images (theirs, eq. 10)."));
  add(keys,
      number_key("objective.gradient_penalty", FIELD(objective.gradient_penalty), kWeight, "",
                 "Weight of a penalty between real and made images: the squared distance from 1 of "
                 "the norm of the logit's gradient (Gulrajani et al. 2017, eq. 3)."),
      {"lambda_gp", "gp_weight"});
  add(keys,
      number_key(
          "objective.penalty_every", FIELD(objective.penalty_every), kSteps, "discriminator steps",
          "Penalties are computed in every k-th step only, with k times their weight (Karras "
          "et al. 2020, StyleGAN2, section 3.1)."),
      {"d_reg_every", "d_reg_interval"});
  add(keys, number_key("objective.penalty_final", FIELD(objective.penalty_final), between(0, 1), "",
                       "Share of the penalties' weights that is left at the schedule's end, "
                       "approached along a cosine (Huang et al. 2024)."));
  add(keys, number_key(
                "objective.instance_noise", FIELD(objective.instance_noise), between(0, 10), "",
                "Standard deviation, at the start, of noise on all that the discriminator sees; it "
                "falls linearly to 0 at the schedule's end (Sonderby et al. 2017, section 3.1)."));
}

void add_length_keys(std::vector<Key>& keys) {
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
  add(keys, open_key("training.schedule_images", FIELD(training.schedule_images), "auto", kImages,
                     "images",
                     "What schedules run over; auto is the run's length, which a longer run that "
                     "goes on does not change."));
}

}  // namespace

void add_training_keys(std::vector<Key>& keys) {
  add_objective_keys(keys);
  add_adam_keys(keys, "generator", FIELD(optimizer.generator));
  add_adam_keys(keys, "discriminator", FIELD(optimizer.discriminator));
  add(keys,
      choice_key("optimizer.schedule", FIELD(optimizer.schedule), {"constant", "cosine"},
                 "Both learning rates stay, or fall to 0 at the schedule's end along a cosine "
                 "(Loshchilov and Hutter 2017, eq. 5, without restarts)."),
      {"lr_schedule", "scheduler", "lr_policy"});
  add(keys,
      number_key("training.batch", FIELD(training.batch), between(2, 65536), "images",
                 "Real images in an update of a network, and as many made ones."),
      {"batch_size", "batchsize", "minibatch"});
  add_length_keys(keys);
  add(keys,
      number_key(
          "training.ema", FIELD(training.ema), {.low = 0, .high = 1e15}, "images",
          "Half-life of the averaged generator, which samples are then made with; 0 is none."),
      {"ema_kimg", "ema_decay", "ema_beta", "average"});
  add(keys,
      open_list_key("training.augment", FIELD(training.augment), augmentation_names(),
                    "Random changes of real and made images alike before the discriminator sees "
                    "them (DiffAugment, Zhao et al. 2020), so that it cannot learn few images by "
                    "heart; auto is translation for fewer than 100,000, else none."),
      {"diffaug", "diffaugment", "augmentation", "aug"});
  add(keys,
      number_key("training.discriminator_steps", FIELD(training.discriminator_steps), kSteps, "",
                 "Updates of the discriminator, each on images of its own, before one of the "
                 "generator."),
      {"n_critic", "critic_iters", "d_steps", "n_dis"});
  add(keys,
      number_key(
          "training.clip_gradient", FIELD(training.clip_gradient), kWeight, "",
          "Each network's gradient is scaled down to this Euclidean norm where it is larger; "
          "0 is never."),
      {"grad_clip", "max_grad_norm", "gradient_clip"});
  add(keys,
      changeable(list_key("training.stop_on", FIELD(training.stop_on), warning_names(),
                          "Warnings of the watchdog that end the run when they come "
                          "(docs/WATCHDOG.md).")),
      {"early_stopping", "stop_on_warning"});
}

}  // namespace leakygan
