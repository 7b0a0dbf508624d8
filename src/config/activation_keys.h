#pragma once

#include <string>
#include <utility>
#include <vector>

#include "config/keys.h"
#include "models/activation.h"

// The keys of an activation, as those of keys.h.

namespace leakygan {

template <typename Field>
Key activation_kind_key(std::string path, Field field) {
  std::vector<std::string> names;
  for (const auto& row : activation_table()) names.push_back(row.name);
  const auto set = [=](Config& c, const Value& value) {
    std::string name;
    auto fault = read_choice(value, names, name);
    if (!fault.empty()) return fault;
    const ActivationEntry& row = *find_activation(name);
    field(c) = {row.kind, row.default_slope.value_or(0.0)};
    return fault;
  };
  return {.path = std::move(path),
          .type = "one of: " + join(names, ", "),
          .meaning = "Function after the inner layers; `activation: KIND` is short for it.",
          .set = set,
          .text = [=](const Config& c) { return entry(field(c).kind).name; }};
}

template <typename Field>
Key activation_slope_key(std::string path, Field field) {
  std::vector<std::string> owners;
  for (const auto& row : activation_table()) {
    if (row.default_slope) owners.push_back(row.name + " " + number_text(*row.default_slope));
  }
  const auto set = [=](Config& c, const Value& value) -> std::string {
    const ActivationEntry& row = entry(field(c).kind);
    if (!row.default_slope) return "the activation " + row.name + " has no slope";
    double slope = 0;
    if (auto fault = read_slope(value, slope); !fault.empty()) return fault;
    field(c).slope = slope;
    return {};
  };
  return {.path = std::move(path),
          .type = "number, 0 to 1",
          .default_text = join(owners, ", "),
          .meaning = "Slope below 0 of a leaky_relu (fixed) or prelu (where training starts).",
          .also_known_as = {"negative_slope", "alpha", "leak", "slop"},
          .set = set,
          .text = [=](const Config& c) -> std::optional<std::string> {
            if (!entry(field(c).kind).default_slope) return {};
            return number_text(field(c).slope);
          }};
}

}  // namespace leakygan
