#!/usr/bin/env bash
# Builds into build/<type>/; the program is build/<type>/leakygan.
#
#   scripts/build.sh [Release|Debug|Sanitize|Threads|Fuzz] [target...]
#
#   LEAKYGAN_WERROR=ON           warnings stop the build
#   CMAKE_BUILD_PARALLEL_LEVEL   how many files are compiled at once
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

type=${1:-Release}
case $type in
  Release | Debug | Sanitize | Threads | Fuzz) ;;
  *)
    echo "usage: scripts/build.sh [Release|Debug|Sanitize|Threads|Fuzz] [target...]" >&2
    exit 2
    ;;
esac
targets=("${@:2}")
build=build/$type

# A LibTorch that the folder was configured with by -DLIBTORCH goes on being the one.
if [[ -z ${LIBTORCH:-} && -e $build/CMakeCache.txt ]]; then
  LIBTORCH=$(sed -n 's/^LIBTORCH:[A-Z]*=//p' "$build/CMakeCache.txt")
  export LIBTORCH
fi
scripts/setup.sh

arguments=(-DCMAKE_BUILD_TYPE="$type" -DLEAKYGAN_WERROR="${LEAKYGAN_WERROR:-OFF}")
# A folder keeps the generator that it was configured with.
if [[ ! -e $build/CMakeCache.txt ]] && have ninja; then
  arguments+=(-G Ninja)
fi
if [[ $type == Fuzz ]]; then
  have clang++-14 || fail "missing: clang++-14, with libfuzzer-14-dev and libclang-rt-14-dev"
  arguments+=(-DCMAKE_CXX_COMPILER=clang++-14)
fi
# CMake remembers what these named, for the times when ninja runs it.
if [[ -z ${LIBTORCH:-}${CMAKE_PREFIX_PATH:-} ]]; then
  arguments+=(-ULEAKYGAN_TORCH_FROM_ENVIRONMENT)
fi
cmake -S . -B "$build" "${arguments[@]}"

# A file that includes LibTorch's header takes up to 2 GB to compile: with many cores and little
# memory, one job a core would swap or be killed.
if [[ -z ${CMAKE_BUILD_PARALLEL_LEVEL:-} ]]; then
  jobs=$(awk -v cores="$(nproc)" '/^MemAvailable/ { jobs = int($2 / 2e6) }
    END { print jobs < 1 ? 1 : jobs < cores ? jobs : cores }' /proc/meminfo)
  export CMAKE_BUILD_PARALLEL_LEVEL=$jobs
fi
cmake --build "$build" ${targets:+--target "${targets[@]}"}
