#include <cstdint>
#include <string>

#include "input_file.h"
#include "support/error.h"
#include "training/checkpoint.h"

// Reads any bytes as a checkpoint: its header, every tensor, its metadata.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string path = leakygan::testing::input_file(data, size);
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
