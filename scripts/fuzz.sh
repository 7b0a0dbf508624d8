#!/usr/bin/env bash
# Feeds made-up files to the readers of checkpoints and of configurations, each for some seconds,
# with libFuzzer and the sanitizers; needs clang-14. What it learns stays in build/Fuzz/corpus.
#
#   scripts/fuzz.sh [SECONDS]    60 if not given
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

seconds=${1:-60}
scripts/build.sh Fuzz fuzz_safetensors fuzz_yaml

corpus=build/Fuzz/corpus
mkdir -p $corpus/safetensors $corpus/yaml
python3 tests/fuzz/make_seeds.py $corpus/safetensors/checkpoint
cp configs/*.yaml $corpus/yaml

# A file that takes a second, or a gigabyte, is a finding as well.
for reader in safetensors yaml; do
  say "Fuzzing the reader of $reader for $seconds s"
  build/Fuzz/tests/fuzz/fuzz_$reader -max_total_time="$seconds" -timeout=1 -rss_limit_mb=1500 \
    -max_len=8192 -artifact_prefix=build/Fuzz/ -verbosity=0 -print_funcs=0 -print_final_stats=1 $corpus/$reader
done
