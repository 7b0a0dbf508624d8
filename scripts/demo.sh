#!/usr/bin/env bash
# From an empty machine to a grid of samples: sets up, builds, makes the `shapes` data set, trains
# on it for about two minutes and says where everything is.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

scripts/build.sh Release leakygan
program=build/Release/leakygan

if [[ ! -e datasets/shapes ]]; then
  say "Making the data set datasets/shapes"
  "$program" dataset shapes datasets/shapes
fi

say "Training for about two minutes (Ctrl-C stops early and keeps what there is)"
# Standard output goes to a file, not through a pipe: Ctrl-C would end the pipe's other side at
# once, and the program could not finish its step and its files. Progress comes on standard error.
output=$(mktemp)
trap 'rm -f "$output"' EXIT
"$program" train configs/demo.yaml >"$output"
run=$(tail -n 1 "$output")

grids=("$run"/samples/step-*.png)
checkpoints=("$run"/checkpoints/step-*.safetensors)
cat <<END

The run is in $run:
  last samples   ${grids[-1]}
  checkpoint     ${checkpoints[-1]}
  numbers        $run/metrics.jsonl
  configuration  $run/config.yaml

Next:
  $program generate $run --count 16 --grid --out pictures
  $program train --resume $run --set training.minutes=10      go on with it
  $program train FOLDER      your own pictures
  $program config            every setting, its default and meaning
END
