#include "read_pack.h"

// Reads any bytes as a CIFAR file of each name that matters.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* name : {"data_batch_1.bin", "test_batch.bin", "cifar-100/train.bin", "a.bin"}) {
    leakygan::testing::read_pack(name, bytes);
  }
  return 0;
}
