#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace leakygan {

// What stands behind a key, as written: one text, or a list of them, which may be empty.
struct Value {
  std::vector<std::string> items;
  bool is_list = false;
};

// An interval of numbers; NaN is never inside.
struct NumberRange {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool low_open = false;
  bool high_open = false;

  bool contains(double value) const;
  std::string text() const;  // "above 0", "1 to 65536", "0 to below 1"
};

NumberRange between(double low, double high);
NumberRange above_zero();         // finite and > 0
NumberRange zero_to_below_one();  // [0, 1)

// Each reads a value into `out` and returns "" or, with `out` untouched, what is wrong with it.
std::string read_number(const Value& value, const NumberRange& range, std::int64_t& out);
std::string read_seed(const Value& value, std::uint64_t& out);
std::string read_number(const Value& value, const NumberRange& range, double& out);
// A slope below 0 of an activation, 0 to 1.
std::string read_slope(const Value& value, double& out);
std::string read_boolean(const Value& value, bool& out);
std::string read_text(const Value& value, std::string& out);
// "#ff8000" as red, green and blue; the # may be left out, since YAML takes it for a comment.
std::string read_colour(const Value& value, std::array<std::uint8_t, 3>& out);
std::string read_choice(const Value& value, const std::vector<std::string>& choices,
                        std::string& out);
// Each item of a list, or a single value, is one of the choices; one that comes again is left out.
std::string read_list(const Value& value, const std::vector<std::string>& choices,
                      std::vector<std::string>& out);

// "#ff8000".
std::string colour_text(const std::array<std::uint8_t, 3>& colour);

}  // namespace leakygan
