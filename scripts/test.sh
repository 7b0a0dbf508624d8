#!/usr/bin/env bash
# Sets up, builds everything and runs the tests, but for those that take long (label `long`).
# Arguments go to ctest: scripts/test.sh -R config
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/build.sh Release
ctest --test-dir build/Release --output-on-failure --no-tests=error -LE long -j "$(nproc)" "$@"
