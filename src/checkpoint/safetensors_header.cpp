#include "checkpoint/safetensors_header.h"

#include <algorithm>
#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "support/error.h"
#include "support/files.h"

namespace leakygan {
namespace {

using nlohmann::json;

constexpr int kDeepest = 3;  // {"name": {"shape": [...]}}
constexpr std::size_t kMostDimensions = 16;

constexpr std::array<std::pair<std::string_view, std::int64_t>, 15> kTypes = {{{"BOOL", 1},
                                                                               {"U8", 1},
                                                                               {"I8", 1},
                                                                               {"F8_E5M2", 1},
                                                                               {"F8_E4M3", 1},
                                                                               {"I16", 2},
                                                                               {"U16", 2},
                                                                               {"F16", 2},
                                                                               {"BF16", 2},
                                                                               {"I32", 4},
                                                                               {"U32", 4},
                                                                               {"F32", 4},
                                                                               {"F64", 8},
                                                                               {"I64", 8},
                                                                               {"U64", 8}}};

[[noreturn]] void fail(const std::string& name, const std::string& what) {
  throw Error("tensor '" + display(name) + "' " + what);
}

// nlohmann's parser takes the last of two members of one name, and any depth.
json parse_strictly(std::string_view text) {
  std::vector<std::set<std::string>> open;
  const auto check = [&](int depth, json::parse_event_t event, const json& parsed) {
    if (depth > kDeepest) throw Error("its header is nested too deep");
    if (event == json::parse_event_t::object_start) open.emplace_back();
    if (event == json::parse_event_t::object_end) open.pop_back();
    if (event == json::parse_event_t::key && !open.back().insert(parsed).second) {
      throw Error("its header has '" + display(parsed.get<std::string>()) + "' twice");
    }
    return true;
  };
  try {
    return json::parse(text, check);
  } catch (const json::exception&) {
    throw Error("its header is not JSON");
  }
}

std::uint64_t unsigned_number(const json& value, const std::string& name, const char* what) {
  if (!value.is_number_unsigned()) fail(name, std::string("has a ") + what + " that is no number");
  return value.get<std::uint64_t>();
}

std::uint64_t bytes_of(const TensorEntry& entry, const std::string& name) {
  const auto* type = std::find_if(kTypes.begin(), kTypes.end(),
                                  [&](const auto& known) { return known.first == entry.type; });
  if (type == kTypes.end()) fail(name, "has the unknown type '" + display(entry.type) + "'");
  // Sides of 0 count as 1 at first: strides are made of the others and must not overflow either.
  std::int64_t bytes = type->second;
  bool is_empty = false;
  for (const std::int64_t side : entry.shape) {
    is_empty = is_empty || side == 0;
    if (__builtin_mul_overflow(bytes, std::max<std::int64_t>(side, 1), &bytes)) {
      fail(name, "has an impossible shape");
    }
  }
  return is_empty ? 0 : static_cast<std::uint64_t>(bytes);
}

TensorEntry parse_entry(const json& value, const std::string& name, std::uint64_t data_size) {
  const auto member = [&](const char* key) -> const json& {
    const auto found = value.find(key);
    if (found == value.end()) fail(name, std::string("has no ") + key);
    return *found;
  };
  if (!value.is_object() || value.size() != 3) fail(name, "is not described as a tensor");
  TensorEntry entry;
  if (!member("dtype").is_string()) fail(name, "has no type");
  entry.type = member("dtype").get<std::string>();
  const json& shape = member("shape");
  if (!shape.is_array() || shape.size() > kMostDimensions) fail(name, "has an impossible shape");
  for (const auto& side : shape) {
    const std::uint64_t length = unsigned_number(side, name, "shape");
    if (length > std::numeric_limits<std::int64_t>::max()) fail(name, "has an impossible shape");
    entry.shape.push_back(static_cast<std::int64_t>(length));
  }
  const json& offsets = member("data_offsets");
  if (!offsets.is_array() || offsets.size() != 2) fail(name, "has no data_offsets");
  entry.begin = unsigned_number(offsets[0], name, "place");
  entry.end = unsigned_number(offsets[1], name, "place");
  if (entry.begin > entry.end || entry.end > data_size) fail(name, "lies outside of the file");
  if (entry.end - entry.begin != bytes_of(entry, name)) fail(name, "has not the size of its shape");
  return entry;
}

// The format allows no holes and no overlaps.
void check_places(const SafetensorsHeader& header, std::uint64_t data_size) {
  std::vector<std::pair<const TensorEntry*, const std::string*>> places;
  for (const auto& [name, entry] : header.tensors) places.emplace_back(&entry, &name);
  std::sort(places.begin(), places.end(), [](const auto& a, const auto& b) {
    return std::pair(a.first->begin, a.first->end) < std::pair(b.first->begin, b.first->end);
  });
  std::uint64_t position = 0;
  for (const auto& [entry, name] : places) {
    if (entry->begin < position) fail(*name, "shares bytes with another");
    if (entry->begin > position) fail(*name, "leaves a gap before it");
    position = entry->end;
  }
  if (position != data_size) throw Error("bytes at its end belong to no tensor");
}

}  // namespace

SafetensorsHeader parse_safetensors_header(std::string_view text, std::uint64_t data_size) {
  const json parsed = parse_strictly(text);
  if (!parsed.is_object()) throw Error("its header is not a JSON object");
  SafetensorsHeader header;
  for (const auto& [name, value] : parsed.items()) {
    if (name != "__metadata__") {
      header.tensors.emplace(name, parse_entry(value, name, data_size));
      continue;
    }
    if (!value.is_object()) throw Error("its metadata is not a JSON object");
    for (const auto& [key, member] : value.items()) {
      if (!member.is_string()) throw Error("its metadata '" + display(key) + "' is not a text");
      header.metadata.emplace(key, member.get<std::string>());
    }
  }
  check_places(header, data_size);
  return header;
}

}  // namespace leakygan
