#!/usr/bin/env python3
"""Writes JPEGs of 12 megapixels that cost as much to decode as a camera's: noise of many scales."""

import argparse
import pathlib
import random

from PIL import Image

WIDTH, HEIGHT = 4000, 3000
QUALITY = 90


def octave(width, height, spread, seed):
    """Grey noise of so many pixels, as a picture of the full size."""
    pixels = random.Random(seed).randbytes(width * height)
    noise = Image.frombytes("L", (width, height), pixels).point(
        lambda level: 128 + (level - 128) * spread // 128)
    return noise.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)


def photo(seed):
    channels = []
    for channel in range(3):
        picture = octave(8, 6, 110, f"{seed} {channel}")
        for step, width in enumerate((60, 400, 2000)):
            detail = octave(width, width * 3 // 4, 90 >> step, f"{seed} {width}")
            picture = Image.blend(picture, detail, 0.3)
        channels.append(picture)
    return Image.merge("RGB", channels)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=300)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for number in range(options.count):
        photo(number).save(options.folder / f"{number:04}.jpg", quality=QUALITY)


if __name__ == "__main__":
    main()
