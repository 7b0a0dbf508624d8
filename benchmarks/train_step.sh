#!/usr/bin/env bash
# Times our training step and the one of PyTorch's DCGAN example side by side; prints the ratio.
#
#   benchmarks/train_step.sh [--rounds 7] [--steps 10] [--warmup 3] [--size 64] [--width 64]
#                            [--batch 64] [--threads N]
#
#   LEAKYGAN_PYTHON   a Python with torch; else that of the environment that LibTorch came from,
#                     else .venv/bin/python
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../scripts/common.sh"

program=build/Release/benchmarks/leakygan_train_step

# Prints the Python whose torch is the LibTorch that the program runs with, however that was found.
python_of_libtorch() {
  local library
  library=$(ldd "$program" | sed -n 's/.*libtorch_cpu\.so => \([^ ]*\).*/\1/p')
  if [[ $library =~ ^(.+)/lib/python3[^/]*/site-packages/torch/lib/ ]]; then
    echo "${BASH_REMATCH[1]}/bin/python"
  else
    echo .venv/bin/python
  fi
}

scripts/build.sh Release leakygan_train_step
python=${LEAKYGAN_PYTHON:-$(python_of_libtorch)}
have "$python" || fail "no Python at $python: set LEAKYGAN_PYTHON to one that has torch"
version=$("$python" -c 'import torch; print(torch.__version__)' 2>/dev/null) ||
  fail "$python has no torch: set LEAKYGAN_PYTHON to one that has it"
say "Against PyTorch $version of $python"
"$python" benchmarks/side_by_side.py --program="$program" "$@"
