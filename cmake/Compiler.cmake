# How everything is compiled: standard, build types, warnings, sanitizers, ccache, linker.

include(CheckCXXSourceCompiles)

option(LEAKYGAN_WERROR "Warnings stop the build" OFF)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Release, Debug, Sanitize, Threads or Fuzz" FORCE)
endif()
if(NOT CMAKE_BUILD_TYPE MATCHES "^(Release|Debug|Sanitize|Threads|Fuzz)$")
  message(FATAL_ERROR "CMAKE_BUILD_TYPE is ${CMAKE_BUILD_TYPE}: use Release, Debug, Sanitize, Threads or Fuzz.")
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Fuzz" AND NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  message(FATAL_ERROR "libFuzzer needs clang: scripts/fuzz.sh chooses it.")
endif()

# Eight files of a folder are compiled as one, since reading the headers takes longer than the rest: a
# name that two files of a folder use for different things is an error. Debug is for those who work on
# the code, and compile one file again and again.
if(NOT DEFINED CMAKE_UNITY_BUILD AND NOT CMAKE_BUILD_TYPE STREQUAL "Debug")
  set(CMAKE_UNITY_BUILD ON)
endif()

# NDEBUG stays undefined: assertions of this project's own code are cheap beside the networks.
# No -march=native: the program should run on another machine than it was built on, and LibTorch
# chooses its kernels when it runs. Nobody catches floating-point traps or reads errno of them, and
# without this GCC does not vectorize loops with a condition (models/leaky_relu.cpp).
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -fno-trapping-math -fno-math-errno")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g")
set(CMAKE_CXX_FLAGS_SANITIZE
    "-O1 -g1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined")
# For what does without LibTorch and OpenMP, whose own synchronization this sanitizer cannot see.
set(CMAKE_CXX_FLAGS_THREADS "-O1 -g1 -fno-omit-frame-pointer -fsanitize=thread")
set(CMAKE_CXX_FLAGS_FUZZ "${CMAKE_CXX_FLAGS_SANITIZE} -fsanitize=fuzzer-no-link")

add_compile_options(
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
  -Wold-style-cast -Wcast-qual -Wformat=2 -Wextra-semi -Wimplicit-fallthrough)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-Wduplicated-cond -Wlogical-op -Winvalid-pch)
  # GCC 12 warns of overlapping copies inside std::string (its bug 105651).
  add_compile_options(-Wno-restrict)
  # What the sanitizers put into the code leads this warning astray (GCC's manual,
  # "Instrumentation Options").
  if(CMAKE_BUILD_TYPE MATCHES "^(Sanitize|Threads)$")
    add_compile_options(-Wno-maybe-uninitialized)
  endif()
endif()
if(LEAKYGAN_WERROR)
  add_compile_options(-Werror)
endif()

# Programs of LibTorch run two at a time stand still for each other when their idle threads spin.
# Decoded images go where no test of another day looks.
set(LEAKYGAN_TEST_ENVIRONMENT OMP_WAIT_POLICY=PASSIVE XDG_CACHE_HOME=${CMAKE_BINARY_DIR}/cache UBSAN_OPTIONS=print_stacktrace=1)

# ccache compares the text before the precompiled header only when told how (its manual,
# "Precompiled headers"); without these it calls every such file uncacheable.
find_program(LEAKYGAN_CCACHE ccache)
mark_as_advanced(LEAKYGAN_CCACHE)
if(LEAKYGAN_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      ${LEAKYGAN_CCACHE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-fpch-preprocess)
  endif()
endif()

# The first of these linkers that the compiler really runs with.
foreach(linker IN ITEMS mold lld)
  set(CMAKE_REQUIRED_LINK_OPTIONS -fuse-ld=${linker})
  check_cxx_source_compiles("int main() { return 0; }" LEAKYGAN_HAS_${linker})
  unset(CMAKE_REQUIRED_LINK_OPTIONS)
  if(LEAKYGAN_HAS_${linker})
    add_link_options(-fuse-ld=${linker})
    break()
  endif()
endforeach()
