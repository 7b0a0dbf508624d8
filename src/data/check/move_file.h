#pragma once

#include "support/files.h"

namespace leakygan {

// Whether there is something of that name, if only a link that leads nowhere.
bool is_there(const fs::path& path);

// Gives a file another name, in another folder or on another file system: there it is copied, and
// removed here when the copy is on the disk. A link is moved as a link. Returns false, and does
// nothing, when `to` exists. Throws Error when the file cannot be moved; it is then where it was.
bool move_file(const fs::path& from, const fs::path& to);

}  // namespace leakygan
