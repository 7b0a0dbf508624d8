#!/usr/bin/env bash
# Runs clang-tidy as .clang-tidy says; any finding is an error. Files named on the command line
# (parts of their paths do), else all.
#
# In files that start from LibTorch's precompiled header only the size of functions is checked: the
# other checks would go through that header anew for each, half a minute a file.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# The same version for both: one reads the header that the other precompiled.
version=-14
have clang-tidy$version || version=
have clang-tidy$version || fail "missing: clang-tidy-14"
have clang++$version || fail "missing: clang++$version"

# Configures, and writes the one header that is generated.
scripts/build.sh Release leakygan_version_header

folder=$PWD/build/Release/tidy
mkdir -p "$folder"
# GCC's commands, without what clang would not understand or would read differently.
sed -E -e 's/ -W[^ ]*//g' -e 's/ -(fpch-preprocess|fopenmp)//g' \
  -e "/x c\+\+-header/! s# -include [^ ]*/cmake_pch\.hxx# -include-pch $folder/torch.pch#" \
  build/Release/compile_commands.json >"$folder/compile_commands.json"

# Prints the sources whose commands match the pattern $1, or do not with -v before it.
sources() {
  grep -A 1 '"command":' "$folder/compile_commands.json" | grep -v '^--' | paste -d ' ' - - |
    grep "$@" | sed -E 's/.*"file": "([^"]*)".*/\1/' |
    grep -v -e "^$PWD/build/" -e /cmake/precompiled.cpp |
    grep -F -f "$wanted" || true
}
wanted=$(mktemp)
trap 'rm -f "$wanted"' EXIT
(($#)) && printf '%s\n' "$@" >"$wanted" || echo / >"$wanted"
mapfile -t plain < <(sources -v -e 'torch\.pch')
mapfile -t torch < <(sources -e 'torch\.pch')

# Takes the number of seconds that a file needs down from 30 to 13.
if ((${#torch[@]})); then
  flags=$(grep -m 1 'x c++-header' "$folder/compile_commands.json" |
    sed -E -e 's/.*"command": "[^ ]* //' -e 's/ -x c\+\+-header.*//')
  # shellcheck disable=SC2086  # several words
  clang++$version $flags -w -x c++-header \
    build/Release/CMakeFiles/leakygan_pch.dir/cmake_pch.hxx -o "$folder/torch.pch"
fi

# Files on standard input, options as arguments. The count of warnings in others' headers is noise.
tidy() {
  xargs -r -d '\n' -n 1 -P "$(nproc)" clang-tidy$version -p "$folder" --quiet \
    --warnings-as-errors='*' "$@" 2> >(grep -v 'warnings* generated\.$' >&2)
}
status=0
((${#plain[@]} == 0)) || printf '%s\n' "${plain[@]}" | tidy || status=1
((${#torch[@]} == 0)) || printf '%s\n' "${torch[@]}" |
  tidy --checks='-*,readability-function-size' || status=1
((status)) || say "clang-tidy found nothing in $((${#plain[@]} + ${#torch[@]})) files"
exit $status
