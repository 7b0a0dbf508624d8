#include "support/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "support/descriptor.h"
#include "support/error.h"
#include "support/text.h"

namespace leakygan {
namespace {

// Between the name of a file that is being written and the number of the process.
constexpr const char* kTemporaryMark = ".tmp-";

std::string reason(int code) { return std::strerror(code); }

// Owns a file that is being written under a temporary name; removes it unless it was renamed.
class TemporaryFile {
 public:
  explicit TemporaryFile(const fs::path& target)
      : path_(temporary_name(target)),
        file_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {}
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (!renamed_) ::unlink(path_.c_str());
  }

  bool is_open() const { return file_.is_open(); }

  bool write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(file_.get(), bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }

  bool sync() { return ::fsync(file_.get()) == 0; }

  bool rename_to(const fs::path& target) {
    renamed_ = ::rename(path_.c_str(), target.c_str()) == 0;
    return renamed_;
  }

 private:
  std::string path_;
  Descriptor file_;
  bool renamed_ = false;
};

// Whether TemporaryFile gives such a name: "x.png.tmp-1234".
bool is_temporary(const std::string& name) {
  const auto mark = name.rfind(kTemporaryMark);
  if (mark == std::string::npos) return false;
  const std::string number = name.substr(mark + std::strlen(kTemporaryMark));
  return !number.empty() && number.find_first_not_of("0123456789") == std::string::npos;
}

// A rename is on the disk only when its folder is.
void sync_folder(const fs::path& folder) {
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.is_open()) ::fsync(opened.get());
}

// Length of the UTF-8 character at the front of `text`, 0 when there is none (RFC 3629: shortest
// form, no surrogates, at most U+10FFFF).
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return 0;
  }
  const unsigned char second = byte(1);
  const bool out_of_form = (first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f) ||
                           (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f);
  return out_of_form ? 0 : length;
}

}  // namespace

fs::path temporary_name(const fs::path& target) {
  return target.native() + kTemporaryMark + std::to_string(::getpid());
}

std::string read_file(const fs::path& path) {
  std::error_code code;
  if (fs::is_directory(path, code)) throw Error(display(path) + ": is a folder, not a file");
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status = {};
  if (!file.is_open() || ::fstat(file.get(), &status) != 0) {
    throw Error(display(path) + ": cannot be opened: " + reason(errno));
  }
  // One byte more than it has, so that one call sees its end; what has no size (a pipe, a file of
  // /proc) comes block by block.
  constexpr std::size_t kBlock = 1 << 16;
  std::string content;
  std::size_t room = status.st_size > 0 ? static_cast<std::size_t>(status.st_size) + 1 : kBlock;
  std::size_t length = 0;
  while (true) {
    content.resize(length + room);
    const ssize_t part = ::read(file.get(), content.data() + length, room);
    if (part < 0 && errno == EINTR) continue;
    if (part < 0) throw Error(display(path) + ": cannot be read: " + reason(errno));
    if (part == 0) break;
    length += static_cast<std::size_t>(part);
    room = std::max(content.size() - length, kBlock);
  }
  content.resize(length);
  return content;
}

void write_file_atomic(const fs::path& path, std::uint64_t size,
                       const std::function<void(const Write& write)>& produce, Sync sync) {
  const auto fail = [&](const char* what) {
    const int code = errno;
    throw Error(display(path) + ": cannot be " + what + " (" + bytes_text(size) +
                " needed): " + reason(code));
  };
  TemporaryFile file(path);
  if (!file.is_open()) fail("created");
  produce([&](std::string_view piece) {
    if (!file.write(piece)) fail("written");
  });
  if (sync == Sync::yes && !file.sync()) fail("written");
  if (!file.rename_to(path)) fail("renamed into place");
  if (sync == Sync::yes) sync_folder(path.has_parent_path() ? path.parent_path() : fs::path("."));
}

void write_file_atomic(const fs::path& path, std::string_view content, Sync sync) {
  write_file_atomic(
      path, content.size(), [&](const Write& write) { write(content); }, sync);
}

fs::path numbered(const fs::path& path, int number) {
  if (number == 1) return path;
  fs::path name = path.stem();
  name += "-" + std::to_string(number);
  name += path.extension();
  return path.parent_path() / name;
}

fs::path write_beside(const fs::path& path, std::string_view content) {
  for (int number = 1;; ++number) {
    fs::path candidate = numbered(path, number);
    if (!fs::exists(candidate)) {
      write_file_atomic(candidate, content);
      return candidate;
    }
    if (read_file(candidate) == content) return candidate;
  }
}

void remove_temporary_files(const fs::path& folder) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (is_temporary(name)) fs::remove(entry.path(), ignored);
  }
}

void make_folder(const fs::path& path) {
  std::error_code code;
  fs::create_directories(path, code);
  if (!code && fs::is_directory(path)) {
    if (::access(path.c_str(), W_OK | X_OK) == 0) return;
    throw Error(display(path) + ": cannot be written to: " + reason(errno));
  }
  const std::string why = code ? code.message() : "a file of that name is in the way";
  throw Error(display(path) + ": the folder cannot be made: " + why);
}

bool is_run_folder(const fs::path& path) {
  std::error_code code;
  return fs::exists(path / "run.json", code) && fs::exists(path / "config.yaml", code);
}

fs::path make_new_folder(const fs::path& parent, const std::string& name) {
  make_folder(parent);
  for (int number = 1;; ++number) {
    fs::path path = parent / (number == 1 ? name : name + "-" + std::to_string(number));
    std::error_code code;
    if (fs::create_directory(path, code)) return path;
    std::error_code ignored;
    const bool taken = fs::symlink_status(path, ignored).type() != fs::file_type::not_found;
    if (!taken) {
      throw Error(display(path) + ": the folder cannot be made: " + code.message());
    }
  }
}

std::string display(const fs::path& path) {
  constexpr std::array kHex = {'0', '1', '2', '3', '4', '5', '6', '7',
                               '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
  const std::string& bytes = path.native();
  std::string text;
  for (std::size_t i = 0; i < bytes.size();) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    const std::size_t length = utf8_length(std::string_view(bytes).substr(i));
    if (length == 0 || byte < 0x20 || byte == 0x7f) {
      text += {'\\', 'x', kHex[byte >> 4], kHex[byte & 15]};
      i += 1;
    } else {
      text.append(bytes, i, length);
      i += length;
    }
  }
  return text;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace leakygan
