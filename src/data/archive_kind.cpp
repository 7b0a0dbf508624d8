#include "data/archive_kind.h"

#include <array>
#include <cstddef>

#include "data/archive.h"

namespace leakygan {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::size_t at;
  std::string_view bytes;
  ArchiveKind kind;
};

// A zip without files begins with the end of its list.
constexpr std::array<Magic, 9> kArchiveMagics = {{
    {0, "PK\3\4"sv, ArchiveKind::zip},
    {0, "PK\5\6"sv, ArchiveKind::empty_zip},
    {0, "7z\xbc\xaf\x27\x1c"sv, ArchiveKind::seven_zip},
    {0, "\x1f\x8b\x08"sv, ArchiveKind::gzip},
    {0, "\x28\xb5\x2f\xfd"sv, ArchiveKind::zstd},
    {0, "\xfd\x37zXZ\0"sv, ArchiveKind::xz},
    {4, "\x31\x41\x59\x26\x53\x59"sv, ArchiveKind::bzip2},
    {4, "\x17\x72\x45\x38\x50\x90"sv, ArchiveKind::bzip2},  // of nothing at all
    {257, "ustar"sv, ArchiveKind::tar},
}};

}  // namespace

ArchiveKind archive_kind(std::string_view beginning) {
  for (const Magic& magic : kArchiveMagics) {
    if (beginning.size() < magic.at || !beginning.substr(magic.at).starts_with(magic.bytes)) {
      continue;
    }
    if (magic.kind == ArchiveKind::bzip2 && !beginning.starts_with("BZh")) continue;
    return magic.kind;
  }
  return ArchiveKind::none;
}

bool looks_like_archive(std::string_view beginning) {
  return archive_kind(beginning) != ArchiveKind::none;
}

}  // namespace leakygan
