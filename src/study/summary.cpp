#include "study/analysis/words.h"
#include "study/names.h"
#include "study/next_steps.h"
#include "study/results.h"
#include "study/summary_tables.h"
#include "support/text.h"

// The results in words.

namespace leakygan {
namespace {

std::string paragraph(const std::string& text) { return text.empty() ? "" : text + "\n\n"; }

std::string heading(const std::string& title) { return "## " + title + "\n\n"; }

std::string list(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) text += "- " + line + "\n";
  return text + "\n";
}

std::string table(const TextTable& table) {
  return table.rows.empty() ? "" : markdown(table) + "\n";
}

std::string claims_text(const Claims& claims) {
  if (claims.judged.empty()) return "";
  std::string text = heading("Claims");
  for (const Claim& claim : claims.judged) {
    text += "- " + claim.statement + "\n";
    for (const ClaimText& said : claim_texts(claim)) {
      text += "  - " + said.subject + (said.subject.empty() ? "" : ": ") + "**" +
              text_of(said.result) + "**" + (said.text.empty() ? "" : ": ") + said.text + "\n";
    }
  }
  return text + "\nTrue by definition, and no evidence:\n\n" + list(claims.by_definition);
}

std::string failures_text(const StudyFacts& facts) {
  std::string text;
  const auto failed = reasons_text(facts, RunState::failed);
  if (!failed.empty()) {
    text += heading("Failed runs") + paragraph("They stay in, as the worst.") + list(failed);
  }
  const auto unfinished = reasons_text(facts, RunState::unfinished);
  if (!unfinished.empty()) {
    text += heading("Runs that could not go on") + paragraph("The same command tries them again.") +
            list(unfinished);
  }
  return text;
}

std::string cost_part(const StudyFacts& facts) {
  const TextTable costs = cost_text(facts);
  return costs.rows.empty() ? "" : heading("Cost") + table(costs);
}

}  // namespace

std::string summary_text(const StudyResults& results) {
  const StudyFacts& facts = results.facts;
  const std::string reference = reference_text(results);
  return "# " + results.study.name + "\n\n" + paragraph(results.verdict.sentence) +
         paragraph(results.verdict.best_sentence) + "Measured: " + protocol_text(results.protocol) +
         ". " + reference + (reference.empty() ? "" : " ") + counted(facts.seeds.size(), "seed") +
         ", " + count_text(results.plan.images) + " images a run.\n\n" + table(arms_text(results)) +
         table(differences_text(results)) + claims_text(results.claims) +
         heading("Same inputs in all arms") + list(inputs_text(results.inputs)) +
         failures_text(facts) + cost_part(facts) + heading("What this cannot show") +
         join(limits_text(results), " ") + "\n\n" + heading("What next") +
         join(next_steps(results), " ") + "\n";
}

}  // namespace leakygan
