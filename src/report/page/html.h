#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leakygan {

// A piece of HTML or SVG. Plain text gets into one through `text` and attributes only, which
// escape it: names of files and arms are shown, never interpreted.
class Html {
 public:
  Html() = default;

  // Markup as it is written in the program.
  static Html raw(std::string markup);
  static Html text(std::string_view plain);

  Html& operator+=(const Html& more);
  bool empty() const { return markup_.empty(); }
  const std::string& markup() const { return markup_; }

 private:
  std::string markup_;
};

using Attributes = std::vector<std::pair<std::string, std::string>>;

// <NAME ATTRIBUTES>CONTENT</NAME>; names are those of the program.
Html element(std::string_view name, const Attributes& attributes, const Html& content);
Html element(std::string_view name, const Attributes& attributes, std::string_view plain);
Html element(std::string_view name, std::string_view plain);

// <NAME ATTRIBUTES>, which has no content and no end in HTML: img, input, meta.
Html void_element(std::string_view name, const Attributes& attributes);

// The bytes of a file as a URL that needs no file: "data:image/png;base64,...".
std::string data_url(std::string_view type, std::string_view bytes);

}  // namespace leakygan
