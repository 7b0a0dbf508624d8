#include "data/cache_folder.h"

#include <chrono>
#include <cstdlib>

#include "data/store_file.h"
#include "support/hash.h"

namespace leakygan {
namespace {

using namespace std::chrono_literals;

constexpr auto kUnused = 30 * 24h;
constexpr auto kAbandoned = 24h;  // since anything was written to a file with a temporary name

// The XDG base directory specification tells to pass over relative paths.
fs::path absolute_path_in(const char* variable) {
  const char* value = std::getenv(variable);
  const fs::path path = value == nullptr ? "" : value;
  return path.is_absolute() ? path : fs::path();
}

}  // namespace

fs::path cache_folder() {
  if (const fs::path cache = absolute_path_in("XDG_CACHE_HOME"); !cache.empty()) {
    return cache / "leakygan";
  }
  const fs::path home = absolute_path_in("HOME");
  return home.empty() ? fs::path() : home / ".cache" / "leakygan";
}

fs::path store_path(const fs::path& cache, const fs::path& data_set,
                    const Preprocessing& preprocessing) {
  std::error_code code;
  const fs::path canonical = fs::weakly_canonical(fs::absolute(data_set), code);
  const std::uint64_t hash = hash_bytes(preprocessing_hash(preprocessing), canonical.native());
  return cache / (hash_text(hash) + ".images");
}

void touch_store(const fs::path& store) {
  std::error_code ignored;
  fs::last_write_time(store, fs::file_time_type::clock::now(), ignored);
}

void remove_old_stores(const fs::path& cache) {
  std::error_code code;
  const auto now = fs::file_time_type::clock::now();
  for (const auto& entry : fs::directory_iterator(cache, code)) {
    const std::string name = entry.path().filename().native();
    const bool whole = name.ends_with(".images") || name.ends_with(".features");
    const bool partial =
        name.find(".images") != std::string::npos || name.find(".features") != std::string::npos;
    if (!whole && !partial) continue;  // not ours
    const auto age = now - entry.last_write_time(code);
    if (!code && age > (whole ? kUnused : kAbandoned)) fs::remove(entry.path(), code);
  }
}

}  // namespace leakygan
