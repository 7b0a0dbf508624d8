#include "data/check/quarantine.h"

#include <algorithm>

#include "data/check/move_file.h"
#include "data/check/quarantine_list.h"
#include "data/file_kind.h"
#include "support/error.h"
#include "support/signals.h"

namespace leakygan {
namespace {

// The files none of whose images can be used, and why.
std::vector<std::pair<std::size_t, std::string>> bad_files(const ImageList& list,
                                                           const Inventory& inventory) {
  std::vector<std::pair<std::size_t, std::string>> files;
  std::size_t faults = 0;  // in the file that was last seen
  std::size_t last = list.files.size();
  for (const auto& [number, why] : inventory.faults) {
    const std::size_t file = list.file_of(number);
    faults = file == last ? faults + 1 : 1;
    last = file;
    if (faults == list.files[file].images()) files.emplace_back(file, why);
  }
  return files;
}

// Where the folder is, or will be, without links.
fs::path real_path(const fs::path& path) {
  return fs::weakly_canonical(fs::absolute(path)).lexically_normal();
}

// `relative` starts at the data folder.
bool scan_would_find(const fs::path& relative) {
  if (relative == ".") return true;
  if (relative.empty() || *relative.begin() == "..") return false;
  return std::none_of(relative.begin(), relative.end(),
                      [](const fs::path& part) { return is_hidden(part.native()); });
}

// A free name for a file of the data set, in `folder`; the folders that it needs are made.
fs::path free_name(const fs::path& folder, const fs::path& name, int& number) {
  while (true) {
    fs::path relative = numbered(name, number);
    // The list itself is not to be taken for a file.
    std::error_code code;
    const bool taken =
        relative == quarantine_list({}) ||
        fs::symlink_status(folder / relative, code).type() != fs::file_type::not_found;
    if (!taken) return relative;
    ++number;
  }
}

void move_one(const fs::path& from, const fs::path& name, const std::string& why,
              const fs::path& folder, QuarantineWriter& writer) {
  make_folder((folder / name).parent_path());
  for (int number = 1;; ++number) {
    const fs::path to = free_name(folder, name, number);
    writer.add({from, to, why});
    if (move_file(from, folder / to)) return;
  }
}

}  // namespace

void check_quarantine(const ImageList& list, const fs::path& folder) {
  if (list.place != Place::folder) {
    throw Error("--quarantine: " + display(list.path) +
                " is a file of many images, of which none can be moved out: unpack it first, or "
                "leave bad ones out with --set data.bad_files=skip");
  }
  const fs::path relative = real_path(folder).lexically_relative(real_path(list.path));
  if (!scan_would_find(relative)) return;
  throw Error("--quarantine: " + display(folder) + " lies in the data folder, " +
              display(list.path) +
              ", where the files would be found again: take a folder outside it, or one whose name "
              "begins with a dot");
}

Moved quarantine(const ImageList& list, const Inventory& inventory, const fs::path& folder) {
  check_quarantine(list, folder);
  Moved moved = {.folder = folder};
  const auto files = bad_files(list, inventory);
  if (files.empty()) return moved;
  make_folder(folder);
  QuarantineWriter writer(folder);
  for (const auto& [file, why] : files) {
    throw_if_stopped("moving files to " + display(folder));
    move_one(fs::absolute(list.path_of(file)).lexically_normal(), list.files[file].name, why,
             folder, writer);
    ++moved.files;
  }
  return moved;
}

}  // namespace leakygan
