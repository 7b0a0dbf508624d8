#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leakygan {

// "512 bytes", "3.2 MiB".
std::string bytes_text(std::uint64_t bytes);

// "42 s", "3 min 5 s", "2 h 10 min".
std::string duration_text(double seconds);

// "1,234,567".
std::string count_text(std::uint64_t count);
std::string count_text(std::int64_t count);  // from 0

// "0.0002", "1e-08": the shortest text that reads back as the same number. `value` is finite.
std::string number_text(double value);
std::string number_text(std::int64_t value);

// Three significant digits: "0.123", "12,300", "1.23e+06". `value` is finite.
std::string short_number(double value);

// A word as a shell reads it: in single quotes when it has letters that a shell would take apart.
std::string shell_text(const std::string& word);

// The candidate with the fewest edits (insert, delete, replace, swap of neighbours) from `word`;
// empty when none is near enough to be what was meant (more than a third of the letters differ).
std::string nearest(std::string_view word, std::span<const std::string> candidates);

// Whether bytes may be text, in UTF-8 or of a page of 8 bits: they hold no control characters but
// tabulators and the ends of lines.
bool is_text(std::string_view bytes);

// The parts between separators; at least one, which may be empty.
std::vector<std::string> split(std::string_view text, char separator);

// "relu, leaky_relu, gelu".
std::string join(std::span<const std::string> parts, std::string_view separator);

}  // namespace leakygan
