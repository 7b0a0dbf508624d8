#include "checkpoint/file_content.h"

#include <array>
#include <fstream>

#include "data/image_header.h"
#include "support/error.h"
#include "support/text.h"

namespace leakygan {

std::string describe_content(std::string_view beginning) {
  if (beginning.empty()) return "an empty file";
  const Container container = read_header(beginning).container;
  if (is_image(container)) {
    const std::string name(container_name(container));
    const bool vowel = std::string_view("AEIO").find(name.front()) != std::string_view::npos;
    return (vowel ? "an " : "a ") + name + " image";
  }
  if (beginning.starts_with("PK\x03\x04")) return "a zip archive, as Python's torch.save writes";
  if (beginning.starts_with("\x80\x02") || beginning.starts_with("\x80\x04")) {
    return "a Python pickle, as old versions of torch.save write";
  }
  if (beginning.starts_with("\x89HDF")) return "an HDF5 file";
  if (is_text(beginning)) return "a text";
  return "something else";
}

bool holds_text(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw Error(display(file) + ": cannot be opened");
  std::array<char, 64> bytes{};
  stream.read(bytes.data(), bytes.size());
  return is_text({bytes.data(), static_cast<std::size_t>(stream.gcount())});
}

}  // namespace leakygan
