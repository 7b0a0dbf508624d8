#include <cstdint>
#include <string>

#include "config/load.h"
#include "support/error.h"

// Reads any bytes as a configuration; one that is taken must be written and read back the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  leakygan::Config config;
  try {
    config = leakygan::parse_config(text, "input");
  } catch (const leakygan::Error&) {
    return 0;
  }
  const std::string dumped = leakygan::dump_config(config);
  if (leakygan::dump_config(leakygan::parse_config(dumped, "dump")) != dumped) __builtin_trap();
  const std::string json = leakygan::dump_config_json(config);
  if (leakygan::dump_config(leakygan::parse_config(json, "json")) != dumped) __builtin_trap();
  return 0;
}
