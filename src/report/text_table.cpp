#include "report/text_table.h"

#include <algorithm>

namespace leakygan {
namespace {

std::vector<std::size_t> widths_of(const TextTable& table) {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < table.header.size(); ++i) {
    std::size_t width = table.header[i].size();
    for (const auto& row : table.rows) width = std::max(width, row[i].size());
    widths.push_back(width);
  }
  return widths;
}

std::string markdown_line(const std::vector<std::string>& cells,
                          const std::vector<std::size_t>& widths) {
  std::string line = "|";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    line += " " + cells[i] + std::string(widths[i] - cells[i].size(), ' ') + " |";
  }
  return line + "\n";
}

}  // namespace

std::string markdown(const TextTable& table) {
  const auto widths = widths_of(table);
  std::string text = markdown_line(table.header, widths) + "|";
  for (const std::size_t width : widths) text += std::string(width + 2, '-') + "|";
  text += "\n";
  for (const auto& row : table.rows) text += markdown_line(row, widths);
  return text;
}

}  // namespace leakygan
