#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/page/html.h"
#include "report/text_table.h"

namespace leakygan {

// A part of a page under a heading, which the list of contents leads to.
struct Section {
  std::string id;  // letters and hyphens
  std::string title;
  Html content;
};

// An HTML page that needs nothing else: no other file, no network.
struct Page {
  std::string title;  // of the window as well
  Html top;           // the first screen, under the title
  std::vector<Section> sections;
  Html footer = {};
};

// The whole document. It forbids itself to load anything (Content-Security-Policy).
std::string document(const Page& page);

// What the first screen says first: how far it is, and the answer.
Html state_and_answer(std::string_view state, std::string_view answer);

// A title and a text each, side by side where there is room.
Html fact_list(const std::vector<std::pair<std::string, std::string>>& facts);

Html paragraph(std::string_view plain);
Html note(std::string_view plain);  // smaller, of less weight

// Cells that are numbers lie at the right. Empty `caption`: none.
Html html_table(const TextTable& table, std::string_view caption = {});

// A drawing with what belongs to it; the table behind it is folded away.
struct Figure {
  std::string caption;
  Html drawing;
  Html legend = {};
  std::string note = {};
  TextTable numbers = {};   // none without a header
  std::string source = {};  // the file that has them with all digits, "differences.csv"
};
Html figure(const Figure& parts);

// Figures beside each other where there is room.
Html figures(const std::vector<Figure>& all);

}  // namespace leakygan
