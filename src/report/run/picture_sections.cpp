#include <algorithm>

#include "report/run/run_sections.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr std::size_t kSteps = 16;  // of the timeline
constexpr std::size_t kPictures = 16;
constexpr std::size_t kColumns = 8;

// Spread evenly, the first and the last of them.
std::vector<SampleFile> some_of(const std::vector<SampleFile>& files) {
  if (files.size() <= kSteps) return files;
  std::vector<SampleFile> some;
  for (std::size_t i = 0; i < kSteps; ++i) {
    some.push_back(files[i * (files.size() - 1) / (kSteps - 1)]);
  }
  return some;
}

Html nothing() { return paragraph("There are no grids of samples in its folder."); }

Html titled(const std::string& title, const std::string& text, const std::optional<Html>& picture) {
  Html html = element("figcaption", title);
  html += picture ? *picture : note("no samples");
  html += note(text);
  return element("figure", {}, html);
}

const SampleFile& nearest_to(const std::vector<SampleFile>& files, std::int64_t step) {
  return *std::min_element(files.begin(), files.end(), [&](const auto& a, const auto& b) {
    return std::abs(a.step - step) < std::abs(b.step - step);
  });
}

// That of the checkpoint whose score is best; nothing when none was measured.
std::optional<std::int64_t> best_step(const RunView& run) {
  const auto best = run.description.find("best");
  if (best == run.description.end()) return std::nullopt;
  const auto step = number_in(*best, "step");
  return step ? std::optional(static_cast<std::int64_t>(*step)) : std::nullopt;
}

}  // namespace

Section timeline_section(const RunView& run) {
  Section section = {"samples", "Samples over the steps", {}};
  const auto files = some_of(sample_files(run.folder, run.steps));
  const auto shape = image_shape(run.folder);
  if (files.empty() || !shape) {
    section.content = nothing();
    return section;
  }
  const std::string last = std::to_string(files.size() - 1);
  Html control = element("label", {{"for", "step"}}, "Step ");
  control += element("output", {{"for", "step"}}, count_text(files.back().step));
  Html html = element("p", {}, control);
  html += void_element("input", {{"type", "range"},
                                 {"id", "step"},
                                 {"min", "0"},
                                 {"max", last},
                                 {"value", last},
                                 {"autocomplete", "off"}});
  for (const SampleFile& file : files) {
    const std::string step = count_text(file.step);
    const auto picture =
        some_of_grid(file.path, *shape, kPictures, kColumns, "Samples at step " + step);
    if (!picture) continue;
    Html content = *picture;
    content += note("step " + step);
    html += element("div", {{"data-step", step}}, content);
  }
  section.content = paragraph(
      "The same latents at every step. Arrow keys move the slider when it has the focus.");
  section.content += element("div", {{"class", "timeline"}}, html);
  return section;
}

Section best_section(const RunView& run) {
  Section section = {"best", "Best against last", {}};
  const auto files = sample_files(run.folder, run.steps);
  const auto shape = image_shape(run.folder);
  if (files.empty() || !shape) {
    section.content = nothing();
    return section;
  }
  const auto picture = [&](const fs::path& path, const std::string& alt) {
    return some_of_grid(path, *shape, kPictures, kColumns, alt);
  };
  Html pair;
  const auto best = best_step(run);
  const bool is_last = best == run.steps;
  if (best && !is_last) {
    const std::int64_t step = *best;
    const SampleFile& file = nearest_to(files, step);
    pair += titled("Best",
                   "The best checkpoint is of step " + count_text(step) +
                       "; the grid that is nearest to it, of step " + count_text(file.step) + ".",
                   picture(file.path, "Samples near the best checkpoint"));
  }
  pair += titled(is_last ? "Last, and best" : "Last", "Step " + count_text(files.back().step) + ".",
                 picture(files.back().path, "The last samples"));
  pair += titled("Real images", "Of those that it trains on.",
                 picture(run.folder / "samples" / "real.png", "Real images"));
  section.content = element("div", {{"class", "pair"}}, pair);
  return section;
}

}  // namespace leakygan
