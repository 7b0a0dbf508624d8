#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace leakygan {

// How many images to keep from training: `asked`, or else a tenth, at most 5,000 and never so many
// that fewer than one batch is left. `least` raises the tenth, where so many can be spared.
std::size_t holdout_size(std::optional<std::int64_t> asked, std::size_t images, std::int64_t batch,
                         std::size_t least = 0);

// Which of the images to hold out, given the hashes of their contents: those with the smallest
// hashes, so that the choice depends neither on names nor on order, and adding images changes it
// little. Copies of one image are held out together or not at all, which may leave the number short
// of `count`.
std::vector<bool> choose_holdout(const std::vector<std::uint64_t>& content_hashes,
                                 std::size_t count);

}  // namespace leakygan
