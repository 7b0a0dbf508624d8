#include "report/run/run_sections.h"
#include "support/last_name.h"
#include "support/text.h"

namespace leakygan {
namespace {

std::string state_text(const RunView& run) {
  const std::string state = text_in(run.description, "state");
  const std::string where = " at step " + count_text(run.steps);
  if (state == "failed") return "Failed" + where;
  if (state == "complete") return "Complete" + where;
  if (state == "interrupted") return "Interrupted" + where;
  return "In training, or ended without a word," + where;
}

// The score that decides which checkpoint is the best, as far as it was measured.
Curve deciding_curve(const RunView& run) {
  const auto evaluation = run.description.find("evaluation");
  if (evaluation == run.description.end()) return {};
  return curve_of(run.curves, text_in(*evaluation, "score"));
}

std::string answer(const RunView& run) {
  const Curve scores = deciding_curve(run);
  if (scores.points.empty()) return "Its samples were not measured.";
  const std::string title = text_in(run.description.at("evaluation"), "title");
  std::string text = title + " " + short_number(scores.points.back().y) +
                     " where it was measured last, after " +
                     count_text(static_cast<std::int64_t>(scores.points.back().x)) + " images";
  const auto best = run.description.find("best");
  if (best == run.description.end() || !number_in(*best, "value")) return text + ".";
  const auto step = static_cast<std::int64_t>(number_in(*best, "step").value_or(0));
  return text + "; the best checkpoint has " + short_number(*number_in(*best, "value")) +
         ", step " + count_text(step) + ".";
}

std::string trained_on(const RunView& run) {
  const auto dataset = run.description.find("dataset");
  std::string text = last_name(run.config.data.folder);
  if (dataset != run.description.end()) {
    const auto count = [&](const char* member) {
      return count_text(static_cast<std::int64_t>(number_in(*dataset, member).value_or(0)));
    };
    text += ": " + count("images") + " images, " + count("held_out") + " more held out";
  }
  if (const auto& size = run.config.data.size) {
    text += ", at " + std::to_string(size->width) + "x" + std::to_string(size->height) + " pixels";
  }
  return text + ".";
}

std::string how_long(const RunView& run) {
  std::string text = count_text(run.steps) + " steps, " + count_text(run.images) + " images";
  if (const auto seconds = number_in(run.description, "seconds")) {
    text += ", " + duration_text(*seconds);
  }
  return text + ".";
}

std::string what_next(const RunView& run) {
  const std::string folder = shell_text(display(run.folder));
  const std::string state = text_in(run.description, "state");
  if (state == "complete") {
    return "leakygan generate " + folder +
           " --seeds 1-16 --grid makes pictures, leakygan evaluate " + folder +
           " measures them by more metrics.";
  }
  if (state == "failed") return "Why: " + text_in(run.description, "why");
  return "leakygan train --resume " + folder + " goes on.";
}

std::string warnings_text(const RunView& run) {
  std::size_t count = 0;
  for (const auto& line : run.log) count += line.contains("warning") ? 1 : 0;
  if (count == 0) return "None.";
  return count_text(count) + (count == 1 ? " warning, see below." : " warnings, see below.");
}

}  // namespace

Html run_top(const RunView& run) {
  Html html = state_and_answer(state_text(run), answer(run));
  html += fact_list({{"Trained on", trained_on(run)},
                     {"How long", how_long(run)},
                     {"Warnings", warnings_text(run)},
                     {"What next", what_next(run)}});
  return html;
}

}  // namespace leakygan
