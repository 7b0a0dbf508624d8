#pragma once

#include <string>
#include <vector>

#include "support/descriptor.h"
#include "support/files.h"

namespace leakygan {

// A file that is about to be moved, or was.
struct QuarantineLine {
  fs::path from = {};    // absolute; any bytes
  fs::path to = {};      // in the folder; any bytes
  std::string why = {};  // it cannot be used
  // As it stands in the list, when that can be read by nobody; from and to are then empty.
  std::string damaged = {};
};

// FOLDER/quarantine.jsonl
fs::path quarantine_list(const fs::path& folder);

// A line of it, with its end: JSON in which names have \xNN for bytes that are not UTF-8, for
// control characters and for the backslash.
std::string line_text(const QuarantineLine& line);

// The lines of a list. A last one without its end was being written when a process was killed, and
// nothing was moved for it: it is left out. Throws Error when there is no list.
std::vector<QuarantineLine> read_quarantine_list(const fs::path& folder);

// Adds lines to the list, one at a time.
class QuarantineWriter {
 public:
  // Throws Error when the list cannot be opened or made.
  explicit QuarantineWriter(const fs::path& folder);

  // Returns when the line is on the disk. Throws Error when it cannot be written.
  void add(const QuarantineLine& line);

 private:
  void write(std::string_view text);

  fs::path path_;
  Descriptor file_;
};

}  // namespace leakygan
