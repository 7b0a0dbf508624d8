#include "config/schema.h"

#include "config/keys.h"
#include "config/metric_names.h"
#include "config/warning_kind.h"
#include "models/layer_plan.h"
#include "models/registry.h"

namespace leakygan {
namespace {

// Access to a field of a Config, const or not.
#define FIELD(field) \
  [](auto&& config) -> auto& { return config.field; }

// Adds the key, with what other programs call it.
void add(std::vector<Key>& keys, Key key, std::vector<std::string> also_known_as = {}) {
  if (key.also_known_as.empty()) key.also_known_as = std::move(also_known_as);
  keys.push_back(std::move(key));
}

// A key that may have another value when a run is resumed.
Key changeable(Key key) {
  key.may_change = true;
  return key;
}

void add_general_keys(std::vector<Key>& keys) {
  add(keys,
      text_key("name", FIELD(name), "from data",
               "Name of the run and of its folder; the data folder's if not given."),
      {"run_name", "experiment"});
  add(keys, seed_key("seed", FIELD(seed), "All random numbers of a run follow from it."),
      {"manual_seed", "random_seed"});
  add(keys, changeable(choice_key("device", FIELD(device), {"auto", "cpu", "cuda"},
                                  "Where the networks run; auto takes a CUDA GPU if there is "
                                  "one.")));
  add(keys,
      changeable(open_key("threads", FIELD(threads), "auto", between(1, 1024), "threads",
                          "CPU threads for decoding and training; auto takes what LibTorch finds "
                          "(OMP_NUM_THREADS is obeyed).")),
      {"num_threads", "cpu_threads"});
  add(keys, choice_key("convolution", FIELD(convolution), {"auto", "direct", "winograd"},
                       "How convolutions are computed on the CPU: by LibTorch (direct), with fewer "
                       "multiplications (winograd), or each as is faster by a measurement at the "
                       "start (auto). It changes the last digits of numbers, nothing else."));
}

constexpr Range kMegapixels = {.low = 0, .high = 1000, .low_open = true};
constexpr Range kMemory = {.low = 0, .high = 1e6, .low_open = true};
constexpr Range kHoldout = {.low = 0, .high = 1e9};

void add_data_keys(std::vector<Key>& keys) {
  add(keys,
      changeable(
          text_key("data.folder", FIELD(data.folder), "required",
                   "Folder of the images, searched with all its subfolders, or an archive or "
                   "a CIFAR or MNIST file of images; a relative path starts at the working "
                   "directory.")),
      {"dataroot", "path", "dataset", "data_dir", "root"});
  add(keys,
      size_key("data.size", FIELD(data.size), between(kSmallestSide, kLargestSide),
               "Size that images are trained at; auto takes 16, 32 or 64, whichever the smaller "
               "sides of most images reach."),
      {"image_size", "imagesize", "resolution"});
  add(keys,
      channels_key("data.channels", FIELD(data.channels),
                   "1 is grey, 3 colour, 4 colour with transparency."),
      {"nc"});
  add(keys,
      choice_key("data.fit", FIELD(data.fit), {"crop", "pad", "stretch"},
                 "How an image of another aspect ratio fits: its sides are cut off, filled up with "
                 "data.transparent, or it is stretched."),
      {"resize", "resize_mode"});
  add(keys, choice_key("data.crop", FIELD(data.crop), {"center", "random"},
                       "Which part `fit: crop` keeps; random takes another one each time."));
  add(keys,
      boolean_key("data.flip", FIELD(data.flip),
                  "Mirror every image left to right half of the times it is shown."),
      {"mirror", "horizontal_flip"});
  add(keys,
      colour_key("data.transparent", FIELD(data.transparent),
                 "Colour behind transparent pixels and around padded images; not used with 4 "
                 "channels."),
      {"background"});
  add(keys, number_key("data.white_level", FIELD(data.white_level), between(1, 65535), "levels",
                       "Sample of a 16-bit file that becomes white: 4095 for files that hold 12 "
                       "bits."));
  add(keys, number_key("data.pixel_limit", FIELD(data.pixel_limit), kMegapixels, "megapixels",
                       "Larger images are refused by their header."));
}

// What is read of the files, and where the pixels are kept.
void add_reading_keys(std::vector<Key>& keys) {
  add(keys, changeable(choice_key("data.bad_files", FIELD(data.bad_files), {"stop", "skip"},
                                  "What a file that cannot be used does: stop the run before it "
                                  "begins, or be skipped and named.")));
  add(keys, changeable(number_key("data.bad_limit", FIELD(data.bad_limit), between(0, 1), "",
                                  "Largest share of the images that may be skipped.")));
  add(keys,
      choice_key("data.classes", FIELD(data.classes), {"none", "folders"},
                 "Whether images have classes: the names of the folders at the first level."),
      {"labels"});
  add(keys, changeable(choice_key(
                "data.cache", FIELD(data.cache), {"auto", "memory", "disk", "none"},
                "Where decoded pixels are: memory, a file in the cache folder (disk), or nowhere "
                "(none: files are decoded each time); auto is memory, or disk when they do not "
                "fit.")));
  add(keys, changeable(open_key("data.memory", FIELD(data.memory), "auto", kMemory, "GiB",
                                "Memory for decoded pixels; auto is a quarter of the machine's.")));
  add(keys,
      changeable(open_key("data.workers", FIELD(data.workers), "auto", between(1, 256), "threads",
                          "Threads that read images; auto is as many as `threads`.")),
      {"num_workers", "dataloader_workers"});
  add(keys,
      open_key(
          "data.holdout", FIELD(data.holdout), "auto", kHoldout, "images",
          "Images that are never trained on, chosen by their content, to measure with; auto is "
          "a tenth, at most 5,000."),
      {"validation", "val_split", "test_split"});
}

constexpr Range kWidths = {.low = 1, .high = 1024};
constexpr const char* kWidthMeaning =
    "Channels of the layer next to the image; deeper layers have up to 8 times as many.";

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

constexpr Range kImages = {.low = 1, .high = 1e15};  // exact as doubles
constexpr Range kLength = {.low = 0, .high = 1e9, .low_open = true};

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

// What every.evaluate does.
void add_evaluate_keys(std::vector<Key>& keys) {
  add(keys,
      list_key("evaluate.metrics", FIELD(evaluate.metrics), metric_names(),
               "Metrics that measure the generator during training, against held-out images, of "
               "which there must be 256; `[]` is none (docs/METRICS.md)."),
      {"metrics", "fid"});
  std::vector<std::string> scores = score_names();
  scores.insert(scores.begin(), "auto");
  add(keys, choice_key("evaluate.best", FIELD(evaluate.best), scores,
                       "Score of these metrics that decides which checkpoint is the best and kept; "
                       "auto is the first of the first metric."));
  add(keys, open_key("evaluate.images", FIELD(evaluate.images), "auto", between(2, 1e6), "images",
                     "Samples that are measured, and at most as many held-out images; auto is as "
                     "many samples as there are held-out images, 1,000 to 5,000."));
  add(keys,
      text_key(
          "evaluate.features", FIELD(evaluate.features), "random",
          "Feature space: random needs no file; else a TorchScript file, whose code is run, so "
          "take files from people you trust."),
      {"inception", "detector"});
}

void add_output_keys(std::vector<Key>& keys) {
  add(keys, changeable(open_key("every.log", FIELD(every.log), "auto", kImages, "images",
                                "Between two lines of metrics.jsonl; auto is 10 steps.")));
  add(keys, changeable(open_key("every.sample", FIELD(every.sample), "auto", kImages, "images",
                                "Between two grids of samples; auto is 200 steps.")));
  add(keys,
      changeable(
          open_key("every.checkpoint", FIELD(every.checkpoint), "auto", kImages, "images",
                   "Between two checkpoints; auto is 5 minutes. One is always written at the "
                   "end.")),
      {"save_interval", "snap"});
  add(keys,
      changeable(open_key("every.evaluate", FIELD(every.evaluate), "auto", kImages, "images",
                          "Between two measurements of the generator; auto is 5 minutes. One is "
                          "always made at the end.")),
      {"eval_interval", "fid_interval"});
  add_evaluate_keys(keys);
  add(keys,
      changeable(number_key("keep.checkpoints", FIELD(keep.checkpoints), between(1, 1e6), "files",
                            "How many of the newest checkpoints stay on the disk.")),
      {"keep_last", "save_total_limit", "max_to_keep"});
}

#undef FIELD

std::vector<Key> make_schema() {
  std::vector<Key> keys;
  add_general_keys(keys);
  add_data_keys(keys);
  add_reading_keys(keys);
  add_network_keys(keys);
  add_training_keys(keys);
  add_output_keys(keys);
  for (auto& key : keys) {
    if (key.default_text.empty()) key.default_text = key.text(Config{}).value();
  }
  return keys;
}

}  // namespace

const std::vector<Key>& schema() {
  static const std::vector<Key> keys = make_schema();
  return keys;
}

}  // namespace leakygan
