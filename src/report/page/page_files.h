#pragma once

#include <string_view>

namespace leakygan {

// page.css and page.js, which are part of the program.
std::string_view page_style();
std::string_view page_script();

}  // namespace leakygan
