#include "study/analysis/words.h"
#include "study/next_steps.h"
#include "study/page/sections.h"
#include "study/summary_tables.h"
#include "support/text.h"

namespace leakygan {
namespace {

std::string state_text(const Standing& standing) {
  const std::string of = count_text(standing.finished) + " of " + count_text(standing.planned);
  if (standing.finished < standing.planned) return "Unfinished: " + of + " runs so far";
  if (standing.seeds < standing.seeds_needed) return "Exploratory: " + of + " runs, all of them";
  return "Complete: " + of + " runs";
}

std::string arms_of(const StudyResults& results) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < results.facts.arms.size(); ++i) {
    const ArmFacts& arm = results.facts.arms[i];
    names.push_back(arm.name + (i == results.facts.baseline ? " (baseline)"
                                : arm.is_stress             ? " (under stress, compared with none)"
                                                            : ""));
  }
  return listed(names) + ", each trained with " + counted(results.facts.seeds.size(), "seed") +
         ". Runs of one seed have the same images in the same order, the same first weights and "
         "the same latents.";
}

std::string size_text(const Config::Data& data) {
  if (!data.size) return "";
  return " at " + std::to_string(data.size->width) + "x" + std::to_string(data.size->height) +
         " pixels";
}

std::string on_what(const StudyResults& results) {
  const Config& base = results.study.base;
  std::string text = pictures_name(results.study) + size_text(base.data);
  const auto epochs = epochs_of(results);
  text += "; " + count_text(results.plan.images) + " images a run";
  if (epochs) text += ", each image " + short_number(*epochs) + " times";
  return text + ". Generator: " + base.generator.architecture + " of width " +
         count_text(base.generator.width) + "; discriminator: " + base.discriminator.architecture +
         " of width " + count_text(base.discriminator.width) + ".";
}

std::string measured_by(const StudyResults& results) {
  const std::string reference = reference_text(results);
  return protocol_text(results.protocol) + "." + (reference.empty() ? "" : " " + reference);
}

std::string how_sure(const StudyResults& results) {
  const Standing& standing = results.verdict.standing;
  const std::string open = undecided_text(standing);
  std::string text = open.empty() ? counted(standing.seeds, "seed") + ", enough for a verdict."
                                  : "No verdict yet: " + open + ".";
  return text + " With this many, " + power_text(results.study) + ".";
}

}  // namespace

Html first_screen(const StudyResults& results) {
  const Verdict& verdict = results.verdict;
  Html html = state_and_answer(state_text(verdict.standing), verdict.sentence);
  html += paragraph(verdict.best_sentence);
  html += fact_list({{"What was compared", arms_of(results)},
                     {"On what", on_what(results)},
                     {"Measured by", measured_by(results)},
                     {"How sure", how_sure(results)},
                     {"What next", join(next_steps(results), " ")}});
  return html;
}

}  // namespace leakygan
