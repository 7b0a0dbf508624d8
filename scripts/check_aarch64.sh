#!/usr/bin/env bash
# Cross-compiles src/kernels and its tests for aarch64, where only the plain kernels exist, and runs
# them in qemu. LibTorch and the rest are not needed for it, and not part of it.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

mapfile -t missing < <(missing_packages g++-aarch64-linux-gnu qemu-user googletest libgtest-dev)
((${#missing[@]} == 0)) || install_packages "${missing[@]}"

build=build/aarch64
mkdir -p "$build"
options=(-std=c++20 -O3 -Wall -Wextra -Werror -fno-trapping-math -fno-math-errno -I. -Isrc)
compile() { aarch64-linux-gnu-g++ "${options[@]}" "$@"; }

say "Compiling"
compile -ffp-contract=fast -DLEAKYGAN_KERNELS=plain -DLEAKYGAN_LANES=4 \
  -c src/kernels/kernels_of.cpp -o "$build/kernels_plain.o"
compile -DLEAKYGAN_SOURCE_DIR='""' -I/usr/src/googletest/googletest -Wno-restrict \
  src/kernels/{batch_normalization,buffer,convolution,kernels,weight_gradient}.cpp src/support/{random,text}.cpp \
  tests/kernels/*.cpp /usr/src/googletest/googletest/src/{gtest-all,gtest_main}.cc \
  "$build/kernels_plain.o" -pthread -o "$build/test_kernels"
aarch64-linux-gnu-readelf -h "$build/test_kernels" | grep -q AArch64

say "Running in qemu"
qemu-aarch64 -L /usr/aarch64-linux-gnu "$build/test_kernels" --gtest_brief=1
