#include "study/names.h"
#include "study/page/sections.h"
#include "study/summary_tables.h"

namespace leakygan {
namespace {

Html said(const ClaimText& text) {
  Html html = element("span", {{"class", "result"}}, text_of(text.result));
  const std::string subject = text.subject.empty() ? "" : " \xE2\x80\x93 " + text.subject;
  html += Html::text(subject + (text.text.empty() ? "" : ": ") + text.text);
  return element("li", {}, html);
}

Html list_of(const Claim& claim) {
  Html html = element("strong", claim.statement);
  Html lines;
  for (const ClaimText& text : claim_texts(claim)) lines += said(text);
  html += element("ul", {}, lines);
  return element("li", {}, html);
}

}  // namespace

Section claims_section(const StudyResults& results) {
  Section section = {"claims", "What is believed about Leaky ReLU", {}};
  section.content = paragraph(
      "Each claim is judged for every leaky arm on this study's numbers. Supported, contradicted: "
      "the "
      "numbers carry it. Not shown: they were looked at and do not. Untested: there was nothing to "
      "look at. With all digits: claims.csv.");
  Html claims;
  for (const Claim& claim : results.claims.judged) claims += list_of(claim);
  section.content += element("ul", {{"class", "claims"}}, claims);
  section.content += element("h3", "True by definition, and no evidence");
  Html lines;
  for (const auto& line : results.claims.by_definition) lines += element("li", line);
  section.content += element("ul", {}, lines);
  return section;
}

}  // namespace leakygan
