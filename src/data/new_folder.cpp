#include "data/new_folder.h"

#include <cerrno>
#include <cstring>
#include <fstream>

#include "support/error.h"

namespace leakygan {
namespace {

// Without a slash at the end or dots, which would put the temporary name inside or elsewhere, and
// behind links, which a folder cannot replace.
fs::path plain(const fs::path& path) {
  std::error_code code;
  const fs::path absolute = fs::weakly_canonical(fs::absolute(path, code), code);
  if (code) throw Error(display(path) + ": cannot be looked at: " + code.message());
  return absolute.has_filename() ? absolute : absolute.parent_path();
}

void check_free(const fs::path& target) {
  std::error_code code;
  const fs::file_status status = fs::status(target, code);
  if (!fs::exists(status)) return;
  if (!fs::is_directory(status)) throw Error(display(target) + ": exists and is not a folder");
  const bool empty = fs::is_empty(target, code);
  if (code) throw Error(display(target) + ": cannot be read: " + code.message());
  if (!empty) {
    throw Error(display(target) + ": exists and is not empty; give the name of a new folder");
  }
}

}  // namespace

NewFolder::NewFolder(const fs::path& target) : target_(plain(target)) {
  check_free(target_);
  // Hidden, so that what a kill leaves is not taken for data when the parent is scanned.
  path_ = make_new_folder(target_.parent_path(), "." + target_.filename().native() + ".partial");
}

NewFolder::~NewFolder() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

void NewFolder::write(const fs::path& relative, std::string_view bytes) const {
  std::ofstream stream(path_ / relative, std::ios::binary);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  if (!stream) {
    throw Error(display(target_ / relative) + ": cannot be written: " + std::strerror(errno));
  }
}

void NewFolder::finish() {
  std::error_code code;
  fs::rename(path_, target_, code);
  if (code) throw Error(display(target_) + ": cannot be made: " + code.message());
  path_.clear();
}

}  // namespace leakygan
