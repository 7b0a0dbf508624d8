#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace leakygan {

// What is known of an image after it was decoded once.
struct ImageRecord {
  std::uint64_t content_hash = 0;
  std::uint16_t height = 0;  // of its TrainingImage; 0 when it cannot be used
  std::uint16_t width = 0;
  std::uint8_t label = kNoLabel;  // in a pack

  static constexpr std::uint8_t kNoLabel = 255;
};

// All images of a list, in its order.
struct Inventory {
  std::vector<ImageRecord> images;
  std::map<std::size_t, std::string> faults;  // why those that cannot be used cannot
};

}  // namespace leakygan
