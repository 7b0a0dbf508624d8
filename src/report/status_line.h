#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace leakygan {

// What a user sees of work that takes a while, on stderr. On a terminal: one line that is drawn
// over, cut to the terminal's width. Elsewhere (a file, a pipe, TERM=dumb): a plain line now and
// then, flushed, without control characters.
class StatusLine {
 public:
  StatusLine();
  StatusLine(const StatusLine&) = delete;
  StatusLine& operator=(const StatusLine&) = delete;
  ~StatusLine();

  // Whether a new text would be shown by now; building one may be saved otherwise.
  bool due() const;

  // Shows the text, in place of the last one on a terminal.
  void show(const std::string& text);

  // The same for several lines; elsewhere than on a terminal only the last of them is written.
  void show(const std::vector<std::string>& lines);

  bool is_terminal() const { return is_terminal_; }
  // Columns of the terminal, 80 elsewhere.
  static std::size_t width();

  // Ends the redrawn line, if there is one, and writes a line that stays.
  void print(const std::string& text);

  // Takes the redrawn line away, before something is written to stdout.
  void clear();

 private:
  std::string erasure() const;

  bool is_terminal_;
  std::size_t drawn_ = 0;  // lines
  std::chrono::steady_clock::time_point last_shown_;
};

}  // namespace leakygan
