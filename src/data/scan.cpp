#include "data/scan.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <set>
#include <utility>

#include "data/file_kind.h"
#include "support/error.h"
#include "support/signals.h"

namespace leakygan {
namespace {

using FileId = std::pair<dev_t, ino_t>;

// The file that a path leads to; false when it leads nowhere or in a circle.
bool identify(const fs::path& path, struct stat& status) {
  return ::stat(path.c_str(), &status) == 0;
}

FileId id_of(const struct stat& status) { return {status.st_dev, status.st_ino}; }

// True when `inner` is `outer` or lies somewhere below it; both are canonical.
bool lies_in(const fs::path& inner, const fs::path& outer) {
  return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

// Walks real folders first and links afterwards, so that what can be reached both ways has its
// real name.
class Scanner {
 public:
  explicit Scanner(const fs::path& folder) { list_.folder = folder; }

  ImageList run() {
    walk({});
    for (; !links_.empty(); links_.pop_front()) follow(links_.front());
    std::sort(list_.files.begin(), list_.files.end(),
              [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
    return std::move(list_);
  }

 private:
  // Not a recursion: depth is then limited by the file system alone.
  void walk(const fs::path& start) {
    std::vector<fs::path> pending = {start};
    while (!pending.empty()) {
      const fs::path folder = std::move(pending.back());
      pending.pop_back();
      struct stat status = {};
      if (identify(list_.folder / folder, status) && !folders_.insert(id_of(status)).second) {
        ++list_.repeated;
        continue;
      }
      if (!folder.empty() && is_run_folder(list_.folder / folder)) {
        ++list_.runs;
        continue;
      }
      for (const fs::directory_entry& entry : entries_of(folder)) {
        take(entry, folder / entry.path().filename(), pending);
      }
    }
  }

  std::vector<fs::directory_entry> entries_of(const fs::path& folder) const {
    const fs::path path = folder.empty() ? list_.folder : list_.folder / folder;
    std::vector<fs::directory_entry> entries;
    std::error_code code;
    for (fs::directory_iterator it(path, code), end; !code && it != end; it.increment(code)) {
      throw_if_stopped("scanning " + display(list_.folder));
      entries.push_back(*it);
    }
    if (code) throw Error(display(path) + ": the folder cannot be read: " + code.message());
    std::sort(entries.begin(), entries.end(),
              [](const auto& a, const auto& b) { return a.path().native() < b.path().native(); });
    return entries;
  }

  void take(const fs::directory_entry& entry, const fs::path& path,
            std::vector<fs::path>& pending) {
    std::error_code code;
    if (is_hidden(path.filename())) {
      ++list_.hidden;
    } else if (entry.is_symlink(code)) {
      links_.push_back(path);
    } else if (entry.is_directory(code)) {
      pending.push_back(path);
    } else if (entry.is_regular_file(code)) {
      add_file(path);
    } else if (!code) {
      ++list_.other[""];  // a pipe, socket or device: opening one might wait for ever
    } else if (code != std::errc::no_such_file_or_directory) {
      throw Error(display(entry.path()) + ": cannot be looked at: " + code.message());
    }
  }

  void follow(const fs::path& link) {
    struct stat status = {};
    if (!identify(list_.folder / link, status)) {
      list_.broken_links.push_back(link);
    } else if (S_ISDIR(status.st_mode)) {
      follow_folder(link);
    } else if (!S_ISREG(status.st_mode)) {
      ++list_.other[""];
    } else if (kind_of(link) == FileKind::image && images_seen().contains(id_of(status))) {
      ++list_.repeated;
    } else {
      add_file(link);
    }
  }

  void follow_folder(const fs::path& link) {
    const fs::path path = list_.folder / link;
    std::error_code code;
    if (lies_in(fs::canonical(path.parent_path(), code), fs::canonical(path, code)) || code) {
      list_.loops.push_back(link);
    } else {
      walk(link);
    }
  }

  void add_file(const fs::path& path) {
    const std::string extension = lower_extension(path);
    switch (kind_of(path)) {
      case FileKind::image:
        list_.files.push_back(path);
        break;
      case FileKind::unread_image:
        ++list_.unread[extension];
        break;
      case FileKind::other:
        ++list_.other[extension];
        break;
    }
  }

  // Only links need it, and a stat of every file costs more than all the rest of a scan.
  std::set<FileId>& images_seen() {
    for (; identified_ < list_.files.size(); ++identified_) {
      struct stat status = {};
      if (identify(list_.folder / list_.files[identified_], status)) {
        images_seen_.insert(id_of(status));
      }
    }
    return images_seen_;
  }

  ImageList list_;
  std::deque<fs::path> links_;
  std::set<FileId> folders_;
  std::set<FileId> images_seen_;
  std::size_t identified_ = 0;
};

void check_folder(const fs::path& folder) {
  struct stat status = {};
  if (!identify(folder, status)) {
    const int code = errno;
    if (code == ENOENT) throw Error(display(folder) + ": there is no such folder of images");
    throw Error(display(folder) + ": cannot be opened: " + std::strerror(code));
  }
  if (!S_ISDIR(status.st_mode)) {
    throw Error(display(folder) + ": is a file; a folder of images is needed");
  }
}

}  // namespace

ImageList scan_images(const fs::path& folder) {
  check_folder(folder);
  ImageList list = Scanner(folder).run();
  if (list.files.empty()) {
    const std::string found = skipped_text(list);
    throw Error(display(folder) + ": holds no JPEG or PNG images (" +
                (found.empty() ? "it is empty)" : "found " + found + ")"));
  }
  return list;
}

}  // namespace leakygan
