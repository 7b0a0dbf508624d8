#include "config/schema_parts.h"
#include "models/layer_plan.h"

namespace leakygan {
namespace {

constexpr NumberRange kMegapixels = {.low = 0, .high = 1000, .low_open = true};
constexpr NumberRange kMemory = {.low = 0, .high = 1e6, .low_open = true};
constexpr NumberRange kHoldout = {.low = 0, .high = 1e9};

// What is read of the files, and where the pixels are kept.
void add_reading_keys(std::vector<Key>& keys) {
  add(keys, changeable(choice_key("data.bad_files", FIELD(data.bad_files), {"stop", "skip"},
                                  "What a file that cannot be used does: stop the run before it "
                                  "begins, or be skipped and named.")));
  add(keys, changeable(number_key("data.bad_limit", FIELD(data.bad_limit), between(0, 1), "",
                                  "Largest share of the images that may be skipped.")));
  add(keys,
      choice_key("data.classes", FIELD(data.classes), {"none", "folders", "auto"},
                 "Whether images have classes, the names of the folders at the first level, that "
                 "networks are told of; auto: where there are two folders or more with 300 images "
                 "to train on each, and no image outside of them."),
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

}  // namespace

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
  add_reading_keys(keys);
}

}  // namespace leakygan
