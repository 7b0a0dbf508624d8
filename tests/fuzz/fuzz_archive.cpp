#include <cstdint>
#include <string>
#include <string_view>

#include "data/archive.h"
#include "input_file.h"
#include "support/error.h"

namespace {

void read_one(leakygan::ArchiveReader& reader, const leakygan::ArchiveMember& member,
              std::uint64_t most) {
  try {
    const std::string content = reader.read(most);
    if (!member.fault.empty() || content.size() > most) __builtin_trap();
  } catch (const leakygan::Error&) {
  }
}

void go_through(const std::string& path, std::uint64_t most) {
  try {
    leakygan::ArchiveReader reader(path);
    while (const auto member = reader.next()) {
      if (member->name.empty()) __builtin_trap();
      read_one(reader, *member, most);
    }
  } catch (const leakygan::Error&) {
  }
}

}  // namespace

// Reads any bytes as an archive: the first bytes of every file, and then all.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string path = leakygan::testing::input_file(data, size);
  leakygan::looks_like_archive({reinterpret_cast<const char*>(data), size});
  constexpr std::uint64_t kFew = 16;
  go_through(path, kFew);
  go_through(path, UINT64_MAX);
  return 0;
}
