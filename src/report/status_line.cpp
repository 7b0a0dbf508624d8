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

// Asked each time: windows are resized. Some terminals say 0.
std::size_t terminal_width() {
  winsize size = {};
  const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : kUsualWidth;
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

void StatusLine::show(const std::string& text) {
  last_shown_ = std::chrono::steady_clock::now();
  if (!is_terminal_) return write(text + "\n");
  // One column stays free: a full line would wrap, and a wrapped line cannot be drawn over.
  write("\r\x1b[2K" + text.substr(0, terminal_width() - 1));
  drawn_ = true;
}

void StatusLine::print(const std::string& text) {
  clear();
  write(text + "\n");
}

void StatusLine::clear() {
  if (drawn_) write("\r\x1b[2K");
  drawn_ = false;
}

}  // namespace leakygan
