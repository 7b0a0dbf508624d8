#pragma once

#include <string>
#include <utility>
#include <vector>

#include "config/keys.h"
#include "config/schema.h"

// The parts of the schema, a file each, and what they are written with.

namespace leakygan {

// Access to a field of a Config, const or not.
#define FIELD(field) \
  [](auto&& config) -> auto& { return config.field; }

// Adds the key, with what other programs call it.
inline void add(std::vector<Key>& keys, Key key, std::vector<std::string> also_known_as = {}) {
  if (key.also_known_as.empty()) key.also_known_as = std::move(also_known_as);
  keys.push_back(std::move(key));
}

// A key that may have another value when a run is resumed.
inline Key changeable(Key key) {
  key.may_change = true;
  return key;
}

inline constexpr NumberRange kImages = {.low = 1, .high = 1e15};  // exact as doubles

void add_data_keys(std::vector<Key>& keys);      // data
void add_network_keys(std::vector<Key>& keys);   // generator, discriminator
void add_training_keys(std::vector<Key>& keys);  // objective, optimizer, training
void add_output_keys(std::vector<Key>& keys);    // every, evaluate, keep

}  // namespace leakygan
