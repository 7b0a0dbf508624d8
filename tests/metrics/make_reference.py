#!/usr/bin/env python3
"""Writes what other programs say of the metrics: tests/metrics/files/reference.json.

Every metric is computed here by someone else's code (scipy, scikit-learn, prdc, PyTorch), or by
numpy from its description. Features and images come from SplitMix64, which the tests repeat.

    python tests/metrics/make_reference.py
    (numpy 2.4.6, scipy 1.17.1, scikit-learn 1.9.1, prdc 0.2, torch 2.13.0)
"""

import contextlib
import json
import os
import pathlib

import numpy as np
import torch
from prdc import compute_prdc
from scipy.linalg import sqrtm
from scipy.ndimage import convolve1d
from scipy.stats import wasserstein_distance
from sklearn.metrics.pairwise import polynomial_kernel

MASK = 2**64 - 1
GOLDEN = 0x9E3779B97F4A7C15
HASH_START = 0xCBF29CE484222325


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


class SplitMix64:
    """Steele, Lea and Flood 2014."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + GOLDEN) & MASK
        return mix(self.state)

    def below(self, bound):
        skip = 2**64 % bound
        value = self.next()
        while value < skip:
            value = self.next()
        return value % bound

    def uniform(self):
        return (self.next() >> 11) * 2.0**-53

    def normals(self, *shape):
        """Box and Muller 1958."""
        uniforms = np.array([self.uniform() for _ in range(2 * int(np.prod(shape)))])
        radius = np.sqrt(-2 * np.log1p(-uniforms[0::2]))
        return (radius * np.cos(2 * np.pi * uniforms[1::2])).reshape(shape)


def stream_seed(seed, name, index=0):
    hash_ = HASH_START
    for byte in name.encode():
        hash_ = ((hash_ ^ byte) * 0x100000001B3) & MASK
    return mix((mix(mix((seed + GOLDEN) & MASK) ^ hash_) + GOLDEN * (index + 1)) & MASK)


def image_hash(image):
    data = image.tobytes()
    hash_ = mix(HASH_START ^ len(data))
    for at in range(0, len(data), 8):
        hash_ = mix(hash_ ^ int.from_bytes(data[at : at + 8], "little"))
    return hash_


def textured(seed, count, height, width, channels):
    """Stripes that start anywhere, with noise on them. [N, H, W, C]."""
    random = SplitMix64(seed)
    images = np.empty((count, height, width, channels), np.uint8)
    for image in images:
        phase = random.below(192)
        for y, x, c in np.ndindex(image.shape):
            image[y, x, c] = (random.next() >> 58) + (phase + 3 * y + 2 * x + 40 * c) % 192
    return images


def feature_sets():
    """Two sets of 12 features with correlations and means of their own."""
    real = SplitMix64(1).normals(40, 12) @ SplitMix64(2).normals(12, 12)
    fake = SplitMix64(3).normals(50, 12) @ SplitMix64(4).normals(12, 12) + 0.5
    return real, fake


def frechet(real, fake):
    s1, s2 = np.cov(real.T), np.cov(fake.T)
    means = real.mean(0) - fake.mean(0)
    return means @ means + np.trace(s1 + s2 - 2 * sqrtm(s1 @ s2).real)


def kernel_distance(real, fake):
    def kernel(a, b):
        return polynomial_kernel(a, b, degree=3, gamma=1 / a.shape[1], coef0=1)

    def others(k):
        return (k.sum() - np.trace(k)) / (len(k) * (len(k) - 1))

    return others(kernel(real, real)) + others(kernel(fake, fake)) - 2 * kernel(real, fake).mean()


def neighbours():
    real = SplitMix64(5).normals(60, 6)
    fake = SplitMix64(6).normals(45, 6) * 0.9 + 0.2
    with contextlib.redirect_stdout(open(os.devnull, "w")):
        scores = compute_prdc(real_features=real, fake_features=fake, nearest_k=5)
    return {name: float(value) for name, value in scores.items()}


BINOMIAL = np.array([1, 4, 6, 4, 1]) / 16


def smooth(plane, gain):
    for axis in (0, 1):
        plane = gain * convolve1d(plane, BINOMIAL, axis=axis, mode="mirror")
    return plane


def pyramid(plane):
    """Of one channel, float64."""
    levels = [plane]
    while min((side + 1) // 2 for side in levels[-1].shape) >= 16:
        small = smooth(levels[-1], 1)[::2, ::2]
        between = np.zeros_like(levels[-1])
        between[::2, ::2] = small
        levels[-1] = levels[-1] - smooth(between, 2)
        levels.append(small)
    return levels


def patches(images, level):
    """[N * 128, C, 7, 7]."""
    result = []
    for image in images:
        planes = [pyramid(image[:, :, c].astype(np.float64))[level] for c in range(image.shape[2])]
        planes = np.stack(planes)
        random = SplitMix64(stream_seed(image_hash(image), "patches", level))
        for _ in range(128):
            top = random.below(planes.shape[1] - 6)
            left = random.below(planes.shape[2] - 6)
            result.append(planes[:, top : top + 7, left : left + 7])
    return np.stack(result)


def sliced_wasserstein(real, fake):
    distances = []
    for level in range(2):
        reals, fakes = patches(real, level), patches(fake, level)
        deviation = reals.std((0, 2, 3), keepdims=True)
        reals, fakes = [(p / deviation).reshape(len(p), -1) for p in (reals, fakes)]
        lines = SplitMix64(stream_seed(1, "directions", level)).normals(512, reals.shape[1])
        lines /= np.linalg.norm(lines, axis=1, keepdims=True)
        along = [wasserstein_distance(reals @ line, fakes @ line) for line in lines]
        distances.append(1000 * float(np.mean(along)))
    return distances


def random_features(images):
    """Of [N, H, W, 3], as metrics/feature_space.h describes them."""
    random = SplitMix64(stream_seed(1, "random features"))
    x = torch.from_numpy(images).permute(0, 3, 1, 2).double() / 127.5 - 1
    while max(x.shape[2:]) > 64:
        x = torch.nn.functional.avg_pool2d(x, 2)
    features = []
    for inputs, outputs, stride in [(3, 32, 1), (32, 64, 2), (64, 128, 2)]:
        weight = random.normals(outputs, inputs, 3, 3)
        bias = 0.1 * random.normals(outputs)
        if inputs == 3:
            weight[::2] -= weight[::2].mean((2, 3), keepdims=True)
        weight *= np.sqrt(2) / np.sqrt(np.square(weight).sum((1, 2, 3), keepdims=True))
        if inputs == 3:
            weight[::2] *= 4
        x = torch.nn.functional.conv2d(
            x, torch.from_numpy(weight), torch.from_numpy(bias), stride=stride, padding=1
        ).relu()
        features += [x.mean((2, 3)), x.std((2, 3), correction=0)]
    return torch.cat(features, 1).numpy()


def rounded(values):
    return [float(f"{value:.7g}") for value in np.ravel(values)]


def main():
    real, fake = feature_sets()
    result = {
        "frechet": float(frechet(real, fake)),
        "kernel": float(kernel_distance(real, fake)),
        "neighbours": neighbours(),
        "pyramid": [rounded(p) for p in pyramid(textured(7, 1, 37, 35, 1)[0, :, :, 0] * 1.0)],
        "random_features": {
            f"{height}x{width}": rounded(random_features(textured(8, 1, height, width, 3)))
            for height, width in [(32, 32), (60, 100), (33, 17)]
        },
        "sliced_wasserstein": sliced_wasserstein(
            textured(9, 12, 32, 40, 3), textured(10, 9, 32, 40, 3) // 2 + 70
        ),
    }
    path = pathlib.Path(__file__).parent / "files" / "reference.json"
    path.write_text(json.dumps(result, indent=None, separators=(",", ": ")) + "\n")


if __name__ == "__main__":
    main()
