#!/usr/bin/env python3
"""Says how many samples of a conditional training lie nearest to their own class.

    leakygan generate RUN --class all --count 200 --out MADE
    .venv/bin/python benchmarks/class_centroids.py REAL MADE --features efficientnet-lite0.pt

REAL and MADE hold a folder of images for each class, of the same names. A class's centroid is the
mean of the features of its real images (--count of each, the first by name's hash); a sample counts
as its class's when that centroid is the nearest. Real images that no centroid was made of are
measured beside them, as what can be had at most; chance is one in the number of classes. FEATURES is
a TorchScript file of scripts/make_features.py. Needs torch and pillow.
"""

import argparse
import hashlib
import json
import pathlib

import numpy
import torch
from PIL import Image

ENDINGS = {".jpg", ".jpeg", ".png"}


def images_of(folder, first, count):
    """[N, 3, H, W], uint8: images number `first` and on of a folder, in an order that names give."""
    files = [path for path in folder.iterdir() if path.suffix.lower() in ENDINGS]
    files.sort(key=lambda path: hashlib.sha256(path.name.encode()).digest())
    files = files[first : first + count]
    if not files:
        raise SystemExit(f"{folder}: has no image number {first + 1}")
    arrays = [numpy.asarray(Image.open(path).convert("RGB")) for path in files]
    return torch.from_numpy(numpy.stack(arrays)).permute(0, 3, 1, 2)


def features_of(network, images):
    return torch.cat([network(part).double() for part in images.split(64)])


def share_nearest(features, centroids):
    """Of each class, the share of its features whose nearest centroid is its own."""
    return [
        (torch.cdist(of_class, centroids).argmin(1) == number).double().mean().item()
        for number, of_class in enumerate(features)
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("real", type=pathlib.Path)
    parser.add_argument("made", type=pathlib.Path)
    parser.add_argument("--features", required=True, metavar="FILE")
    parser.add_argument("--count", type=int, default=500, help="real images of each class")
    options = parser.parse_args()
    network = torch.jit.load(options.features)
    names = sorted(path.name for path in options.made.iterdir() if path.is_dir())
    with torch.inference_mode():
        of = lambda folder, first, count: features_of(network, images_of(folder, first, count))
        centroids = torch.stack([of(options.real / n, 0, options.count).mean(0) for n in names])
        real = share_nearest([of(options.real / n, options.count, 200) for n in names], centroids)
        made = share_nearest([of(options.made / n, 0, 10**6) for n in names], centroids)
    table = {n: {"real": round(r, 3), "made": round(m, 3)} for n, r, m in zip(names, real, made)}
    mean = lambda values: round(sum(values) / len(values), 3)
    summary = {"chance": round(1 / len(names), 3), "real": mean(real), "made": mean(made)}
    print(json.dumps({"classes": table, "mean": summary}, indent=1))


if __name__ == "__main__":
    main()
