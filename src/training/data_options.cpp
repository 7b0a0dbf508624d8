#include "training/data_options.h"

#include <array>
#include <cmath>
#include <string_view>
#include <utility>

namespace leakygan {
namespace {

// The value that a word of the configuration stands for; the schema let no other word through.
template <typename Value, std::size_t count>
Value value_of(const std::string& word,
               const std::array<std::pair<std::string_view, Value>, count>& words) {
  for (const auto& [name, value] : words) {
    if (name == word) return value;
  }
  return words.front().second;
}

constexpr std::array kFits = {std::pair{std::string_view("crop"), Fit::crop},
                              std::pair{std::string_view("pad"), Fit::pad},
                              std::pair{std::string_view("stretch"), Fit::stretch}};

constexpr std::array kClassSources = {std::pair{std::string_view("none"), ClassSource::none},
                                      std::pair{std::string_view("folders"), ClassSource::folders},
                                      std::pair{std::string_view("auto"), ClassSource::automatic}};

constexpr std::array kCaches = {std::pair{std::string_view("auto"), Cache::automatic},
                                std::pair{std::string_view("memory"), Cache::memory},
                                std::pair{std::string_view("disk"), Cache::disk},
                                std::pair{std::string_view("none"), Cache::none}};

}  // namespace

Preprocessing preprocessing_of(const Config& config) {
  const auto& data = config.data;
  constexpr double kMega = 1e6;
  return {.shape = {data.channels, data.size->height, data.size->width},
          .fit = value_of(data.fit, kFits),
          .crop = data.crop == "random" ? Crop::random : Crop::center,
          .background = data.transparent,
          .white_level = data.white_level,
          .pixel_limit = std::llround(data.pixel_limit * kMega)};
}

DatasetOptions dataset_options(const Config& config) {
  const auto& data = config.data;
  constexpr double kGib = 1024.0 * 1024.0 * 1024.0;
  return {.preprocessing = preprocessing_of(config),
          .load = {.cache = value_of(data.cache, kCaches),
                   .memory = static_cast<std::uint64_t>(data.memory.value_or(0) * kGib),
                   .workers = static_cast<int>(data.workers.value_or(1))},
          .skip_bad_files = data.bad_files == "skip",
          .bad_limit = data.bad_limit,
          .classes = value_of(data.classes, kClassSources),
          .holdout = data.holdout,
          .batch = config.training.batch};
}

}  // namespace leakygan
