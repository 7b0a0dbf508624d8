#pragma once

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "config/schema.h"
#include "support/text.h"

// How each type of key is made: one small function a type. `field` is a function from a Config,
// const or not, to a reference to the key's field.

namespace leakygan {

template <typename Field>
Key text_key(std::string path, Field field, std::string default_text, std::string meaning) {
  return {.path = std::move(path),
          .type = "text",
          .default_text = std::move(default_text),
          .meaning = std::move(meaning),
          .set = [=](Config& c, const Value& value) { return read_text(value, field(c)); },
          .text = [=](const Config& c) -> std::optional<std::string> {
            if (field(c).empty()) return {};
            return nlohmann::json(field(c)).dump();  // a JSON string is a YAML one
          }};
}

template <typename Field>
Key seed_key(std::string path, Field field, std::string meaning) {
  return {.path = std::move(path),
          .type = "whole number from 0",
          .meaning = std::move(meaning),
          .set = [=](Config& c, const Value& value) { return read_seed(value, field(c)); },
          .text = [=](const Config& c) { return std::to_string(field(c)); }};
}

inline std::string type_text(std::int64_t) { return "whole number, "; }
inline std::string type_text(double) { return "number, "; }

// A whole number or a number, as the field is.
template <typename Field>
Key number_key(std::string path, Field field, NumberRange range, std::string unit,
               std::string meaning) {
  return {.path = std::move(path),
          .type = type_text(field(Config{})) + range.text(),
          .unit = std::move(unit),
          .meaning = std::move(meaning),
          .set = [=](Config& c, const Value& value) { return read_number(value, range, field(c)); },
          .text = [=](const Config& c) { return number_text(field(c)); }};
}

template <typename Field>
Key boolean_key(std::string path, Field field, std::string meaning) {
  return {.path = std::move(path),
          .type = "true or false",
          .meaning = std::move(meaning),
          .set = [=](Config& c, const Value& value) { return read_boolean(value, field(c)); },
          .text = [=](const Config& c) { return std::string(field(c) ? "true" : "false"); }};
}

template <typename Field>
Key choice_key(std::string path, Field field, std::vector<std::string> choices,
               std::string meaning) {
  return {
      .path = std::move(path),
      .type = "one of: " + join(choices, ", "),
      .meaning = std::move(meaning),
      .set = [=](Config& c, const Value& value) { return read_choice(value, choices, field(c)); },
      .text = [=](const Config& c) { return field(c); }};
}

// A list of some of the choices, none twice; one of them may stand alone.
template <typename Field>
Key list_key(std::string path, Field field, std::vector<std::string> choices, std::string meaning) {
  return {.path = std::move(path),
          .type = "list of: " + join(choices, ", "),
          .meaning = std::move(meaning),
          .set = [=](Config& c, const Value& value) { return read_list(value, choices, field(c)); },
          // Quoted, it is both YAML and JSON.
          .text = [=](const Config& c) { return nlohmann::json(field(c)).dump(); }};
}

// The same, or left open with "auto".
template <typename Field>
Key open_list_key(std::string path, Field field, std::vector<std::string> choices,
                  std::string meaning) {
  const auto set = [=](Config& c, const Value& value) -> std::string {
    const bool is_word = !value.is_list;
    if (is_word && value.items.front() == "auto") {
      field(c).reset();
      return {};
    }
    std::vector<std::string> list;
    const bool none = is_word && value.items.front() == "none";
    auto fault = none ? std::string() : read_list(value, choices, list);
    if (fault.empty()) field(c) = std::move(list);
    return fault;
  };
  const auto text = [=](const Config& c) -> std::optional<std::string> {
    if (!field(c)) return "auto";
    return field(c)->empty() ? "none" : nlohmann::json(*field(c)).dump();
  };
  return {.path = std::move(path),
          .type = "auto, none, or a list of: " + join(choices, ", "),
          .meaning = std::move(meaning),
          .set = set,
          .text = text};
}

// A number that may be left open with a word: "auto", or "none", which a saved file leaves out.
template <typename Field>
Key open_key(std::string path, Field field, std::string word, NumberRange range, std::string unit,
             std::string meaning) {
  using Number = typename std::remove_cvref_t<decltype(field(std::declval<Config&>()))>::value_type;
  const auto set = [=](Config& c, const Value& value) -> std::string {
    if (!value.is_list && value.items.front() == word) {
      field(c).reset();
      return {};
    }
    Number number{};
    auto fault = read_number(value, range, number);
    if (fault.empty()) field(c) = number;
    return fault;
  };
  const auto text = [=](const Config& c) -> std::optional<std::string> {
    if (field(c)) return number_text(*field(c));
    return word == "none" ? std::nullopt : std::optional(word);
  };
  return {.path = std::move(path),
          .type = word + ", or a " + type_text(Number{}) + range.text(),
          .default_text = word,
          .unit = std::move(unit),
          .meaning = std::move(meaning),
          .set = set,
          .text = text};
}

// Height and width, or one number for both.
template <typename Field>
Key size_key(std::string path, Field field, NumberRange side, std::string meaning) {
  const auto set = [=](Config& c, const Value& value) -> std::string {
    if (!value.is_list && value.items.front() == "auto") {
      field(c).reset();
      return {};
    }
    if (value.is_list && value.items.size() != 2) return "must be [height, width] or one number";
    ImageSize size;
    const Value height{{value.items.front()}};
    const Value width{{value.items.back()}};
    if (auto fault = read_number(height, side, size.height); !fault.empty()) return fault;
    if (auto fault = read_number(width, side, size.width); !fault.empty()) return fault;
    field(c) = size;
    return {};
  };
  const auto text = [=](const Config& c) -> std::optional<std::string> {
    if (!field(c)) return "auto";
    return "[" + std::to_string(field(c)->height) + ", " + std::to_string(field(c)->width) + "]";
  };
  return {.path = std::move(path),
          .type = "auto, N or [height, width], each " + side.text(),
          .unit = "pixels",
          .meaning = std::move(meaning),
          .set = set,
          .text = text};
}

template <typename Field>
Key channels_key(std::string path, Field field, std::string meaning) {
  const std::vector<std::string> choices = {"1", "3", "4"};
  const auto set = [=](Config& c, const Value& value) {
    std::string choice;
    auto fault = read_choice(value, choices, choice);
    if (fault.empty()) field(c) = std::stoll(choice);
    return fault;
  };
  return {.path = std::move(path),
          .type = "one of: " + join(choices, ", "),
          .meaning = std::move(meaning),
          .set = set,
          .text = [=](const Config& c) { return std::to_string(field(c)); }};
}

// Red, green and blue of 0 to 255 as six hexadecimal digits.
template <typename Field>
Key colour_key(std::string path, Field field, std::string meaning) {
  return {.path = std::move(path),
          .type = "colour as \"#rrggbb\"",
          .default_text = colour_text(field(Config{})),
          .meaning = std::move(meaning),
          .set = [=](Config& c, const Value& value) { return read_colour(value, field(c)); },
          .text = [=](const Config& c) { return '"' + colour_text(field(c)) + '"'; }};
}

// One of an enumeration's values, by its names in their order.
template <typename Field>
Key enum_key(std::string path, Field field, const std::vector<std::string>& names,
             std::string meaning) {
  using Enum = std::remove_cvref_t<decltype(field(std::declval<Config&>()))>;
  const auto set = [=, &names](Config& c, const Value& value) {
    std::string choice;
    auto fault = read_choice(value, names, choice);
    const auto place = std::find(names.begin(), names.end(), choice) - names.begin();
    if (fault.empty()) field(c) = static_cast<Enum>(place);
    return fault;
  };
  return {
      .path = std::move(path),
      .type = "one of: " + join(names, ", "),
      .meaning = std::move(meaning),
      .set = set,
      .text = [=, &names](const Config& c) { return names[static_cast<std::size_t>(field(c))]; }};
}

}  // namespace leakygan
