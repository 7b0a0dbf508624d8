#include "report/data_table.h"

namespace leakygan {
namespace {

using nlohmann::ordered_json;

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string cell = "\"";
  for (const char c : text) cell += c == '"' ? std::string("\"\"") : std::string(1, c);
  return cell + "\"";
}

std::string cell(const ordered_json& value) {
  if (value.is_null()) return "";
  return value.is_string() ? quoted(value.get<std::string>()) : value.dump();
}

template <typename Values, typename Text>
std::string line(const Values& values, Text text) {
  std::string joined;
  for (const auto& value : values) joined += (&value == &values.front() ? "" : ",") + text(value);
  return joined + "\n";
}

}  // namespace

std::string csv(const DataTable& table) {
  std::string text = line(table.columns, quoted);
  for (const auto& row : table.rows) text += line(row, cell);
  return text;
}

ordered_json to_json(const DataTable& table) {
  ordered_json rows = ordered_json::array();
  for (const auto& row : table.rows) {
    ordered_json object = ordered_json::object();
    for (std::size_t i = 0; i < row.size(); ++i) object[table.columns[i]] = row[i];
    rows.push_back(std::move(object));
  }
  return rows;
}

}  // namespace leakygan
