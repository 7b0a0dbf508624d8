#!/usr/bin/env bash
# Feeds made-up files to what reads files, each reader for some seconds, with libFuzzer and the
# sanitizers; needs clang-14. What it learns stays in build/Fuzz/corpus, what it finds in build/Fuzz.
#
#   scripts/fuzz.sh [SECONDS] [TARGET...]    60 s and all targets if not given:
#                                            archive cifar header idx safetensors yaml
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

all=(archive cifar header idx safetensors yaml)
seconds=${1:-60}
targets=("${@:2}")
((${#targets[@]})) || targets=("${all[@]}")
[[ $seconds =~ ^[0-9]+$ ]] || fail "not a number of seconds: $seconds"
for target in "${targets[@]}"; do
  [[ " ${all[*]} " == *" $target "* ]] || fail "no target $target: there are ${all[*]}"
done
scripts/build.sh Fuzz "${targets[@]/#/fuzz_}"

corpus=build/Fuzz/corpus
mkdir -p "${all[@]/#/$corpus/}"
python3 tests/fuzz/make_seeds.py $corpus
cp configs/*.yaml $corpus/yaml

# A file that takes a second, or a gigabyte, is a finding as well. Archives may take longer: what
# unpacks to 1 GiB is refused only then. And LZMA asks for the 4 GiB that a header can name, but
# uses no more of them than it unpacks.
fuzz() {
  local target=$1 limit=1 largest=1500
  [[ $target == archive ]] && limit=20 largest=5000
  build/Fuzz/tests/fuzz/fuzz_"$target" -max_total_time="$seconds" -timeout=$limit \
    -rss_limit_mb=1500 -malloc_limit_mb=$largest -max_len=8192 -artifact_prefix="build/Fuzz/$target-" -verbosity=0 \
    -print_funcs=0 -print_final_stats=1 "$corpus/$target"
}

# As many at a time as there are cores; the output of each comes when it ends.
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
run_one() {
  local target=$1 status=0
  fuzz "$target" &>"$logs/$target" || status=$?
  say "Fuzzed $target for $seconds s (exit $status)"$'\n'"$(<"$logs/$target")"
  ((status == 0)) || touch "$logs/$target.failed"
}
say "Fuzzing ${targets[*]}, each for $seconds s"
for target in "${targets[@]}"; do
  while (($(jobs -rp | wc -l) >= $(nproc))); do wait -n; done
  run_one "$target" &
done
wait

failed=()
for target in "${targets[@]}"; do
  [[ -e $logs/$target.failed ]] && failed+=("$target")
done
((${#failed[@]} == 0)) || fail "fuzzing found something in ${failed[*]}: see build/Fuzz/<target>-*"
