"""Plants faults in real images and shows which metric sees which.

    .venv/bin/pip install numpy pillow
    .venv/bin/python benchmarks/planted_faults.py FOLDER [--count 5000] [--features FILE]

FOLDER has a folder a class, all images of one size, at least ten times as many as --count. One set
of --count images is the reference. Others, disjoint from it and from each other, give the spread of
every metric between real sets; each fault is planted in one of those. The table has the effect of
each fault in units of that spread: (value - mean of the real sets) / their standard deviation.
"""

import argparse
import json
import pathlib
import random
import subprocess
import tempfile

import numpy as np
from PIL import Image

PROGRAM = pathlib.Path(__file__).parent.parent / "build/Release/leakygan"
EXTENSIONS = {".png", ".jpg", ".jpeg"}


def read(files):
    return np.stack([np.asarray(Image.open(file).convert("RGB")) for file in files])


def write(folder, images):
    folder.mkdir(parents=True)
    for number, image in enumerate(images):
        Image.fromarray(image).save(folder / f"{number:06}.png")


def rounded(images):
    return np.clip(np.rint(images), 0, 255).astype(np.uint8)


def blur(images, deviation=0.7):
    """Gaussian, mirrored at the border."""
    reach = 3
    weights = np.exp(-(np.arange(-reach, reach + 1) ** 2) / (2 * deviation**2))
    weights /= weights.sum()
    result = images.astype(np.float64)
    for axis in (1, 2):
        padding = [(0, 0)] * 4
        padding[axis] = (reach, reach)
        padded = np.pad(result, padding, mode="reflect")
        length = result.shape[axis]
        result = sum(w * np.take(padded, range(k, k + length), axis) for k, w in enumerate(weights))
    return rounded(result)


def faults(images, classes, spare, spare_classes):
    """Each fault's name and images, as many as there are in `images`."""
    noise = np.random.default_rng(1).normal(0, 8, images.shape)
    dropped = sorted(set(classes))[:3]
    others = [i for i, name in enumerate(spare_classes) if name not in dropped]
    yield "blur, sigma 0.7 px", blur(images)
    yield "noise, sigma 8", rounded(images + noise)
    yield "brightness + 10", rounded(images.astype(np.float64) + 10)
    yield "contrast x 0.9", rounded((images - 127.5) * 0.9 + 127.5)
    yield "3 of 10 classes dropped", spare[others[: len(images)]]
    yield "each image 5 times", np.repeat(images[: len(images) // 5], 5, axis=0)


def evaluate(real, fake, features):
    command = [PROGRAM, "evaluate", "--images", real, fake, "--json"]
    if features:
        command += ["--features", features]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    scores = json.loads(printed)["comparisons"][0]["scores"]
    return {name: score["value"] for name, score in scores.items()}


def table(reals, effects):
    names = list(reals[0])
    means = {name: np.mean([scores[name] for scores in reals]) for name in names}
    spreads = {name: np.std([scores[name] for scores in reals], ddof=1) for name in names}
    print("| metric | real against real | " + " | ".join(effects) + " |")
    print("|---|---|" + "---|" * len(effects))
    for name in names:
        cells = [f"{means[name]:.4g} +- {spreads[name]:.2g}"]
        for scores in effects.values():
            difference = scores[name] - means[name]
            spread = spreads[name]
            cells.append(f"{difference / spread:+.1f}" if spread > 0 else
                         "0" if difference == 0 else f"({difference:+.3g})")
        print(f"| {name} | " + " | ".join(cells) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--features", help="a TorchScript file")
    options = parser.parse_args()
    files = sorted(f for f in options.folder.rglob("*") if f.suffix.lower() in EXTENSIONS)
    random.Random(1).shuffle(files)
    parts = [files[i : i + options.count] for i in range(0, 8 * options.count, options.count)]
    spare = files[8 * options.count :]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for number, part in enumerate(parts):
            write(folder / f"real-{number}", read(part))
        reference = folder / "real-0"
        reals = [evaluate(reference, folder / f"real-{i}", options.features)
                 for i in range(1, len(parts))]
        effects = {}
        planted = faults(read(parts[1]), [f.parent.name for f in parts[1]], read(spare),
                         [f.parent.name for f in spare])
        for number, (fault, images) in enumerate(planted):
            assert len(images) == options.count, f"{fault}: too few images"
            write(folder / f"fault-{number}", images)
            effects[fault] = evaluate(reference, folder / f"fault-{number}", options.features)
    table(reals, effects)


if __name__ == "__main__":
    main()
