#include <algorithm>
#include <cmath>
#include <numeric>

#include "report/run/sample_pictures.h"
#include "study/analysis/words.h"
#include "study/page/sections.h"
#include "study/study_folder.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr std::size_t kPictures = 16;  // of an arm

// How a run lies among those of its arm, from 0, the best; nothing for one without a score.
std::optional<std::size_t> rank_of(const StudyFacts& facts, std::size_t arm, std::size_t seed) {
  const auto own = ranked_score(facts, facts.arms[arm].runs[seed]);
  if (!own) return std::nullopt;
  std::size_t better = 0;
  for (const RunFacts& run : facts.arms[arm].runs) {
    const auto other = ranked_score(facts, run);
    if (other && (facts.lower_is_better ? *other < *own : *other > *own)) better += 1;
  }
  return better;
}

// The seed in the middle: of those that most arms have finished, the one whose ranks within the
// arms are, all together, the median.
std::size_t median_seed(const StudyFacts& facts) {
  struct Standing {
    std::size_t seed;
    std::size_t finished = 0;
    std::size_t ranks = 0;
  };
  std::vector<Standing> all;
  for (std::size_t seed = 0; seed < facts.seeds.size(); ++seed) {
    Standing& one = all.emplace_back();
    one.seed = seed;
    for (const std::size_t arm : compared_arms(facts)) {
      const auto rank = rank_of(facts, arm, seed);
      if (!rank) continue;
      one.finished += 1;
      one.ranks += *rank;
    }
  }
  std::size_t most = 0;
  for (const Standing& one : all) most = std::max(most, one.finished);
  std::erase_if(all, [&](const Standing& one) { return one.finished < most; });
  std::stable_sort(all.begin(), all.end(),
                   [](const Standing& a, const Standing& b) { return a.ranks < b.ranks; });
  return all[(all.size() - 1) / 2].seed;
}

Html row(const std::string& name, const std::string& below, const std::optional<Html>& picture) {
  Html label = element("strong", name);
  label += note(below);
  Html html = element("div", {}, label);
  html += picture ? *picture : note("no samples");
  return html;
}

std::string below_text(const StudyFacts& facts, const RunFacts& run) {
  if (run.state == RunState::failed) return "failed";
  if (run.score) return facts.metric + " " + short_number(*run.score);
  return run.state == RunState::missing ? "not begun" : "unfinished";
}

}  // namespace

Section samples_section(const StudyResults& results) {
  const StudyFolder folder(results.folder);
  const StudyFacts& facts = results.facts;
  const std::size_t seed = median_seed(facts);
  const std::string number = std::to_string(facts.seeds[seed]);
  Html rows;
  bool has_real = false;
  for (std::size_t i = 0; i < facts.arms.size(); ++i) {
    const fs::path run = folder.run(results.study.arms[i], facts.seeds[seed]);
    const auto shape = image_shape(run);
    if (shape && !has_real) {
      rows += row(
          "real images", "trained on",
          some_of_grid(run / "samples" / "real.png", *shape, kPictures, kPictures, "Real images"));
      has_real = true;
    }
    const RunFacts& facts_of_run = facts.arms[i].runs[seed];
    const auto files = sample_files(run, facts_of_run.steps);
    std::optional<Html> picture;
    if (shape && !files.empty()) {
      picture = some_of_grid(files.back().path, *shape, kPictures, kPictures,
                             "Samples of " + facts.arms[i].name + ", seed " + number + ", step " +
                                 count_text(files.back().step));
    }
    rows += row(facts.arms[i].name, below_text(facts, facts_of_run), picture);
  }
  Section section = {"samples", "Samples", {}};
  section.content = paragraph(
      "One seed, " + number +
      ", the one in the middle of the ranking, at the end of its runs. A column is the same latent "
      "in all arms. Pictures show what kind of images the arms make; which arm is better they "
      "cannot show.");
  section.content += element("div", {{"class", "strip"}}, rows);
  return section;
}

}  // namespace leakygan
