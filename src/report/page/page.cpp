#include "report/page/page.h"

#include "report/page/page_files.h"

namespace leakygan {
namespace {

// Nothing is loaded from anywhere, whatever a page holds.
constexpr const char* kPolicy =
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

bool is_number(const std::string& cell) {
  const auto digit = cell.find_first_of("0123456789");
  if (digit == std::string::npos) return cell == "-";
  return cell.find_first_not_of("+-<.,0123456789 e%") == std::string::npos && digit <= 3;
}

// A column of numbers: all of its cells are, or say that there is none.
bool is_number_column(const TextTable& table, std::size_t column) {
  bool some = false;
  for (const auto& row : table.rows) {
    if (!row[column].empty() && !is_number(row[column])) return false;
    some = some || (!row[column].empty() && row[column] != "-");
  }
  return some;
}

// Short ones stay on one line.
Html row_name(const std::string& name) {
  constexpr std::size_t kShort = 24;
  Attributes attributes = {{"scope", "row"}};
  if (name.size() <= kShort) attributes.insert(attributes.begin(), {"class", "k"});
  return element("th", attributes, name);
}

Html contents(const std::vector<Section>& sections) {
  Html items;
  for (const Section& section : sections) {
    items += element("li", {}, element("a", {{"href", "#" + section.id}}, section.title));
  }
  return element("nav", {{"aria-label", "Contents"}}, element("ol", {}, items));
}

Html head(const Page& page) {
  Html html = void_element("meta", {{"charset", "utf-8"}});
  html += void_element("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", kPolicy}});
  html += void_element("meta",
                       {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  html += void_element("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  html += element("title", page.title);
  html += element("style", {}, Html::raw(std::string(page_style())));
  return element("head", {}, html);
}

}  // namespace

std::string document(const Page& page) {
  Html top = element("h1", page.title);
  top += page.top;
  Html main;
  for (const Section& section : page.sections) {
    Html content = element("h2", {{"id", section.id}}, section.title);
    content += section.content;
    main += element("section", {{"aria-labelledby", section.id}}, content);
  }
  Html body = element("a", {{"class", "skip"}, {"href", "#main"}}, "To the contents");
  body += element("header", {}, top);
  body += contents(page.sections);
  body += element("main", {{"id", "main"}}, main);
  body += element("footer", {}, page.footer);
  body += element("script", {}, Html::raw(std::string(page_script())));
  Html all = head(page);
  all += element("body", {}, body);
  return "<!DOCTYPE html>\n" + element("html", {{"lang", "en"}}, all).markup() + "\n";
}

Html state_and_answer(std::string_view state, std::string_view answer) {
  Html html = element("p", {}, element("span", {{"class", "state"}}, state));
  html += element("p", {{"class", "answer"}}, answer);
  return html;
}

Html fact_list(const std::vector<std::pair<std::string, std::string>>& facts) {
  Html entries;
  for (const auto& [title, text] : facts) {
    Html entry = element("dt", title);
    entry += element("dd", text);
    entries += element("div", {}, entry);
  }
  return element("dl", {{"class", "facts"}}, entries);
}

Html paragraph(std::string_view plain) { return plain.empty() ? Html() : element("p", plain); }

Html note(std::string_view plain) {
  return plain.empty() ? Html() : element("p", {{"class", "note"}}, plain);
}

Html html_table(const TextTable& table, std::string_view caption) {
  std::vector<Attributes> of_column;
  Html header;
  for (std::size_t i = 0; i < table.header.size(); ++i) {
    of_column.push_back(is_number_column(table, i) ? Attributes{{"class", "n"}} : Attributes{});
    Attributes attributes = of_column.back();
    attributes.emplace_back("scope", "col");
    header += element("th", attributes, table.header[i]);
  }
  Html rows;
  for (const auto& row : table.rows) {
    Html cells;
    for (std::size_t i = 0; i < row.size(); ++i) {
      cells += i == 0 ? row_name(row[i]) : element("td", of_column[i], row[i]);
    }
    rows += element("tr", {}, cells);
  }
  Html content = caption.empty() ? Html() : element("caption", caption);
  content += element("thead", {}, element("tr", {}, header));
  content += element("tbody", {}, rows);
  return element("div", {{"class", "scroll"}}, element("table", {}, content));
}

Html figure(const Figure& parts) {
  Html content = element("figcaption", parts.caption);
  content += parts.legend;
  content += parts.drawing;
  content += note(parts.note);
  if (!parts.numbers.header.empty()) {
    Html folded =
        element("summary", {{"aria-label", "The numbers of: " + parts.caption}}, "The numbers");
    folded +=
        html_table(parts.numbers, parts.source.empty() ? "" : "With all digits: " + parts.source);
    content += element("details", {}, folded);
  }
  return element("figure", {}, content);
}

Html figures(const std::vector<Figure>& all) {
  Html content;
  for (const Figure& one : all) content += figure(one);
  return element("div", {{"class", "figures"}}, content);
}

}  // namespace leakygan
