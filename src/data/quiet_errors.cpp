#include "data/quiet_errors.h"

#include <iostream>
#include <streambuf>

namespace leakygan {
namespace {

thread_local int quiet_depth = 0;

// Stands before the real buffer of std::cerr for the rest of the program.
class Gate : public std::streambuf {
 public:
  explicit Gate(std::streambuf* behind) : behind_(behind) {}

 protected:
  int_type overflow(int_type letter) override {
    if (quiet_depth > 0 || traits_type::eq_int_type(letter, traits_type::eof())) {
      return traits_type::not_eof(letter);
    }
    return behind_->sputc(traits_type::to_char_type(letter));
  }

  std::streamsize xsputn(const char* text, std::streamsize size) override {
    return quiet_depth > 0 ? size : behind_->sputn(text, size);
  }

  int sync() override { return quiet_depth > 0 ? 0 : behind_->pubsync(); }

 private:
  std::streambuf* behind_;
};

void put_up_gate() {
  // Never destroyed: std::cerr is used until the very end.
  static auto* const gate = [] {
    auto* made = new Gate(std::cerr.rdbuf());
    std::cerr.rdbuf(made);
    return made;
  }();
  static_cast<void>(gate);
}

}  // namespace

QuietErrors::QuietErrors() {
  put_up_gate();
  ++quiet_depth;
}

QuietErrors::~QuietErrors() { --quiet_depth; }

}  // namespace leakygan
