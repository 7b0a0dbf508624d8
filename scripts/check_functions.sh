#!/usr/bin/env bash
# Checks that no function has more than 60 lines, with lizard (pip install lizard).
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

have lizard || fail "missing: lizard (pip install lizard)"
# Lines are the limit: macros of GoogleTest look like many branches and parameters.
lizard --languages cpp --length 60 --CCN 1000 --arguments 1000 --warnings_only src models tests \
  benchmarks
say "no function is too long"
