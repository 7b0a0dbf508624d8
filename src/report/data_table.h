#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace leakygan {

// A table for other programs: texts, numbers and nulls. Every row has a value for each column.
struct DataTable {
  std::string name;
  std::vector<std::string> columns;
  std::vector<std::vector<nlohmann::ordered_json>> rows = {};
};

// RFC 4180, with line feeds; a null is an empty cell. Numbers read back as the same.
std::string csv(const DataTable& table);

// A list of objects, one a row.
nlohmann::ordered_json to_json(const DataTable& table);

}  // namespace leakygan
