#include "data/check/move_file.h"
#include "data/check/quarantine.h"
#include "data/check/quarantine_list.h"
#include "support/error.h"
#include "support/text.h"

namespace leakygan {
namespace {

// Puts one file back. Returns whether it was moved; throws Error when it has to stay.
bool put_back(const fs::path& folder, const QuarantineLine& line) {
  if (!line.damaged.empty()) throw Error("a line of the list is damaged: " + display(line.damaged));
  const fs::path here = folder / line.to;
  if (!is_there(here)) {
    // The line was written and the file not moved, or put back without the list.
    if (is_there(line.from)) return false;
    throw Error(display(here) + ": is no longer there");
  }
  make_folder(line.from.parent_path());
  if (move_file(here, line.from)) return true;
  throw Error(display(line.from) + ": there is another file of that name now, so " + display(here) +
              " stays");
}

// Folders that were made for the file and hold nothing any more.
void remove_empty_folders(const fs::path& folder, fs::path relative) {
  std::error_code code;
  for (relative = relative.parent_path(); !relative.empty(); relative = relative.parent_path()) {
    if (!fs::remove(folder / relative, code) || code) return;
  }
}

}  // namespace

Restored restore(const fs::path& folder) {
  Restored restored;
  std::string kept;
  for (const QuarantineLine& line : read_quarantine_list(folder)) {
    try {
      if (put_back(folder, line)) ++restored.files;
      remove_empty_folders(folder, line.to);
    } catch (const Error& error) {
      restored.failures.push_back(error.what());
      kept += line_text(line);
    }
  }
  const fs::path list = quarantine_list(folder);
  if (kept.empty()) {
    fs::remove(list);
  } else {
    write_file_atomic(list, kept);
  }
  return restored;
}

}  // namespace leakygan
