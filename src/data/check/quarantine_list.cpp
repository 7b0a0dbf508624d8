#include "data/check/quarantine_list.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <nlohmann/json.hpp>

#include "support/error.h"

namespace leakygan {
namespace {

using Json = nlohmann::ordered_json;

// display(), made reversible.
std::string escaped(const fs::path& path) {
  std::string text;
  std::string_view rest = path.native();
  while (true) {
    const auto backslash = rest.find('\\');
    text += display(std::string(rest.substr(0, backslash)));
    if (backslash == std::string_view::npos) return text;
    text += "\\x5c";
    rest.remove_prefix(backslash + 1);
  }
}

// Throws Error when a backslash does not begin \xNN.
fs::path unescaped(const std::string& text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      bytes += text[i];
      continue;
    }
    constexpr std::size_t kLength = 4;
    unsigned value = 0;
    const bool whole = text.size() - i >= kLength && text[i + 1] == 'x';
    const char* end = text.data() + i + kLength;
    if (!whole || std::from_chars(end - 2, end, value, 16).ptr != end) {
      throw Error("a name in it is damaged");
    }
    bytes += static_cast<char>(value);
    i += kLength - 1;
  }
  return bytes;
}

QuarantineLine parse(const std::string& text) {
  try {
    const Json json = Json::parse(text);
    return {unescaped(json.at("from").get<std::string>()),
            unescaped(json.at("to").get<std::string>()), json.at("why").get<std::string>()};
  } catch (const Json::exception&) {
    return {.damaged = text};
  } catch (const Error&) {
    return {.damaged = text};
  }
}

}  // namespace

fs::path quarantine_list(const fs::path& folder) { return folder / "quarantine.jsonl"; }

std::string line_text(const QuarantineLine& line) {
  if (!line.damaged.empty()) return line.damaged + "\n";
  const Json json = {{"from", escaped(line.from)}, {"to", escaped(line.to)}, {"why", line.why}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::vector<QuarantineLine> read_quarantine_list(const fs::path& folder) {
  const fs::path path = quarantine_list(folder);
  std::error_code code;
  if (!fs::exists(path, code)) {
    throw Error(display(path) +
                ": there is no such list: nothing was moved to this folder, or all "
                "was put back");
  }
  const std::string text = read_file(path);
  std::vector<QuarantineLine> lines;
  for (std::size_t begin = 0, end = 0; (end = text.find('\n', begin)) != std::string::npos;
       begin = end + 1) {
    if (end > begin) lines.push_back(parse(text.substr(begin, end - begin)));
  }
  return lines;
}

QuarantineWriter::QuarantineWriter(const fs::path& folder)
    : path_(quarantine_list(folder)),
      file_(::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666)) {
  if (!file_.is_open()) {
    throw Error(display(path_) + ": cannot be opened: " + std::strerror(errno));
  }
  // A line that a killed process left without its end must not swallow the next.
  const off_t size = ::lseek(file_.get(), 0, SEEK_END);
  char last = '\n';
  if (size > 0 && ::pread(file_.get(), &last, 1, size - 1) == 1 && last != '\n') write("\n");
}

void QuarantineWriter::add(const QuarantineLine& line) {
  write(line_text(line));
  if (::fdatasync(file_.get()) != 0) {
    throw Error(display(path_) + ": cannot be written: " + std::strerror(errno));
  }
}

void QuarantineWriter::write(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file_.get(), text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw Error(display(path_) + ": cannot be written: " + std::strerror(errno));
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace leakygan
