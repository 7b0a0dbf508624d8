#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <memory>
#include <set>
#include <utility>

#include "data/scanner.h"
#include "support/error.h"
#include "support/signals.h"

namespace leakygan {
namespace {

using FileId = std::pair<dev_t, ino_t>;

FileId id_of(const struct stat& status) { return {status.st_dev, status.st_ino}; }

// True when `inner` is `outer` or lies somewhere below it; both are canonical.
bool lies_in(const fs::path& inner, const fs::path& outer) {
  return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

struct Entry {
  std::string name;
  unsigned char type;  // DT_DIR, DT_REG, ...; DT_UNKNOWN on file systems that do not tell
};

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

// std::filesystem takes several times the memory for each name: a folder may hold a million.
std::vector<Entry> entries_of(const fs::path& path) {
  const std::unique_ptr<DIR, CloseFolder> folder(::opendir(path.c_str()));
  std::vector<Entry> entries;
  while (folder) {
    errno = 0;
    const dirent* entry = ::readdir(folder.get());
    if (entry == nullptr) break;
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") entries.push_back({std::string(name), entry->d_type});
  }
  if (errno != 0) {
    throw Error(display(path) + ": the folder cannot be read: " + std::strerror(errno));
  }
  return entries;
}

// Walks real folders first and links afterwards, so that what can be reached both ways has its
// real name.
class Scanner {
 public:
  Scanner(const fs::path& folder, const ScanProgress& progress) : progress_(progress) {
    list_.path = folder;
  }

  ImageList run() {
    walk({});
    std::sort(links_.begin(), links_.end());
    for (; !links_.empty(); links_.pop_front()) follow(links_.front());
    return std::move(list_);
  }

 private:
  fs::path full(const std::string& name) const {
    return name.empty() ? list_.path : list_.path / name;
  }

  bool look(const std::string& name, struct stat& status) const {
    return ::stat(full(name).c_str(), &status) == 0;
  }

  // Not a recursion: depth is then limited by the file system alone.
  void walk(const std::string& start) {
    std::vector<std::string> pending = {start};
    while (!pending.empty()) {
      const std::string folder = std::move(pending.back());
      pending.pop_back();
      struct stat status = {};
      if (look(folder, status) && !folders_.insert(id_of(status)).second) {
        ++list_.repeated;
        continue;
      }
      if (!folder.empty() && is_run_folder(full(folder))) {
        ++list_.runs;
        continue;
      }
      for (Entry& entry : entries_of(full(folder))) {
        throw_if_stopped("scanning " + display(list_.path));
        if (is_hidden(entry.name)) {
          ++list_.hidden;
        } else {
          take(folder.empty() ? std::move(entry.name) : folder + "/" + entry.name, entry.type,
               pending);
        }
      }
      // In order, so that of two names of one folder (a bind mount) the same one is taken.
      std::sort(pending.begin(), pending.end(), std::greater<>());
    }
  }

  void take(std::string name, unsigned char type, std::vector<std::string>& pending) {
    if (type == DT_UNKNOWN) type = type_of(name);
    switch (type) {
      case DT_LNK:
        links_.push_back(std::move(name));
        break;
      case DT_DIR:
        pending.push_back(std::move(name));
        break;
      case DT_REG:
        add_file(std::move(name));
        break;
      case DT_UNKNOWN:  // gone since the folder was read
        break;
      default:
        ++list_.other[""];  // a pipe, socket or device: opening one might wait for ever
    }
  }

  unsigned char type_of(const std::string& name) const {
    struct stat status = {};
    if (::lstat(full(name).c_str(), &status) == 0) {
      return static_cast<unsigned char>(IFTODT(status.st_mode));
    }
    if (errno == ENOENT) return DT_UNKNOWN;
    throw Error(display(full(name)) + ": cannot be looked at: " + std::strerror(errno));
  }

  void follow(const std::string& link) {
    struct stat status = {};
    if (!look(link, status)) {
      list_.broken_links.push_back(link);
    } else if (S_ISDIR(status.st_mode)) {
      follow_folder(link);
    } else if (!S_ISREG(status.st_mode)) {
      ++list_.other[""];
    } else if (files_seen().contains(id_of(status))) {
      ++list_.repeated;
    } else {
      add_file(link);
    }
  }

  void follow_folder(const std::string& link) {
    std::error_code code;
    const fs::path path = full(link);
    if (lies_in(fs::canonical(path.parent_path(), code), fs::canonical(path, code)) || code) {
      list_.loops.push_back(link);
    } else {
      walk(link);
    }
  }

  void add_file(std::string name) {
    const FileKind kind =
        is_image_name(name) ? FileKind{FileKind::Is::image} : kind_of_file(full(name));
    add_to(list_, std::move(name), kind);
    if (progress_) progress_(list_.files.size());
  }

  // Only links need it, and a stat of every file costs more than all the rest of a scan.
  std::set<FileId>& files_seen() {
    for (; identified_ < list_.files.size(); ++identified_) {
      struct stat status = {};
      if (look(list_.files[identified_].name, status)) files_seen_.insert(id_of(status));
    }
    return files_seen_;
  }

  const ScanProgress& progress_;
  ImageList list_;
  std::deque<std::string> links_;
  std::set<FileId> folders_;
  std::set<FileId> files_seen_;
  std::size_t identified_ = 0;
};

}  // namespace

ImageList scan_folder(const fs::path& folder, const ScanProgress& progress) {
  return Scanner(folder, progress).run();
}

}  // namespace leakygan
