#pragma once

#include <stdexcept>
#include <string>

namespace leakygan {

// The one exception of the program: a message that tells a user what is wrong, where (file, line,
// key) and what to do. Several faults found together stand on a line each.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A wrong call of the program: reported like an Error, but ends with exit code 2.
class UsageError : public Error {
 public:
  using Error::Error;
};

// A stop was asked for (Ctrl-C, SIGTERM, SIGHUP) before there was anything worth keeping.
class Interrupted : public Error {
 public:
  using Error::Error;
};

}  // namespace leakygan
