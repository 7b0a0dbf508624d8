#!/usr/bin/env python3
"""Four small trainings on two cores: one after another with two threads each, against two at a time
with one thread each. Prints the images per second of all four together, from the start of the first
process to the end of the last, for rounds in which the two ways take turns.

    benchmarks/runs_at_a_time.py FOLDER [--rounds 3] [--images 6400]
"""

import argparse
import pathlib
import statistics
import subprocess
import tempfile
import time

PROGRAM = pathlib.Path(__file__).parent.parent / "build/Release/leakygan"
RUNS = 4


def command(folder, images, seed, threads, out):
    settings = {"data.size": 32, "generator.width": 32, "discriminator.width": 32,
                "training.images": images, "seed": seed, "threads": threads,
                "evaluate.metrics": "[]", "every.probe": "none"}
    words = [PROGRAM, "train", folder, "--out", out]
    for key, value in settings.items():
        words += ["--set", f"{key}={value}"]
    return [str(word) for word in words]


def speed(folder, images, at_a_time, threads):
    """Images per second of four runs, so many at a time."""
    with tempfile.TemporaryDirectory() as out:
        begin = time.monotonic()
        for first in range(0, RUNS, at_a_time):
            children = [subprocess.Popen(command(folder, images, seed + 1, threads, out),
                                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                        for seed in range(first, first + at_a_time)]
            for child in children:
                if child.wait() != 0:
                    raise SystemExit("a training failed: " + " ".join(child.args))
        return RUNS * images / (time.monotonic() - begin)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--images", type=int, default=6400)
    options = parser.parse_args()
    ways = [(1, 2), (2, 1)]  # at a time, threads each
    for way in ways:  # decodes the images, and measures convolutions for this number of threads
        speed(options.folder, 640, *way)
    speeds = {way: [] for way in ways}
    for number in range(options.rounds):
        for way in ways if number % 2 == 0 else reversed(ways):
            speeds[way].append(speed(options.folder, options.images, *way))
            print(f"{way[0]} at a time, {way[1]} threads each: {speeds[way][-1]:.0f} images/s",
                  flush=True)
    ratios = [two / one for one, two in zip(speeds[ways[0]], speeds[ways[1]])]
    for way in ways:
        print(f"median, {way[0]} at a time: {statistics.median(speeds[way]):.0f} images/s")
    print("two at a time over one at a time: " + ", ".join(f"{ratio:.2f}" for ratio in ratios))


if __name__ == "__main__":
    main()
