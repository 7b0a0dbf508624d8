#!/usr/bin/env python3
"""Times the training step of leakygan and that of PyTorch's DCGAN example, alternating.

benchmarks/train_step.sh builds what this needs and runs it with a Python that has torch.
"""

import argparse
import os
import pathlib
import statistics
import sys

from rounds import alternate

STEP_OPTIONS = {
    "size": (64, "height and width of the images in pixels, a power of two"),
    "width": (64, "channels next to the image, of both networks"),
    "batch": (64, "images in a step"),
    "steps": (10, "timed steps of a process"),
    "warmup": (3, "steps before them"),
    "threads": (len(os.sched_getaffinity(0)), "threads of each side"),
}
SIZES = (16, 32, 64, 128, 256, 512)


def parse():
    parser = argparse.ArgumentParser(
        prog="benchmarks/train_step.sh", description="Compares our training step with PyTorch's.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--program", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=7, help="processes of each side")
    for name, (default, meaning) in STEP_OPTIONS.items():
        parser.add_argument(f"--{name}", type=int, default=default, help=meaning)
    options = parser.parse_args()
    if options.size not in SIZES:
        parser.error(f"--size must be one of {', '.join(map(str, SIZES))}")
    for name in ("rounds", *STEP_OPTIONS):
        if getattr(options, name) < 1:
            parser.error(f"--{name} must be at least 1")
    return options


def commands(options):
    """The two sides' command lines, ours and PyTorch's, which differ in the program only."""
    python_step = pathlib.Path(__file__).with_name("train_step.py")
    words = [f"--{name}={getattr(options, name)}" for name in STEP_OPTIONS]
    return [options.program, *words], [sys.executable, python_step, *words]


def check_same_networks(ours, theirs):
    for key in ("generator_parameters", "discriminator_parameters"):
        if ours[key] != theirs[key]:
            sys.exit(f"error: {key} differ: ours {ours[key]}, PyTorch {theirs[key]}")


def run_rounds(options):
    """Prints a line for each round and returns the results as pairs (ours, PyTorch's)."""
    results = []
    print("round   ours [s]  PyTorch [s]   ratio")
    pairs = alternate(*commands(options), options.rounds, OMP_NUM_THREADS=options.threads)
    for number, (ours, theirs) in enumerate(pairs, 1):
        check_same_networks(ours, theirs)
        results.append((ours, theirs))
        print(f"{number:5} {ours['seconds_per_step']:10.4f} {theirs['seconds_per_step']:12.4f} "
              f"{ratio(ours, theirs):7.3f}", flush=True)
    return results


def ratio(ours, theirs):
    return theirs["seconds_per_step"] / ours["seconds_per_step"]


def mebibytes(results):
    return max(result["peak_memory_bytes"] for result in results) / 2**20


def page_faults(results):
    return statistics.median(result["page_faults_per_step"] for result in results)


def main():
    options = parse()
    print(f"{options.size} px, width {options.width}, batch {options.batch}, "
          f"{options.threads} threads; {options.warmup} steps, then {options.steps} timed", flush=True)
    results = run_rounds(options)
    ours, theirs = zip(*results)
    ratios = [ratio(*pair) for pair in results]
    print(f"parameters   generator {ours[0]['generator_parameters']:,}, "
          f"discriminator {ours[0]['discriminator_parameters']:,}, on both sides")
    print(f"ratio        median {statistics.median(ratios):.3f}, "
          f"min {min(ratios):.3f}, max {max(ratios):.3f} (PyTorch's time / ours)")
    print(f"peak memory  ours {mebibytes(ours):.0f} MiB, PyTorch {mebibytes(theirs):.0f} MiB")
    print(f"page faults  ours {page_faults(ours):.0f} a step, PyTorch {page_faults(theirs):.0f}")


if __name__ == "__main__":
    main()
