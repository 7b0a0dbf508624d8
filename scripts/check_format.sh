#!/usr/bin/env bash
# Checks that every C++ file is formatted as .clang-format says; with --fix, formats them.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

mode=(--dry-run -Werror)
[[ ${1:-} == --fix ]] && mode=(-i)

# 14 first: versions format differently, and 14 is what CI has.
tool=clang-format-14
have "$tool" || tool=clang-format
have "$tool" || fail "missing: clang-format-14"

files=()
while IFS= read -r -d '' file; do
  # git also lists a file that was deleted and not yet committed so.
  [[ -e $file ]] && files+=("$file")
done < <(git ls-files -z --cached --others --exclude-standard -- '*.h' '*.cpp')
((${#files[@]})) || fail "git lists no C++ files here"
"$tool" "${mode[@]}" "${files[@]}"
say "${#files[@]} files are formatted"
