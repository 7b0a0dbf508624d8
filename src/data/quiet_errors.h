#pragma once

namespace leakygan {

// While this lives, nothing that its thread writes to std::cerr comes out. OpenCV prints a line
// there for each exception that it swallows while decoding, without the name of a file.
class QuietErrors {
 public:
  QuietErrors();
  QuietErrors(const QuietErrors&) = delete;
  QuietErrors& operator=(const QuietErrors&) = delete;
  ~QuietErrors();
};

}  // namespace leakygan
