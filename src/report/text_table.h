#pragma once

#include <string>
#include <vector>

namespace leakygan {

// Rows of cells under a header; every row has as many cells as it.
struct TextTable {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
};

// As Markdown with aligned columns, which a terminal shows as well.
std::string markdown(const TextTable& table);

}  // namespace leakygan
