#include <algorithm>
#include <cmath>

#include "study/runner.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr std::size_t kCell = 13;  // columns of a seed

std::string cell(const RunView& run) {
  switch (run.state) {
    case RunView::State::complete:
      return run.score ? short_number(*run.score) : "?";
    case RunView::State::failed:
      return "failed";
    case RunView::State::waiting:
      if (run.done <= 0) return ".";
      [[fallthrough]];
    case RunView::State::running:
    case RunView::State::elsewhere:
      break;
  }
  std::string text = std::to_string(std::lround(100 * std::min(run.done, 1.0))) + "%";
  if (run.score) text.append(" ").append(short_number(*run.score));
  if (run.state == RunView::State::waiting) return "(" + text + ")";
  return run.state == RunView::State::elsewhere ? text + '*' : text;
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size() + 1), ' ');
  return text;
}

std::string summary_line(const std::vector<RunView>& runs, double seconds_left) {
  const auto count = [&](RunView::State state) {
    return static_cast<std::int64_t>(std::count_if(
        runs.begin(), runs.end(), [&](const RunView& run) { return run.state == state; }));
  };
  const auto failed = count(RunView::State::failed);
  const auto elsewhere = count(RunView::State::elsewhere);
  return count_text(count(RunView::State::complete)) + " of " + count_text(runs.size()) +
         " runs complete" + (failed > 0 ? ", " + count_text(failed) + " failed" : "") + ", " +
         count_text(count(RunView::State::running)) + " running" +
         (elsewhere > 0 ? ", " + count_text(elsewhere) + " elsewhere (*)" : "") + ", about " +
         duration_text(seconds_left) + " left";
}

}  // namespace

std::vector<std::string> runs_table(const Study& study, const std::vector<RunView>& runs,
                                    double seconds_left, std::size_t width) {
  std::size_t names = 4;
  for (const Arm& arm : study.arms) names = std::max(names, arm.name.size());
  names += 2;
  const std::size_t fitting = width > names + kCell ? (width - names) / kCell : 1;
  const std::size_t arms = study.arms.size();
  // The seeds that are being trained are the ones to be seen.
  const auto going_on = std::find_if(runs.begin(), runs.end(), [](const RunView& run) {
    return run.state != RunView::State::complete && run.state != RunView::State::failed;
  });
  const std::size_t most = study.seeds.size() - std::min(fitting, study.seeds.size());
  const std::size_t first =
      std::min(static_cast<std::size_t>(going_on - runs.begin()) / arms, most);
  const std::size_t last = std::min(study.seeds.size(), first + fitting);
  std::vector<std::string> lines = {padded("seed", names)};
  for (std::size_t s = first; s < last; ++s) {
    lines[0] += padded(std::to_string(study.seeds[s]), kCell);
  }
  for (std::size_t arm = 0; arm < arms; ++arm) {
    std::string line = padded(study.arms[arm].name, names);
    for (std::size_t s = first; s < last; ++s) {
      line += padded(cell(runs[s * arms + arm]), kCell);
    }
    lines.push_back(line);
  }
  lines.push_back(summary_line(runs, seconds_left));
  return lines;
}

}  // namespace leakygan
