#pragma once

#include <cstdint>
#include <string>

namespace leakygan {

// Since the system started this process, the dynamic linker's work included; to about 10 ms.
double seconds_since_process_start();

// The most memory that this process has had resident so far, in bytes.
std::uint64_t peak_memory();

// The memory of the machine, or of the part of it that this process may use (a container), in
// bytes.
std::uint64_t machine_memory();

// "AMD EPYC 7763 64-Core Processor", or the kind of machine where the system does not say more.
std::string processor_name();

// Lets the C library keep memory that was freed instead of giving it back to the system, which
// would clear each page again when it is next used: a training frees and takes the same amounts at
// every step. Does nothing where the library is not glibc.
void keep_freed_memory();

}  // namespace leakygan
