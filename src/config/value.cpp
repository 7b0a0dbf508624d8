#include "config/value.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "models/activation.h"
#include "support/files.h"
#include "support/text.h"

namespace leakygan {
namespace {

enum class Parsed { yes, no, too_large };

// The whole text as a number, the decimal point a point whatever the locale.
template <typename T>
Parsed parse(std::string_view text, T& out) {
  if (text.starts_with('+')) text.remove_prefix(1);
  T number{};
  const char* end = text.data() + text.size();
  const auto [stop, code] = std::from_chars(text.data(), end, number);
  if (text.empty() || stop != end || code == std::errc::invalid_argument) return Parsed::no;
  if (code == std::errc::result_out_of_range) return Parsed::too_large;
  out = number;
  return Parsed::yes;
}

std::string single(const Value& value) {
  return value.is_list ? "must be one value, not a list" : "";
}

std::string out_of_range(const std::string& written, const NumberRange& range) {
  return written + " is out of range: must be " + range.text();
}

}  // namespace

bool NumberRange::contains(double value) const {
  const bool above = low_open ? value > low : value >= low;
  const bool below = high_open ? value < high : value <= high;
  return above && below && std::isfinite(value);
}

std::string NumberRange::text() const {
  const bool open_ended = std::isinf(high);
  if (open_ended) return (low_open ? "above " : "at least ") + number_text(low);
  return (low_open ? "above " : "") + number_text(low) + " to " + (high_open ? "below " : "") +
         number_text(high);
}

NumberRange between(double low, double high) { return {.low = low, .high = high}; }
NumberRange above_zero() { return {.low = 0, .low_open = true}; }
NumberRange zero_to_below_one() { return {.low = 0, .high = 1, .high_open = true}; }

std::string read_number(const Value& value, const NumberRange& range, std::int64_t& out) {
  if (auto fault = single(value); !fault.empty()) return fault;
  const std::string& written = value.items.front();
  std::int64_t number = 0;
  const Parsed parsed = parse(written, number);
  if (parsed == Parsed::no) return "'" + written + "' is not a whole number";
  if (parsed == Parsed::too_large || !range.contains(static_cast<double>(number))) {
    return out_of_range(written, range);
  }
  out = number;
  return {};
}

std::string read_seed(const Value& value, std::uint64_t& out) {
  if (auto fault = single(value); !fault.empty()) return fault;
  std::uint64_t number = 0;
  if (parse(value.items.front(), number) != Parsed::yes) {
    return "'" + value.items.front() + "' is not a whole number from 0 to 18446744073709551615";
  }
  out = number;
  return {};
}

std::string read_number(const Value& value, const NumberRange& range, double& out) {
  if (value.is_list) {
    return "must be one number; the decimal sign is a point, as in 0.2";
  }
  const std::string& written = value.items.front();
  // YAML writes not-a-number and infinity with a leading point.
  const bool special = written.starts_with(".n") || written.starts_with(".i") ||
                       written.starts_with(".N") || written.starts_with(".I") ||
                       written.starts_with("-.i");
  double number = 0;
  const Parsed parsed = special ? Parsed::too_large : parse(written, number);
  if (parsed == Parsed::no) {
    const bool comma = written.find(',') != std::string::npos;
    return "'" + written + "' is not a number" +
           (comma ? "; the decimal sign is a point, as in 0.2" : "");
  }
  if (parsed == Parsed::too_large || !range.contains(number)) return out_of_range(written, range);
  out = number;
  return {};
}

std::string read_slope(const Value& value, double& out) {
  double slope = 0;
  if (read_number(value, NumberRange{}, slope).empty() && !slope_fault(slope).empty()) {
    return value.items.front() + " " + slope_fault(slope);
  }
  return read_number(value, between(0, 1), out);
}

std::string read_boolean(const Value& value, bool& out) {
  if (auto fault = single(value); !fault.empty()) return fault;
  const std::string& written = value.items.front();
  if (written != "true" && written != "false") {
    return "'" + written + "' must be true or false";
  }
  out = written == "true";
  return {};
}

std::string read_text(const Value& value, std::string& out) {
  if (auto fault = single(value); !fault.empty()) return fault;
  const std::string& written = value.items.front();
  if (written.empty()) return "must not be empty";
  // What an escape such as "\N" or "\0" of YAML can give, and a command line.
  if (!is_utf8(written) || written.find('\0') != std::string::npos) {
    return "must be UTF-8 without a NUL";
  }
  out = written;
  return {};
}

std::string read_colour(const Value& value, std::array<std::uint8_t, 3>& out) {
  if (auto fault = single(value); !fault.empty()) return fault;
  std::string_view digits = value.items.front();
  if (digits.starts_with('#')) digits.remove_prefix(1);
  std::uint32_t number = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, code] = std::from_chars(digits.data(), end, number, 16);
  if (digits.size() != 6 || stop != end || code != std::errc{}) {
    return "'" + value.items.front() + R"(' is not a colour, as "#ffffff" is (in quotes))";
  }
  for (auto part = out.rbegin(); part != out.rend(); ++part, number >>= 8) {
    *part = static_cast<std::uint8_t>(number & 0xff);
  }
  return {};
}

std::string colour_text(const std::array<std::uint8_t, 3>& colour) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "#";
  for (const std::uint8_t part : colour) {
    text += kDigits[part >> 4];
    text += kDigits[part & 15];
  }
  return text;
}

std::string read_choice(const Value& value, const std::vector<std::string>& choices,
                        std::string& out) {
  if (auto fault = single(value); !fault.empty()) return fault;
  const std::string& written = value.items.front();
  if (std::find(choices.begin(), choices.end(), written) == choices.end()) {
    const std::string near = nearest(written, choices);
    return "'" + written + "' must be one of: " + join(choices, ", ") +
           (near.empty() ? "" : "; did you mean " + near + "?");
  }
  out = written;
  return {};
}

std::string read_list(const Value& value, const std::vector<std::string>& choices,
                      std::vector<std::string>& out) {
  std::vector<std::string> list;
  for (const auto& item : value.items) {
    std::string choice;
    if (auto fault = read_choice(Value{{item}}, choices, choice); !fault.empty()) return fault;
    if (std::find(list.begin(), list.end(), choice) == list.end()) list.push_back(choice);
  }
  out = std::move(list);
  return {};
}

}  // namespace leakygan
