#!/usr/bin/env bash
# What cmake/LibTorch.cmake accepts, and what it says about what it does not accept.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
unset LIBTORCH CMAKE_PREFIX_PATH

# fake FOLDER VERSION: files with the names that the detection asks for.
fake() {
  local root=$1 version=$2
  mkdir -p "$root/lib" "$root/include/ATen" "$root/include/torch" "$root/share/cmake/Torch"
  touch "$root"/lib/lib{torch,torch_cpu,c10}.so "$root/lib/libgomp.so.1"
  {
    echo "#define TORCH_VERSION_MAJOR ${version%%.*}"
    echo "#define TORCH_VERSION_MINOR ${version#*.}"
    echo "#define TORCH_VERSION_PATCH 0"
  } > "$root/include/torch/version.h"
  # LibTorch before 2.7 named the ABI here; later ones name the new one or none.
  echo 'set(TORCH_CXX_FLAGS "-D_GLIBCXX_USE_CXX11_ABI=1")' > "$root/share/cmake/Torch/TorchConfig.cmake"
}

# detect ARGUMENT...: configures with LibTorch.cmake.
detect() {
  configure -DMODULE=LibTorch -DTARGET=leakygan::torch -DPROPERTY=INTERFACE_LINK_OPTIONS "$@"
}

good=$sandbox/libtorch
fake "$good" 2.13

detect
expect "without any LibTorch the sentence says where it looked and what to do" 1 \
  "No LibTorch found (looked in $sandbox/project/.venv): run scripts/setup.sh, or set LIBTORCH"

detect -DLIBTORCH="$good"
expect "an unpacked archive is accepted" 0 "LibTorch 2.13.0 in $good" \
  "LINKER:--no-as-needed" "$good/lib/libtorch.so;$good/lib/libtorch_cpu.so;$good/lib/libc10.so"

detect -DLIBTORCH="$good/share/cmake"
expect "torch.utils.cmake_prefix_path is accepted" 0 "LibTorch 2.13.0 in $good "

detect -DCMAKE_PREFIX_PATH="$good/share/cmake/Torch"
expect "the folder of TorchConfig.cmake is accepted" 0 "LibTorch 2.13.0 in $good "

detect -DLIBTORCH="$sandbox/wrong"
expect "a wrong LIBTORCH is named" 1 "LIBTORCH is $sandbox/wrong, but no LibTorch"

LIBTORCH=../wrong detect -DCMAKE_PREFIX_PATH="$good"
expect "a wrong relative LIBTORCH is not passed over, and named with its absolute path" 1 \
  "LIBTORCH is $sandbox/wrong, but no LibTorch"

LIBTORCH=$good detect
expect "LIBTORCH of the environment is accepted" 0 "LibTorch 2.13.0 in $good "

detect -DCMAKE_PREFIX_PATH="../nowhere;../libtorch"
expect "a relative prefix is one below the project" 0 \
  "No LibTorch in $sandbox/nowhere" "LibTorch 2.13.0 in $good "

CMAKE_PREFIX_PATH=../nowhere:elsewhere detect
expect "a prefix that is not found is reported with the absolute path tried" 1 \
  "looked in $sandbox/nowhere, $sandbox/project/elsewhere, $sandbox/project/.venv"

fake "$sandbox/environment/lib/python3.11/site-packages/torch" 2.13
detect -DCMAKE_PREFIX_PATH="$sandbox/environment"
expect "a Python environment is accepted" 0 \
  "LibTorch 2.13.0 in $sandbox/environment/lib/python3.11/site-packages/torch"

fake "$sandbox/new" 3.0
mkdir "$sandbox/new/include/torch/headeronly"
mv "$sandbox/new/include/torch/version.h" "$sandbox/new/include/torch/headeronly/"
echo '#include <torch/headeronly/version.h>' > "$sandbox/new/include/torch/version.h"
touch "$sandbox"/new/lib/lib{torch_cuda,c10_cuda}.so
detect -DLIBTORCH="$sandbox/new"
expect "a newer LibTorch with CUDA links CUDA's libraries and needs no toolkit" 0 \
  "LibTorch 3.0.0 in $sandbox/new" "lib/libtorch_cuda.so;$sandbox/new/lib/libc10_cuda.so"

fake "$sandbox/old" 2.5
detect -DLIBTORCH="$sandbox/old"
expect "a version that is too old is named with the one needed" 1 \
  "The LibTorch in $sandbox/old is version 2.5.0, but 2.13 or newer is needed: run scripts/setup.sh"

echo '  set(TORCH_CXX_FLAGS "-D_GLIBCXX_USE_CXX11_ABI=0")' \
  >> "$sandbox/old/share/cmake/Torch/TorchConfig.cmake"
detect -DLIBTORCH="$sandbox/old"
expect "the old string ABI is refused with both ABIs and the fix" 1 \
  "_GLIBCXX_USE_CXX11_ABI=0" "_GLIBCXX_USE_CXX11_ABI=1" "take LibTorch 2.13 or newer"

fake "$sandbox/half" 2.13
rm "$sandbox/half/lib/libc10.so"
detect -DLIBTORCH="$sandbox/half"
expect "a missing library is named" 1 \
  "The LibTorch in $sandbox/half is incomplete (lib/libc10.so is missing): unpack it again"

rm "$sandbox"/half/lib/*
detect -DLIBTORCH="$sandbox/half"
expect "a folder without libraries is no LibTorch" 1 "LIBTORCH is $sandbox/half, but no LibTorch"

fake "$sandbox/project/.venv/lib/python3.11/site-packages/torch" 2.13
detect
expect "the project's own environment is used when nothing is named" 0 \
  "LibTorch 2.13.0 in $sandbox/project/.venv"

touch "$sandbox/project/.venv/leakygan-incomplete"
detect
expect "half an installation is not used" 1 "was interrupted: run scripts/setup.sh again"

LIBTORCH=$good detect
output=$("$cmake" "$sandbox/build" 2>&1) || code=$?
expect "a rerun without the environment variable keeps its LibTorch" 0 "LibTorch 2.13.0 in $good"

exit $((failures > 0))
