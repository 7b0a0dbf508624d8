#include "metrics/feature_cache.h"

#include <ATen/ATen.h>

#include <optional>

#include "checkpoint/safetensors.h"
#include "data/cache_folder.h"
#include "metrics/extract.h"
#include "support/error.h"
#include "support/hash.h"
#include "support/text.h"

namespace leakygan {
namespace {

constexpr const char* kFeatures = "features";

fs::path cache_file(const ImageSet& images, const FeatureSpace& space) {
  const fs::path folder = cache_folder();
  if (folder.empty()) return {};
  const std::string key = images.fingerprint() + " " + space.id();
  return folder / (hash_text(hash_bytes(kHashStart, key)) + ".features");
}

std::optional<at::Tensor> read_features(const fs::path& file, const ImageSet& images) {
  std::error_code code;
  if (file.empty() || !fs::exists(file, code)) return std::nullopt;
  try {
    at::Tensor features = SafetensorsFile(file).read(kFeatures);
    const bool fits =
        features.dim() == 2 && features.size(0) == static_cast<std::int64_t>(images.count());
    if (!fits || features.scalar_type() != at::kFloat) return std::nullopt;
    touch_store(file);
    return features;
  } catch (const Error&) {
    return std::nullopt;  // cut off or damaged: it is written anew
  }
}

void keep(const fs::path& file, const at::Tensor& features, const LoadReport& report) {
  if (file.empty()) return;
  try {
    make_folder(file.parent_path());
    remove_old_stores(file.parent_path());
    write_safetensors(file, {{kFeatures, features}}, {});
  } catch (const Error& error) {
    report.say("note: features are not kept for the next time: " + std::string(error.what()));
  }
}

}  // namespace

at::Tensor cached_features(const ImageSet& images, const FeatureSpace& space, int threads,
                           const std::string& what, const LoadReport& report) {
  const fs::path file = cache_file(images, space);
  const std::string count = count_text(images.count()) + " " + what;
  if (auto features = read_features(file, images)) {
    report.say("features of " + count + ": kept from an earlier time");
    return *features;
  }
  at::Tensor features = extract_features(images, space, threads, report.progress);
  report.say("features of " + count + ": computed");
  keep(file, features, report);
  return features;
}

}  // namespace leakygan
