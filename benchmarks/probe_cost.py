"""What a probe costs, in steps of the training that it is made in.

    .venv/bin/python benchmarks/probe_cost.py SOURCE [--batch 64] [--set KEY=VALUE ...]

SOURCE is what `leakygan train` takes. Trains 400 steps with a probe after every tenth and a log line
after every fifth: of the stretches between two lines every other one holds a probe, so both kinds
see the same machine. Medians, so that neither a disturbance nor the first probe, which reads the
images, counts.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import tempfile

PROGRAM = "build/Release/leakygan"
LOG_STEPS = 5
STEPS = 400


def train(source, overrides, batch, out):
    settings = [
        "evaluate.metrics=[]",
        f"training.batch={batch}",
        "training.epochs=none",
        "training.minutes=none",
        f"training.images={STEPS * batch}",
        f"every.log={LOG_STEPS * batch}",
        f"every.probe={2 * LOG_STEPS * batch}",
        f"every.sample={2 * STEPS * batch}",
        *overrides,
    ]
    command = [PROGRAM, "train", source, "--out", out]
    for setting in settings:
        command += ["--set", setting]
    subprocess.run(command, check=True)


def stretches(metrics):
    """Seconds between log lines: those that hold a probe, and those that do not."""
    with_probe, without = [], []
    last = None
    for text in metrics.read_text().splitlines():
        line = json.loads(text)
        if "seconds" not in line:
            continue
        if last:
            holds_probe = last["step"] % (2 * LOG_STEPS) == 0
            (with_probe if holds_probe else without).append(line["seconds"] - last["seconds"])
        last = line
    return with_probe, without


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as out:
        train(options.source, options.set, options.batch, out)
        metrics = next(pathlib.Path(out).glob("*/metrics.jsonl"))
        with_probe, without = stretches(metrics)
    step = statistics.median(without) / LOG_STEPS
    probe = statistics.median(with_probe) - statistics.median(without)
    interval = max(200, 20000 / options.batch)  # every.probe: auto
    print(
        f"a step {1000 * step:.1f} ms, a probe {1000 * probe:.0f} ms, {probe / step:.2f} steps: "
        f"{100 * probe / step / interval:.2f}% at the default interval of {interval:.0f} steps"
    )


if __name__ == "__main__":
    main()
