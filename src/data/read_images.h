#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "data/decode.h"
#include "data/inventory.h"
#include "data/parallel.h"
#include "data/scan.h"

namespace leakygan {

// One image of a list, read but not decoded. Lives as long as the call that it is given to.
struct EncodedImage {
  std::size_t number = 0;  // in the list
  std::string fault = {};  // why it could not be read; the rest is then empty
  std::string_view bytes = {};
  const Pack* pack = nullptr;  // that `bytes` is; nothing for an image file
  std::uint32_t record = 0;    // in the pack

  // What it is told apart from others by: the same for the same bytes.
  std::uint64_t content_hash() const;
  // Its label in a pack, "7"; else empty.
  std::string label() const;
  // Throws Error that says only what is wrong.
  DecodedImage decode(const Preprocessing& preprocessing) const;
};

// The label as a number, as an ImageRecord has it.
std::uint8_t label_of(const EncodedImage& image);

struct ReadOptions {
  int threads = 1;
  std::string doing = "reading images";  // for the message of an interrupt
  std::vector<bool> files = {};          // which of the list; empty: all
};

// Reads the images of the list and calls `visit` once for each, on several threads at once and in
// no fixed order. `progress` counts files. Throws Error when an archive ends early or is not what
// it was when it was scanned; Interrupted when a stop was asked for; and what `visit` throws.
void read_images(const ImageList& list, const ReadOptions& options,
                 const std::function<void(const EncodedImage& image)>& visit,
                 const Progress& progress);

// Reads one image again, by its number. Not for archives: those are read from end to end only.
void read_image(const ImageList& list, std::size_t number,
                const std::function<void(const EncodedImage& image)>& visit);

}  // namespace leakygan
