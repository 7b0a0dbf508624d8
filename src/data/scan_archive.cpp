#include <algorithm>

#include "data/archive.h"
#include "data/scanner.h"
#include "support/error.h"
#include "support/signals.h"

namespace leakygan {
namespace {

// Whether a member or one of the folders that it is in is hidden.
bool has_hidden_part(const std::string& name) {
  const fs::path path(name);
  return std::any_of(path.begin(), path.end(), [](const fs::path& part) {
    return part != "." && part != ".." && is_hidden(part.native());
  });
}

FileKind kind_of(ArchiveReader& archive, const ArchiveMember& member) {
  if (!member.fault.empty()) return {FileKind::Is::image, {}, member.fault};
  if (is_image_name(member.name)) return {FileKind::Is::image};
  try {
    const std::string beginning = archive.read(member.size ? kTellingBytes : UINT64_MAX);
    return kind_by_content(member.name, member.size.value_or(beginning.size()), beginning);
  } catch (const Error& error) {
    return {FileKind::Is::image, {}, error.what()};
  }
}

}  // namespace

ImageList scan_archive(const fs::path& path, const ScanProgress& progress) {
  ImageList list;
  list.path = path;
  list.place = Place::archive;
  ArchiveReader archive(path);
  while (auto member = archive.next()) {
    throw_if_stopped("looking through " + display(path));
    if (has_hidden_part(member->name)) {
      ++list.hidden;
      continue;
    }
    const FileKind kind = kind_of(archive, *member);
    add_to(list, std::move(member->name), kind);
    if (progress) progress(list.files.size());
  }
  return list;
}

}  // namespace leakygan
