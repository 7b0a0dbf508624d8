#pragma once

#include <cstdint>

namespace leakygan {

// Since the system started this process, the dynamic linker's work included; to about 10 ms.
double seconds_since_process_start();

// The most memory that this process has had resident so far, in bytes.
std::uint64_t peak_memory();

// The memory of the machine, or of the part of it that this process may use (a container), in
// bytes.
std::uint64_t machine_memory();

}  // namespace leakygan
