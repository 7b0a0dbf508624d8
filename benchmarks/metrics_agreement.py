"""Computes our metrics and the usual Python ones on the same features, and compares them.

    .venv/bin/pip install numpy scipy scikit-learn prdc safetensors
    .venv/bin/python benchmarks/metrics_agreement.py DIR_A DIR_B [--features FILE] [--count N]

The features come from `leakygan evaluate --save-features`. Against them stand: the Frechet distance
with scipy.linalg.sqrtm, the unbiased kernel distance with scikit-learn's polynomial kernel, and the
prdc package. Exits with 1 when one differs by more than 1e-4 of its value.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import prdc
import scipy.linalg
from safetensors.numpy import load_file
from sklearn.metrics.pairwise import polynomial_kernel

PROGRAM = pathlib.Path(__file__).parent.parent / "build/Release/leakygan"
MOST = 1e-4


def frechet(real, fake):
    root = scipy.linalg.sqrtm(np.cov(real, rowvar=False) @ np.cov(fake, rowvar=False)).real
    means = real.mean(0) - fake.mean(0)
    traces = np.trace(np.cov(real, rowvar=False)) + np.trace(np.cov(fake, rowvar=False))
    return means @ means + traces - 2 * np.trace(root)


def kernel(real, fake):
    def mean_without_diagonal(x):
        k = polynomial_kernel(x, degree=3, gamma=1 / x.shape[1], coef0=1)
        return (k.sum() - np.trace(k)) / (len(x) * (len(x) - 1))

    across = polynomial_kernel(real, fake, degree=3, gamma=1 / real.shape[1], coef0=1)
    return mean_without_diagonal(real) + mean_without_diagonal(fake) - 2 * across.mean()


def evaluate(options, features):
    command = [PROGRAM, "evaluate", "--images", options.real, options.fake, "--json",
               "--metrics", "frechet,kernel,neighbours", "--save-features", features,
               "--count", str(options.count)]
    if options.features:
        command += ["--features", options.features]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    scores = json.loads(printed)["comparisons"][0]["scores"]
    return {name: score["value"] for name, score in scores.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("real")
    parser.add_argument("fake")
    parser.add_argument("--features", help="a TorchScript file")
    parser.add_argument("--count", type=int, default=5000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = str(pathlib.Path(folder) / "features.safetensors")
        ours = evaluate(options, file)
        features = load_file(file)
    real, fake = (features[name].astype(np.float64) for name in ("real", "fake"))
    theirs = {"frechet": frechet(real, fake), "kernel": kernel(real, fake)}
    theirs |= prdc.compute_prdc(real, fake, nearest_k=5)
    worst = 0.0
    print(f"{len(real)} real, {len(fake)} fake, {real.shape[1]} features")
    for name, value in theirs.items():
        difference = abs(ours[name] - value) / max(abs(value), 1e-12)
        worst = max(worst, difference)
        print(f"{name:10} ours {ours[name]:.9g}  Python {value:.9g}  difference {difference:.1e}")
    sys.exit(0 if worst <= MOST else 1)


if __name__ == "__main__":
    main()
