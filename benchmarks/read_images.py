#!/usr/bin/env python3
"""Reads images as Python programs usually do, beside leakygan_read_images; prints the ratios.

The usual way is what torchvision's ImageFolder and its transforms do: Pillow opens a file and
converts it to RGB, resizes it with antialiasing so that the shorter side fits, crops the middle; a
torch DataLoader does so in as many workers as there are cores. benchmarks/read_images.sh builds
what this needs and runs it with a Python that has torch and Pillow.
"""

import argparse
import json
import os
import pathlib
import statistics
import sys
import tempfile
import time

from rounds import alternate, run

EXTENSIONS = (".jpg", ".jpeg", ".png")
BATCH = 64


def parse():
    parser = argparse.ArgumentParser(
        prog="benchmarks/read_images.sh", description=__doc__.split("\n", maxsplit=1)[0],
        formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("folder", help="the images")
    parser.add_argument("--program", help=argparse.SUPPRESS)
    parser.add_argument("--only-python", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--size", type=int, default=64, help="height and width to decode to")
    parser.add_argument("--rounds", type=int, default=3, help="processes of each side")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)),
                        help="threads, or workers, of each side")
    return parser.parse_args()


def read_in_python(options):
    """Prints how long the usual way takes, imports not counted."""
    import torch
    from PIL import Image
    from torch.utils.data import DataLoader, Dataset

    class Folder(Dataset):
        def __init__(self, folder, size):
            self.size = size
            self.files = []
            for root, _, names in sorted(os.walk(folder)):
                for name in sorted(names):
                    if name.lower().endswith(EXTENSIONS):
                        self.files.append(os.path.join(root, name))

        def __len__(self):
            return len(self.files)

        def __getitem__(self, index):
            with open(self.files[index], "rb") as file:
                image = Image.open(file).convert("RGB")
            scale = self.size / min(image.size)
            width, height = (max(self.size, round(side * scale)) for side in image.size)
            image = image.resize((width, height), Image.Resampling.BILINEAR)
            left, top = (width - self.size) // 2, (height - self.size) // 2
            image = image.crop((left, top, left + self.size, top + self.size))
            pixels = torch.frombuffer(bytearray(image.tobytes()), dtype=torch.uint8)
            return pixels.view(self.size, self.size, 3)

    begin = time.monotonic()
    dataset = Folder(options.folder, options.size)
    loader = DataLoader(dataset, batch_size=BATCH, num_workers=options.threads)
    images = sum(len(batch) for batch in loader)
    print(json.dumps({"images": images, "seconds": time.monotonic() - begin}))


def run_rounds(options, cache):
    words = [options.folder, f"--size={options.size}", f"--threads={options.threads}"]
    ratios = []
    print("round   ours [s]  Python [s]   ratio")
    pairs = alternate([options.program, *words],
                      [sys.executable, __file__, "--only-python", *words],
                      options.rounds, XDG_CACHE_HOME=cache)
    for number, (ours, theirs) in enumerate(pairs, 1):
        if ours["images"] != theirs["images"]:
            sys.exit(f"error: {ours['images']} images here, {theirs['images']} in Python")
        ratios.append(theirs["seconds"] / ours["seconds"])
        print(f"{number:5} {ours['seconds']:10.2f} {theirs['seconds']:11.2f} {ratios[-1]:7.2f}",
              flush=True)
    print(f"{ours['images']} images, ratio median {statistics.median(ratios):.2f}, "
          f"min {min(ratios):.2f}, max {max(ratios):.2f} (Python's time / ours); "
          f"scan {ours['seconds_scan']:.2f} s")


def run_again(options, cache):
    """Two starts that keep what they decoded: the second one finds it."""
    command = [options.program, options.folder, f"--size={options.size}",
               f"--threads={options.threads}", "--keep"]
    for which in ("first start", "second start", "third start"):
        result = run(command, XDG_CACHE_HOME=cache)
        print(f"{which}: {result['seconds_from_start']:.2f} s from the process's start to the first "
              f"batch, peak of memory {result['peak_memory_bytes'] / 2**20:.0f} MiB", flush=True)


def main():
    options = parse()
    if options.only_python:
        read_in_python(options)
        return
    with tempfile.TemporaryDirectory(dir=pathlib.Path.cwd() / "build") as cache:
        run_rounds(options, cache)
        run_again(options, cache)


if __name__ == "__main__":
    main()
