#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "support/error.h"
#include "training/checkpoint.h"

// Reads any bytes as a checkpoint: its header, every tensor, its metadata.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const int file = ::memfd_create("fuzz", 0);
  static const std::string path = "/proc/self/fd/" + std::to_string(file);
  const bool written =
      ::ftruncate(file, 0) == 0 && ::pwrite(file, data, size, 0) == static_cast<ssize_t>(size);
  if (!written) std::abort();
  try {
    const leakygan::SafetensorsFile read(path);
    read.verify();
    read.id();
    leakygan::open_checkpoint(path);
  } catch (const leakygan::Error&) {
    return 0;
  }
  return 0;
}
