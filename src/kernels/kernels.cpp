#include "kernels/kernels.h"

#include <cstdlib>

#include "support/error.h"
#include "support/text.h"

namespace leakygan {

#ifdef LEAKYGAN_X86_KERNELS
namespace avx512 {
extern const KernelTable table;
}
namespace avx2 {
extern const KernelTable table;
}
#endif
namespace plain {
extern const KernelTable table;
}

namespace {

std::vector<Kernels> find_kernels() {
  std::vector<Kernels> found;
#ifdef LEAKYGAN_X86_KERNELS
  // What kernels/CMakeLists.txt compiles them with. The compiler's functions also ask whether the
  // system saves the registers.
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) {
    found.push_back({"avx512", avx512::table});
  }
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    found.push_back({"avx2", avx2::table});
  }
#endif
  found.push_back({"plain", plain::table});
  return found;
}

const Kernels& choose() {
  const char* wanted = std::getenv("LEAKYGAN_KERNELS");
  if (wanted == nullptr || *wanted == '\0') return all_kernels().front();
  std::vector<std::string> names;
  for (const auto& one : all_kernels()) {
    if (one.name == wanted) return one;
    names.push_back(one.name);
  }
  throw Error("LEAKYGAN_KERNELS is '" + std::string(wanted) + "': this processor has " +
              join(names, ", "));
}

}  // namespace

const std::vector<Kernels>& all_kernels() {
  static const std::vector<Kernels> all = find_kernels();
  return all;
}

const Kernels& kernels() {
  static const Kernels& chosen = choose();
  return chosen;
}

}  // namespace leakygan
