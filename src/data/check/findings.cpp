#include "data/check/findings.h"

#include <algorithm>

#include "data/holdout.h"
#include "support/text.h"

namespace leakygan {
namespace {

// Fewer are learnt by heart.
constexpr std::size_t kFewForAGan = 1000;
constexpr std::size_t kUnequal = 5;

bool may_be_skipped(const Evidence& evidence, std::size_t faults) {
  const auto share =
      static_cast<double>(faults) / static_cast<double>(evidence.images.facts.size());
  return evidence.options.skip_bad_files && share <= evidence.options.bad_limit;
}

std::string advice_for_unusable(const Evidence& evidence, bool skipped) {
  if (skipped) return "Left out of a training, as data.bad_files: skip says.";
  if (evidence.options.skip_bad_files) {
    return "That is more than data.bad_limit, " + number_text(evidence.options.bad_limit) +
           ", lets be skipped: mend or move some.";
  }
  const bool folder = evidence.list.place == Place::folder;
  return std::string("Mend what can be mended, ") +
         (folder ? "move all away with --quarantine DIR, " : "") +
         "or leave all out with --set data.bad_files=skip.";
}

std::size_t in_no_class(const Classes& classes) {
  return static_cast<std::size_t>(
      std::count(classes.of_image.begin(), classes.of_image.end(), Classes::kNone));
}

}  // namespace

void find_unusable(const Evidence& evidence, Findings& findings) {
  const auto& faults = evidence.images.inventory.faults;
  if (faults.empty()) return;
  const bool skipped = may_be_skipped(evidence, faults.size());
  Finding finding = {.key = "unusable",
                     .what = images_text(faults.size()) + " cannot be used",
                     .advice = advice_for_unusable(evidence, skipped),
                     .stops = !skipped,
                     .detail = Finding::Detail::fault};
  for (const auto& [number, why] : faults) {
    finding.images.push_back(static_cast<std::uint32_t>(number));
  }
  findings.push_back(std::move(finding));
}

void find_too_few(const Evidence& evidence, bool flip, Findings& findings) {
  const std::size_t usable = evidence.usable.size();
  const std::int64_t batch = evidence.options.batch;
  const std::size_t held_out =
      std::min(usable, holdout_size(evidence.options.holdout, usable, batch));
  if (usable - held_out < static_cast<std::size_t>(batch)) {
    const std::string besides =
        held_out == 0 ? "" : " besides the " + count_text(held_out) + " held out";
    findings.push_back({.key = "fewer_than_a_batch",
                        .what = images_text(usable - held_out) + besides +
                                ", fewer than one batch of " + count_text(batch),
                        .advice = std::string("Add images, or lower training.batch") +
                                  (held_out == 0 ? "." : " or data.holdout."),
                        .stops = true});
  } else if (usable < kFewForAGan) {
    findings.push_back(
        {.key = "few_images",
         .what = images_text(usable) + (usable == 1 ? " is" : " are") + " few to learn from",
         .advice = std::string("Better with 1,000 or more: add images") +
                   (flip ? "" : ", show them mirrored too (data.flip: true)") +
                   " or take smaller networks (generator.width, "
                   "discriminator.width)."});
  }
}

void find_class_faults(const Evidence& evidence, Findings& findings) {
  const Classes& classes = evidence.classes;
  if (const std::size_t count = in_no_class(classes); count > 0) {
    Finding finding = {
        .key = "without_class",
        .what = images_are(count) + " in no class",
        .advice = "Move each into the folder of its class, or take data.classes: none.",
        .stops = true};
    for (std::size_t i = 0; i < classes.of_image.size(); ++i) {
      if (classes.of_image[i] == Classes::kNone) finding.images.push_back(evidence.usable[i]);
    }
    findings.push_back(std::move(finding));
  }
  const auto& counted = evidence.overview.classes;
  if (counted.empty()) return;
  const auto [least, most] =
      std::minmax_element(counted.begin(), counted.end(),
                          [](const auto& a, const auto& b) { return a.count < b.count; });
  if (most->count <= kUnequal * least->count) return;
  findings.push_back(
      {.key = "unequal_classes",
       .what = "classes of very different size: " + display(most->value) + " has " +
               images_text(most->count) + ", " + display(least->value) + " has " +
               count_text(least->count),
       .advice = "Small classes are seen seldom: add images to them, or leave them out."});
}

}  // namespace leakygan
