#!/usr/bin/env bash
# Gets what building needs: Debian packages, and LibTorch. Installs only what is missing.
#
#   LIBTORCH, CMAKE_PREFIX_PATH   use this LibTorch (an unpacked archive, or the torch folder of a
#                                 Python environment) and install none
#   LEAKYGAN_PIP_ARGS             more words for `pip install torch==2.13.0`: an index of CPU
#                                 wheels, say
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

packages=(g++ cmake ninja-build ccache mold
  libopencv-core-dev libopencv-imgcodecs-dev libopencv-imgproc-dev
  libcli11-dev libyaml-cpp-dev nlohmann-json3-dev libgtest-dev
  libarchive-dev libboost-math-dev libjpeg62-turbo-dev zlib1g-dev)

# Looks for one piece as the real build does, with the same CMake files.
has_piece() {
  cat >"$scratch/CMakeLists.txt" <<'CMAKE'
cmake_minimum_required(VERSION 3.25)
project(piece LANGUAGES CXX)
list(APPEND CMAKE_MODULE_PATH "${FOLDER}/cmake")
if(PIECE STREQUAL "compiler")
  set(CMAKE_CXX_STANDARD 20)
  try_compile(works "${CMAKE_BINARY_DIR}/try" "${CMAKE_SOURCE_DIR}/piece.cpp"
    CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON)
  if(NOT works)
    message(FATAL_ERROR "no C++20")
  endif()
elseif(EXISTS "${FOLDER}/cmake/${PIECE}.cmake")
  include(${PIECE})
else()
  find_package(${PIECE} REQUIRED)
endif()
CMAKE
  cat >"$scratch/piece.cpp" <<'CPP'
#include <concepts>
#include <span>
int main() { return std::same_as<std::span<int>, int> ? 1 : 0; }
CPP
  cmake -S "$scratch" -B "$scratch/build" "-DFOLDER=$PWD" "-DPIECE=$1" &>/dev/null
}

# Where nothing can be installed: goes on if all is there, however it came, else names what is not.
check_pieces() {
  local missing=()
  if ! have cmake; then
    missing+=("cmake 3.25 or newer")
  elif ! has_piece compiler; then
    missing+=("cmake 3.25 or newer, with ninja or make and a compiler for C++20 (GCC 11 or newer)")
  else
    has_piece OpenCv || missing+=("OpenCV 4: core, imgproc, imgcodecs")
    has_piece YamlCpp || missing+=("yaml-cpp")
    has_piece CLI11 || missing+=("CLI11")
    has_piece nlohmann_json || missing+=("nlohmann-json")
    has_piece JPEG || missing+=("libjpeg-turbo")
    has_piece LibArchive || missing+=("libarchive")
    has_piece ZLIB || missing+=("zlib")
    has_piece Boost || missing+=("Boost.Math")
    has_piece GTest || missing+=("GoogleTest")
  fi
  if ((${#missing[@]})); then
    printf 'missing: %s\n' "${missing[@]}" >&2
    have apt-get && fail "neither root nor sudo here; as root: apt-get install ${needed[*]}"
    fail "no apt-get here: install what is missing and run this again."
  fi
}

look_for_libtorch() { cmake -P cmake/LibTorch.cmake &>"$scratch/libtorch"; }

# CMake's sentence, without its frame and its line breaks.
libtorch_error() {
  sed -e '/^CMake Error/d' -e '/^--/d' -e '/^Call Stack/,$d' "$scratch/libtorch" |
    tr -s '\n ' ' ' | sed -e 's/^ //' -e 's/ $//'
}

# Sets `python` to one that can make a virtual environment and for which torch has wheels. Debian's
# own has no ensurepip until python3-venv is there.
find_python() {
  for python in python3 /usr/bin/python3; do
    "$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 10))' \
      &>/dev/null && return
  done
  return 1
}

install_libtorch() {
  if ! find_python; then
    can_install || fail "missing: Python 3.10 or newer with venv and pip; or set LIBTORCH."
    install_packages python3-venv
    find_python || fail "no Python 3.10 or newer here: set LIBTORCH to an unpacked LibTorch archive."
  fi
  say "Installing LibTorch (torch 2.13.0) into .venv"
  [[ -n ${LEAKYGAN_PIP_ARGS:-} ]] ||
    say "pip may bring gigabytes of CUDA: LEAKYGAN_PIP_ARGS can name an index of CPU wheels"
  # CMake refuses the folder while this file is there: half an installation looks like a whole one.
  mkdir -p .venv
  touch .venv/leakygan-incomplete
  "$python" -m venv .venv
  # shellcheck disable=SC2086  # several words on purpose
  .venv/bin/python -m pip install torch==2.13.0 ${LEAKYGAN_PIP_ARGS:-}
  rm .venv/leakygan-incomplete
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

needed=()
if have dpkg-query; then
  mapfile -t needed < <(missing_packages "${packages[@]}")
fi
if ((${#needed[@]})) && can_install; then
  install_packages "${needed[@]}"
elif ((${#needed[@]})) || ! have dpkg-query; then
  check_pieces
fi

if ! look_for_libtorch; then
  [[ -z ${LIBTORCH:-}${CMAKE_PREFIX_PATH:-} ]] ||
    fail "$(libtorch_error) This script installs one only if LIBTORCH and CMAKE_PREFIX_PATH are unset."
  if [[ -e .venv/leakygan-incomplete ]]; then
    say "The last installation into .venv was interrupted: starting afresh"
    rm -rf .venv
  elif [[ -e .venv ]]; then
    fail "$(libtorch_error) The .venv here was not made by this script or is too old: remove it first."
  fi
  install_libtorch
  look_for_libtorch || fail "$(libtorch_error)"
fi
say "Set up: $(sed -n 's/^-- \(LibTorch [0-9]\)/\1/p' "$scratch/libtorch")"
