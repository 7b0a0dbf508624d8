#!/usr/bin/env bash
# Runs clang-tidy as .clang-tidy says; any finding is an error. Files named on the command line
# (parts of their paths do) are each read on their own, else all, eight of a folder as one: reading
# what they include takes most of the time.
#
# Files that start from LibTorch's precompiled header are left out: going through that header would
# take a quarter of a minute for each. scripts/check_functions.sh reads them too.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

tool=clang-tidy-14
have "$tool" || tool=clang-tidy
have "$tool" || fail "missing: clang-tidy-14"

# Configures, and writes the one header that is generated.
folder=$PWD/build/Tidy
unity=$( (($#)) && echo OFF || echo ON)
scripts/setup.sh
cmake -S . -B "$folder" -DCMAKE_UNITY_BUILD="$unity" >/dev/null
cmake --build "$folder" --target leakygan_version_header >/dev/null

mkdir -p "$folder/commands"
# GCC's commands, without what clang would not understand.
sed -E -e 's/ -W[^ ]*//g' -e 's/ -(fpch-preprocess|fopenmp)//g' \
  "$folder/compile_commands.json" >"$folder/commands/compile_commands.json"

wanted=$(mktemp)
trap 'rm -f "$wanted"' EXIT
(($#)) && printf '%s\n' "$@" >"$wanted" || echo / >"$wanted"
mapfile -t sources < <(grep -A 1 '"command":' "$folder/commands/compile_commands.json" |
  grep -v '^--' | paste -d ' ' - - | grep -v cmake_pch |
  sed -E 's/.*"file": "([^"]*)".*/\1/' | grep -F -f "$wanted" || true)

# The count of warnings in others' headers is noise.
((${#sources[@]} == 0)) || printf '%s\n' "${sources[@]}" |
  xargs -r -d '\n' -n 1 -P "$(nproc)" "$tool" -p "$folder/commands" --quiet \
    --warnings-as-errors='*' 2> >(grep -v 'warnings* generated\.$' >&2)
say "clang-tidy found nothing in ${#sources[@]} translation units"
