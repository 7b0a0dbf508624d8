#pragma once

#include <cstddef>
#include <functional>
#include <string>

namespace leakygan {

// Told now and then how many of `total` items are done; the last call has done == total.
using Progress = std::function<void(std::size_t done, std::size_t total)>;

// Calls body(index) once for every index in [0, count), from `threads` threads at once (at least
// one), in no fixed order. `progress` may be empty; it is called on the calling thread only, at
// most five times a second.
// Throws Interrupted("interrupted while <doing>") when a stop was asked for, or else the first
// exception of `body`; the other threads then finish the item they are at and no more.
void parallel_for(std::size_t count, int threads, const std::string& doing,
                  const std::function<void(std::size_t index)>& body, const Progress& progress);

}  // namespace leakygan
