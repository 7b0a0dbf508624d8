#include "read_pack.h"

// Reads any bytes as an idx file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  leakygan::testing::read_pack("train-images-idx3-ubyte",
                               {reinterpret_cast<const char*>(data), size});
  return 0;
}
