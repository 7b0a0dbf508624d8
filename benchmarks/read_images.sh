#!/usr/bin/env bash
# Times how we scan and decode a folder of images beside Python's usual way; prints the ratio, and
# how long a second start takes.
#
#   benchmarks/read_images.sh FOLDER [--size 64] [--rounds 3] [--threads N]
#
#   LEAKYGAN_PYTHON   a Python with torch and Pillow; else .venv/bin/python
set -euo pipefail
folder=$(realpath "${1:?usage: benchmarks/read_images.sh FOLDER [--size 64] [--rounds 3]}")
source "$(dirname "${BASH_SOURCE[0]}")/../scripts/common.sh"

scripts/build.sh Release leakygan_read_images
python=${LEAKYGAN_PYTHON:-.venv/bin/python}
"$python" -c 'import torch, PIL' 2>/dev/null ||
  fail "$python has no torch and Pillow: set LEAKYGAN_PYTHON to one that has both"
"$python" benchmarks/read_images.py "$folder" \
  --program=build/Release/benchmarks/leakygan_read_images "${@:2}"
