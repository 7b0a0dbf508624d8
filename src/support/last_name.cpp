#include "support/last_name.h"

namespace leakygan {

std::string last_name(const fs::path& path) {
  const fs::path whole = fs::absolute(path).lexically_normal();
  const fs::path name = whole.has_filename() ? whole.filename() : whole.parent_path().filename();
  return display(name.empty() ? path : name);
}

}  // namespace leakygan
