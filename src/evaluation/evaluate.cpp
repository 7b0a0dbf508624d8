#include "evaluation/evaluate.h"

#include <torch/utils.h>

#include <algorithm>

#include "checkpoint/safetensors.h"
#include "evaluation/memorize.h"
#include "evaluation/sets.h"
#include "metrics/feature_cache.h"
#include "support/error.h"
#include "support/text.h"
#include "training/reading.h"

namespace leakygan {
namespace {

constexpr std::size_t kEnoughForClasses = 5000;

// One evaluation on its way.
class Evaluator {
 public:
  Evaluator(const EvaluateOptions& options, StatusLine& status)
      : options_(options), status_(status), space_(feature_space(options.features)) {}

  Evaluation run() {
    scores_of(options_.metrics, *space_);  // unknown names are told before the work
    if (!options_.out.empty()) make_folder(options_.out);
    sets_ = options_.images.empty() ? checkpoint_sets(options_, status_)
                                    : folder_sets(options_, status_);
    check_not_empty();
    const MeasuredSet real = measured(sets_.real, true);
    const MeasuredSet fake = measured(sets_.fake, false);
    save_features(real, fake);
    result_ = {.fakes = sets_.fake_text,
               .reals = sets_.real_text,
               .real_kind = sets_.real.what,
               .protocol = protocol(real),
               .out = sets_.out};
    compare("fakes", "fakes", real, fake);
    if (sets_.training) compare_with_training(real, fake);
    if (real.count() >= 4) {
      const std::size_t half = real.count() / 2;
      compare("real_halves", "real halves", real.part(0, half), real.part(half, 2 * half));
    }
    count_modes(real, fake);
    warn(real, fake);
    return std::move(result_);
  }

 private:
  void check_not_empty() const {
    for (const NamedImages* set : {&sets_.real, &sets_.fake}) {
      if (set->images.count() == 0) throw Error("there are no " + set->what + " to measure");
    }
  }

  MeasuredSet measured(const NamedImages& set, bool keep) {
    LoadReport report = {[this](const std::string& line) { status_.print(line); },
                         show_progress("features of " + set.what)};
    return {set.images,
            keep ? cached_features(set.images, *space_, evaluation_threads(), set.what, report)
                 : extract_features(set.images, *space_, evaluation_threads(), report.progress)};
  }

  Progress show_progress(const std::string& what) {
    return [this, what](std::size_t done, std::size_t all) {
      if (!status_.due()) return;
      status_.show(what + (all == 0 ? "" : ": " + count_text(done) + " of " + count_text(all)));
    };
  }

  void compare(const char* key, const char* title, const MeasuredSet& real,
               const MeasuredSet& fake) {
    const std::string name = title;
    const PanelOptions panel = {
        .metrics = options_.metrics,
        .threads = evaluation_threads(),
        .progress = [this, name](const std::string& stage, std::size_t done, std::size_t all) {
          show_progress(name + ": " + stage)(done, all);
        }};
    result_.comparisons.push_back(
        {key, title, real.count(), fake.count(), measure(real, fake, *space_, panel)});
  }

  // What a perfect copier of the training images would score, and whether the fakes are copies. The
  // latter takes all training images, so not when only some metrics were asked for.
  void compare_with_training(const MeasuredSet& real, const MeasuredSet& fake) {
    const bool looks_for_copies = options_.metrics.empty();
    if (!looks_for_copies && !sets_.real_is_held_out) return;
    NamedImages images = *sets_.training;
    const std::size_t copies = std::min(fake.count(), images.images.count());
    if (!looks_for_copies) images.images = images.images.part(0, copies);
    const MeasuredSet training = measured(images, true);
    if (training.count() == 0) return;
    std::optional<MeasuredSet> held_out;
    if (sets_.real_is_held_out) {
      held_out = real;
      compare("training_copy", "training copy", real, training.part(0, copies));
    }
    if (!looks_for_copies) return;
    show_progress("looking for the nearest training images")(0, 0);
    result_.memorization = memorize(fake, training, held_out);
  }

  void count_modes(const MeasuredSet& real, const MeasuredSet& fake) {
    if (sets_.shape_classes == 0) return;
    const auto count = [&](const MeasuredSet& set) {
      return count_shapes(set.images, sets_.shape_classes, evaluation_threads(),
                          show_progress("looking for shapes"));
    };
    result_.real_modes = count(real);
    result_.fake_modes = count(fake);
  }

  std::string protocol(const MeasuredSet& real) const {
    const ImageShape& shape = real.images.shape();
    return space_->name() + ", 8-bit images of " + std::to_string(shape.width) + "x" +
           std::to_string(shape.height);
  }

  void save_features(const MeasuredSet& real, const MeasuredSet& fake) const {
    if (options_.save_features.empty()) return;
    write_safetensors(options_.save_features, {{"real", real.features}, {"fake", fake.features}},
                      {{"features", space_->name()}});
  }

  void warn(const MeasuredSet& real, const MeasuredSet& fake) {
    result_.warnings = sets_.warnings;
    const std::size_t fewest = std::min(real.count(), fake.count());
    if (fewest < kEnoughForClasses) {
      result_.warnings.push_back(count_text(fewest) + (fewest == 1 ? " image is" : " images are") +
                                 " few: below 5,000 even a class in ten that is missing "
                                 "may not show");
    }
  }

  const EvaluateOptions& options_;
  StatusLine& status_;
  std::unique_ptr<FeatureSpace> space_;
  Sets sets_;
  Evaluation result_;
};

}  // namespace

Evaluation evaluate(const EvaluateOptions& options, StatusLine& status) {
  const torch::NoGradGuard no_grad;
  return Evaluator(options, status).run();
}

}  // namespace leakygan
