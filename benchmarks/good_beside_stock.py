#!/usr/bin/env python3
"""Trains configs/good.yaml and PyTorch's public DCGAN example for the same time and compares samples.

    .venv/bin/pip install numpy pillow
    .venv/bin/python benchmarks/good_beside_stock.py FOLDER OUT --features efficientnet-lite0.pt
        [--minutes 20] [--seeds 1 2 3] [--widths 32 64] [--real 10000] [--made 10000] [--size 32]

A part of FOLDER's images, --real of them, chosen by a hash of their names, is never trained on by
either; OUT/real and OUT/train hold links. For each seed the example is trained first
(stock_dcgan.py, with an averaged generator beside its own), then ours, one after the other with all
cores. Where FOLDER has classes that good.yaml takes, ours is told of them, and the example, which
can take none, is not: `--set data.classes=none` compares both without. The first seed tries every
one of --widths for the example's networks, and the better one has the other seeds too. Distances
are those of `leakygan evaluate --images OUT/real SAMPLES`, Frechet and kernel, in the given
features. OUT/results.json has all numbers; what is there already is not done again. Measure on a
quiet machine.
"""

import argparse
import hashlib
import json
import pathlib
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).parent.parent
PROGRAM = ROOT / "build/Release/leakygan"
ENDINGS = {".jpg", ".jpeg", ".png"}


def run(*words):
    return subprocess.run([str(word) for word in words], check=True, text=True, stdout=subprocess.PIPE).stdout


def divide(folder, out, count):
    """Links of `count` images in out/real, of the others in out/train, class folders kept."""
    if (out / "divided").exists():
        return
    files = [path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS]
    name = lambda path: str(path.relative_to(folder))
    files.sort(key=lambda path: hashlib.sha256(name(path).encode()).digest())
    for number, path in enumerate(files):
        link = out / ("real" if number < count else "train") / name(path)
        link.parent.mkdir(parents=True, exist_ok=True)
        if not link.is_symlink():
            link.symlink_to(path.resolve())
    (out / "divided").touch()


def train_stock(options, seed, width):
    out = options.out / f"stock-{width}-{seed}"
    if not (out / "result.json").exists():
        run(sys.executable, ROOT / "benchmarks/stock_dcgan.py", "--data", options.out / "train", "--out", out,
            "--minutes", options.minutes, "--seed", seed, "--width", width, "--size", options.size,
            "--ema", 20000, "--count", options.made)
    result = json.loads((out / "result.json").read_text())
    scores = {kind: distances(options, out / kind) for kind in ("raw", "averaged")}
    return {"width": width, "images": result["images_shown"], "seconds": result["seconds"], **scores}


def train_ours(options, seed):
    name = f"good-{seed}"
    folder = options.out / name
    if not folder.exists():
        settings = ["data.folder=" + str(options.out / "train"), f"data.size={options.size}",
                    "data.holdout=0", "evaluate.metrics=[]", "every.probe=0", f"seed={seed}",
                    f"training.minutes={options.minutes}", *options.set]
        words = [word for one in settings for word in ("--set", one)]
        run(PROGRAM, "train", ROOT / "configs/good.yaml", "--out", options.out, "--name", name, *words)
    if json.loads((folder / "run.json").read_text())["state"] != "complete":
        raise SystemExit(f"{folder}: was broken off: remove it")
    lines = (folder / "metrics.jsonl").read_text().splitlines()
    last = [line for line in map(json.loads, lines) if "seconds" in line][-1]
    samples = options.out / f"{name}-samples"
    if not samples.exists() or len(list(samples.iterdir())) < options.made:
        run(PROGRAM, "generate", folder, "--count", options.made, "--out", samples, "--force")
    return {"images": last["images"], "seconds": last["seconds"], "averaged": distances(options, samples)}


def distances(options, folder):
    text = run(PROGRAM, "evaluate", "--images", options.out / "real", folder, "--count", options.made,
               "--features", options.features, "--metrics", "frechet,kernel", "--json")
    fakes = next(one for one in json.loads(text)["comparisons"] if one["comparison"] == "fakes")
    return {key: score["value"] for key, score in fakes["scores"].items()}


def best(stock):
    return min(stock[kind]["frechet"] for kind in ("raw", "averaged"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--features", required=True, metavar="FILE")
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--widths", type=int, nargs="+", default=[32, 64], help="of the example's networks")
    parser.add_argument("--size", type=int, default=32)
    parser.add_argument("--real", type=int, default=10000)
    parser.add_argument("--made", type=int, default=10000)
    parser.add_argument("--set", action="append", default=[], metavar="key.path=value", help="of ours")
    options = parser.parse_args()
    divide(options.folder, options.out, options.real)
    widths = options.widths
    results = []
    for seed in options.seeds:
        stocks = [train_stock(options, seed, width) for width in widths]
        widths = [min(stocks, key=best)["width"]]
        results.append({"seed": seed, "stock": stocks, "good": train_ours(options, seed)})
        (options.out / "results.json").write_text(json.dumps(results, indent=1))
        print(json.dumps(results[-1]), flush=True)
    ratios = [one["good"]["averaged"]["frechet"] / min(map(best, one["stock"])) for one in results]
    print(f"Frechet distance of ours over the example's better one: {statistics.mean(ratios):.3f} "
          f"({min(ratios):.3f} to {max(ratios):.3f})")


if __name__ == "__main__":
    main()
