#!/usr/bin/env python3
"""Trains PyTorch's DCGAN example on a folder of images for a given time, and writes samples.

    .venv/bin/pip install numpy pillow
    .venv/bin/python benchmarks/stock_dcgan.py --data DIR --out OUT (--minutes M | --images N)
        [--exclude FILE] [--width 64] [--batch 64] [--size 32] [--seed 1] [--threads N]
        [--ema HALF_LIFE_IMAGES] [--count 10000]

It is what a user of the example gets: the networks and the step of train_step.py, the example's
learning rate, Adam and first weights, each epoch in a new order with an incomplete batch at the
end, no augmentation. Unlike the example it has all images decoded in memory before the clock
starts, as 8-bit pixels, so that reading costs it nothing.

FILE names images that are not trained on, a path a line: absolute, or from DIR or the working
folder.

OUT gets, in evaluation mode and from the same latents whatever the seed,

    raw/00001.png ...         samples of the generator, and grid-raw.png, the first 64
    averaged/00001.png ...    with --ema: the same of the averaged generator, and grid-averaged.png
    result.json               what was trained and how long; written last

The clock (`seconds`) runs during training alone: batches, both updates, printed lines, and with
--ema the average, whose share is in `ema_seconds` too.
"""

import argparse
import copy
import json
import os
import pathlib
import platform
import sys
import time

try:
    import numpy as np
    import PIL
    import torch
    from PIL import Image
except ImportError as error:
    sys.exit(f"error: {error}; install the packages: .venv/bin/pip install torch numpy pillow")

from train_step import LATENT, Gan, parameter_count

EXTENSIONS = {".png", ".jpg", ".jpeg"}
SIZES = (16, 32, 64, 128, 256, 512)
LATENTS_SEED = 20260101
RAMP_UP = 0.05  # the half-life of the average is at most this share of the images shown so far
STEPS_A_LINE = 50
SAMPLES_AT_A_TIME = 250
GRID_SIDE = 8
GRID_GAP = 2


def parse():
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n", maxsplit=1)[0],
        formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    required = {"required": True, "type": pathlib.Path, "default": argparse.SUPPRESS}
    parser.add_argument("--data", help="folder of JPEG and PNG files, at any depth", **required)
    parser.add_argument("--out", help="folder for the samples and result.json", **required)
    parser.add_argument("--exclude", metavar="FILE", type=pathlib.Path,
                        help="images not to train on, a path a line")
    length = parser.add_mutually_exclusive_group(required=True)
    length.add_argument("--minutes", type=float, help="how long to train")
    length.add_argument("--images", type=int, help="how many images to show")
    parser.add_argument("--width", type=int, default=64, help="ngf and ndf of the example")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--size", type=int, default=32, choices=SIZES, help="height and width")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--ema", metavar="HALF_LIFE_IMAGES", type=float,
                        help="average the generator too, with this half-life")
    parser.add_argument("--count", type=int, default=10000, help="samples to write")
    options = parser.parse_args()
    for name in ("minutes", "images", "width", "batch", "threads", "ema", "count"):
        value = getattr(options, name)
        if value is not None and not value > 0:
            parser.error(f"--{name} must be above 0")
    return options


def files_to_train_on(folder, exclude):
    """The images under `folder` that the file `exclude` does not name, and how many it does."""
    if not folder.is_dir():
        sys.exit(f"error: {folder} is no folder")
    files = sorted(f for f in folder.rglob("*") if f.suffix.lower() in EXTENSIONS and f.is_file())
    excluded = set()
    if exclude:
        known = {os.path.realpath(file) for file in files}
        for line in exclude.read_text().splitlines():
            if not line.strip():
                continue
            paths = {os.path.realpath(line), os.path.realpath(folder / line)} & known
            if not paths:
                sys.exit(f"error: {exclude} names {line}, which is no image of {folder}")
            excluded |= paths
        files = [file for file in files if os.path.realpath(file) not in excluded]
    if not files:
        sys.exit(f"error: no images to train on in {folder}")
    return files, len(excluded)


def read_image(file, size):
    """8-bit pixels [size, size, 3]: torchvision's Resize and CenterCrop of the file."""
    try:
        with Image.open(file) as opened:
            image = opened.convert("RGB")
    except OSError as error:
        sys.exit(f"error: cannot read {file}: {error}")
    shorter = min(image.size)
    if shorter != size:
        width, height = (int(size * side / shorter) for side in image.size)
        image = image.resize((width, height), Image.Resampling.BILINEAR)
    left, top = (round((side - size) / 2) for side in image.size)
    return np.asarray(image.crop((left, top, left + size, top + size)))


def read_images(files, size):
    """8-bit pixels [N, 3, size, size], contiguous."""
    images = torch.empty(len(files), 3, size, size, dtype=torch.uint8)
    for number, file in enumerate(files):
        images[number] = torch.from_numpy(read_image(file, size).copy()).permute(2, 0, 1)
    return images


def batches(images, size):
    """Without end: numbers of an epoch, and its batches as the example's transforms make them."""
    epoch = 0
    while True:
        for chosen in torch.randperm(len(images)).split(size):
            yield epoch, images[chosen].float() / 127.5 - 1
        epoch += 1


class Average:
    """A generator whose weights and running statistics are averages of another's."""

    def __init__(self, generator, half_life):
        self.half_life = half_life
        self.generator = copy.deepcopy(generator).eval().requires_grad_(False)
        self.seconds = 0.0

    @torch.no_grad()
    def update(self, generator, batch, images):
        """To be called after every step of `batch` images, the last of `images` in all."""
        begin = time.perf_counter()
        share = 1 - 0.5 ** (batch / min(self.half_life, RAMP_UP * images))
        own, other = ([t for t in network.state_dict().values() if t.is_floating_point()]
                      for network in (self.generator, generator))
        torch._foreach_lerp_(own, other, share)
        self.seconds += time.perf_counter() - begin


def train(gan, average, images, options):
    """Trains for as long as `options` say; returns what to report about it."""
    limit = 60 * options.minutes if options.minutes else float("inf")
    goal = options.images or float("inf")
    shown = steps = 0
    cpu_begin = time.process_time()
    begin = time.perf_counter()
    for epoch, real in batches(images, options.batch):
        losses = gan.step(real, torch.randn(len(real), LATENT, 1, 1))
        steps += 1
        shown += len(real)
        if average:
            average.update(gan.generator, len(real), shown)
        seconds = time.perf_counter() - begin
        done = seconds >= limit or shown >= goal
        if steps % STEPS_A_LINE == 0 or done:
            print("epoch %d step %d images %d %.0f s Loss_D: %.4f Loss_G: %.4f D(x): %.4f "
                  "D(G(z)): %.4f / %.4f" % (epoch, steps, shown, seconds, *losses), flush=True)
        if done:
            break
    seconds = time.perf_counter() - begin
    ema_seconds = average.seconds if average else 0.0
    return {"images_shown": shown, "steps": steps, "epochs": shown / len(images),
            "seconds": seconds, "ema_seconds": ema_seconds,
            "cpu_seconds": time.process_time() - cpu_begin,
            "images_per_second": shown / seconds,
            "images_per_second_without_ema": shown / (seconds - ema_seconds),
            "last_loss_discriminator": losses[0], "last_loss_generator": losses[1]}


@torch.no_grad()
def sample(generator, count):
    """8-bit pixels [count, H, W, 3] of an averaged or trained generator in evaluation mode."""
    generator.eval()
    numbers = torch.Generator().manual_seed(LATENTS_SEED)
    latents = torch.randn(count, LATENT, 1, 1, generator=numbers)
    images = torch.cat([generator(part) for part in latents.split(SAMPLES_AT_A_TIME)])
    if not images.isfinite().all():
        sys.exit("error: the generator makes numbers that are not finite")
    pixels = (images * 127.5 + 127.5).round().clamp(0, 255).to(torch.uint8)
    return pixels.permute(0, 2, 3, 1).contiguous().numpy()


def grid(images):
    """The first images, with black lines around them."""
    size = images.shape[1]
    pitch = size + GRID_GAP
    drawn = np.zeros((GRID_SIDE * pitch + GRID_GAP, GRID_SIDE * pitch + GRID_GAP, 3), np.uint8)
    for number, image in enumerate(images[: GRID_SIDE**2]):
        top, left = (GRID_GAP + pitch * place for place in divmod(number, GRID_SIDE))
        drawn[top : top + size, left : left + size] = image
    return drawn


def write_samples(generator, count, out, name):
    images = sample(generator, max(count, GRID_SIDE**2))
    for number, image in enumerate(images[:count], 1):
        Image.fromarray(image).save(out / name / f"{number:05}.png")
    Image.fromarray(grid(images)).save(out / f"grid-{name}.png")


def make_folders(out, names):
    """Before the training, so that it is not in vain; never samples among those of another run."""
    for name in names:
        folder = out / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            sys.exit(f"error: cannot make {folder}: {error.strerror}")
        if any(folder.iterdir()):
            sys.exit(f"error: {folder} is not empty")


def main():
    options = parse()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    make_folders(options.out, ["raw", "averaged"] if options.ema else ["raw"])
    begin = time.perf_counter()
    files, excluded = files_to_train_on(options.data, options.exclude)
    images = read_images(files, options.size)
    reading = time.perf_counter() - begin
    print(f"{len(images)} images, {excluded} excluded, read in {reading:.0f} s", flush=True)
    gan = Gan(options.size, options.width)
    average = Average(gan.generator, options.ema) if options.ema else None
    trained = train(gan, average, images, options)
    write_samples(gan.generator, options.count, options.out, "raw")
    if average:
        write_samples(average.generator, options.count, options.out, "averaged")
    settings = {name: str(value) if isinstance(value, pathlib.Path) else value
                for name, value in vars(options).items()}
    result = trained | {
        "training_images": len(images), "excluded_images": excluded, "reading_seconds": reading,
        "generator_parameters": parameter_count(gan.generator),
        "discriminator_parameters": parameter_count(gan.discriminator),
        "threads": torch.get_num_threads(), "cores": len(os.sched_getaffinity(0)),
        "versions": {"torch": torch.__version__, "python": platform.python_version(),
                     "pillow": PIL.__version__, "numpy": np.__version__},
        "settings": settings}
    (options.out / "result.json").write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
