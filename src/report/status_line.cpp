#include "report/status_line.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace leakygan {
namespace {

using namespace std::chrono_literals;

constexpr auto kRedraw = 250ms;
constexpr auto kPlain = 5s;
constexpr std::size_t kUsualWidth = 80;

bool can_redraw() {
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
  return ::isatty(STDERR_FILENO) == 1 && !dumb;
}

void write(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

}  // namespace

StatusLine::StatusLine() : is_terminal_(can_redraw()) {}

StatusLine::~StatusLine() { clear(); }

bool StatusLine::due() const {
  const bool first = last_shown_ == std::chrono::steady_clock::time_point{};
  const auto wait = is_terminal_ ? std::chrono::milliseconds(kRedraw) : kPlain;
  return first || std::chrono::steady_clock::now() - last_shown_ >= wait;
}

void StatusLine::show(const std::string& text) { show(std::vector{text}); }

void StatusLine::show(const std::vector<std::string>& lines) {
  last_shown_ = std::chrono::steady_clock::now();
  if (!is_terminal_) return write(lines.back() + "\n");
  std::string text = erasure();
  for (const auto& line : lines) {
    // One column stays free: a full line would wrap, and a wrapped line cannot be drawn over.
    text += (&line == lines.data() ? "" : "\n") + line.substr(0, width() - 1);
  }
  write(text);
  drawn_ = lines.size();
}

// Asked each time: windows are resized. Some terminals say 0.
std::size_t StatusLine::width() {
  winsize size = {};
  const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : kUsualWidth;
}

// Takes the cursor to where the drawn lines begin, and all from there away.
std::string StatusLine::erasure() const {
  return drawn_ > 1 ? "\r\x1b[" + std::to_string(drawn_ - 1) + "A\x1b[J" : "\r\x1b[2K";
}

void StatusLine::print(const std::string& text) {
  clear();
  write(text + "\n");
}

void StatusLine::clear() {
  if (drawn_ > 0) write(erasure());
  drawn_ = 0;
}

}  // namespace leakygan
