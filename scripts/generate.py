#!/usr/bin/env python3
"""Makes the pictures of a leakygan checkpoint in Python, without leakygan.

    python scripts/generate.py CHECKPOINT.safetensors OUT.safetensors --seeds 1 2 3

needs torch and safetensors. OUT holds one tensor, "images": [N, C, H, W] in [-1, 1], the same to
1e-5 as those that `leakygan generate` rounds to PNG files. To use a generator in a program of
your own, take load_generator() and latents() from here: both are short and depend on nothing else.
docs/CHECKPOINTS.md describes the file.
"""

import argparse
import json
import math

import torch
import torch.nn.functional as F
from safetensors import safe_open
from safetensors.torch import save_file


def activation(options, slope):
    """The function that a configuration calls by this name; `slope` is a trained one, or None."""
    return {
        "relu": F.relu,
        "leaky_relu": lambda x: F.leaky_relu(x, options.get("slope", 0.0)),
        "prelu": lambda x: F.prelu(x, slope),
        "elu": F.elu,
        "selu": F.selu,
        "gelu": F.gelu,
        "silu": F.silu,
    }[options["kind"]]


def spectral(weight, u, transposed, norm):
    """A weight whose largest singular value, as far as the vector u knows it, is made `norm`."""
    matrix = (weight.transpose(0, 1) if transposed else weight).flatten(1)
    u = F.normalize(u, dim=0)  # an average of such vectors is shorter
    v = F.normalize(matrix.t() @ u, dim=0)
    return weight * (norm / (u @ matrix @ v))


class Network:
    """The generator of a checkpoint, read by names: x is always [N, C, H, W]."""

    def __init__(self, options, size, tensors, labels):
        self.options, self.tensors, self.labels = options, tensors, labels
        shapes = [size]
        while min(shapes[-1]) // 2 >= 4:  # halved, rounded down, from the image to the latent
            shapes.append([side // 2 for side in shapes[-1]])
        self.sizes = list(reversed(shapes))

    def convolve(self, name, x, transposed=False, **more):
        weight, u = self.tensors[name + ".weight"], self.tensors.get(name + ".spectral.u")
        if u is not None:
            weight = spectral(weight, u, transposed, self.options.get("spectral_norm", 1))
        function = F.conv_transpose2d if transposed else F.conv2d
        return function(x, weight, self.tensors.get(name + ".bias"), **more)

    def up(self, name, x, i, padding=1):
        """Doubles the size; to an odd one by a row or column more."""
        odd = [side % 2 for side in self.sizes[i]]
        return self.convolve(name, x, True, stride=2, padding=padding, output_padding=odd)

    def between(self, x, prefix="", suffix="", activate=True):
        """What comes between two convolutions: normalization, class, activation."""
        get = lambda name: self.tensors.get(f"{prefix}{name}")
        weight, bias = get(f"norm{suffix}.weight"), get(f"norm{suffix}.bias")
        kind = self.options["normalization"]
        if weight is not None and kind == "batch":
            mean, variance = get(f"norm{suffix}.running_mean"), get(f"norm{suffix}.running_var")
            x = F.batch_norm(x, mean, variance, weight, bias)
        elif weight is not None:
            channels = x.size(1)
            group = channels // math.gcd(channels, 16)
            x = F.group_norm(x, {"group": group, "instance": channels, "layer": 1}[kind], weight, bias)
        if (scale := get(f"class{suffix}.scale")) is not None:
            shift = get(f"class{suffix}.shift")
            x = x * scale[self.labels][:, :, None, None] + shift[self.labels][:, :, None, None]
        slope = get(f"activation{suffix}.slope")
        return activation(self.options["activation"], slope)(x) if activate else x

    def dcgan(self, x):
        x = self.between(self.convolve("layers.0.conv", x, True), "layers.0.")
        for i in range(1, len(self.sizes)):
            x = self.up(f"layers.{i}.conv", x, i)
            x = self.between(x, f"layers.{i}.", activate=i + 1 < len(self.sizes))
        return x

    def resnet(self, x):
        x = self.convolve("input", x, True)
        for i in range(1, len(self.sizes)):
            block = f"blocks.{i - 1}."
            y = self.up(block + "first", self.between(x, block, "1"), i)
            y = self.convolve(block + "second", self.between(y, block, "2"), padding=1)
            x = y + self.up(block + "shortcut", x, i, padding=0)
        return self.convolve("output", self.between(x), padding=1)

    def __call__(self, z):
        if "embedding.weight" in self.tensors:
            z = torch.cat([z, self.tensors["embedding.weight"][self.labels]], 1)
        x = z[:, :, None, None]
        return torch.tanh({"dcgan": self.dcgan, "resnet": self.resnet}[self.options["architecture"]](x))


def load_generator(path, averaged=None, class_name=None):
    """The generator of a checkpoint: a function from latents [N, latent] to images [N, C, H, W].

    `averaged` chooses between the averaged weights and those of the last step; None takes the
    averaged ones when there are any. A generator that was trained with classes needs the name of
    the one to make.
    """
    with safe_open(path, "pt") as file:
        config = json.loads(file.metadata()["config"])
        classes = json.loads(file.metadata()["progress"])["dataset"].get("classes", [])
        if averaged is None:
            averaged = config["training"]["ema"] > 0
        prefix = "generator_average." if averaged else "generator."
        names = [name for name in file.keys() if name.startswith(prefix)]
        tensors = {name[len(prefix) :]: file.get_tensor(name) for name in names}
    names = [one["name"] for one in classes]
    if names and class_name not in names:
        raise SystemExit(f"--class must be one of: {', '.join(names)}")
    options = config["generator"]

    def generator(z):
        labels = torch.full([len(z)], names.index(class_name)) if names else None
        return Network(options, config["data"]["size"], tensors, labels)(z)

    generator.latent = options["latent"]
    generator.distribution = options.get("distribution", "normal")
    return generator


def latents(seeds, length, truncation=None, distribution="normal"):
    """The latents [N, length] of seeds; with a truncation T, numbers within [-T, T]."""
    source = lambda seed: torch.Generator().manual_seed(seed)
    if distribution == "uniform":
        z = torch.cat([torch.rand(1, length, generator=source(seed)) * 2 - 1 for seed in seeds])
        return z if truncation is None else z * min(truncation, 1)
    z = torch.cat([torch.randn(1, length, generator=source(seed)) for seed in seeds])
    if truncation is None:
        return z
    # Quantiles of the normal distribution go to the same quantiles of the truncated one.
    inside = math.erf(truncation / math.sqrt(2))
    return (torch.erfinv(torch.erf(z.double() / math.sqrt(2)) * inside) * math.sqrt(2)).float()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("checkpoint")
    parser.add_argument("out")
    parser.add_argument("--seeds", type=int, nargs="+", default=list(range(1, 17)))
    parser.add_argument("--truncation", type=float)
    parser.add_argument("--raw", action="store_true", help="the weights of the last step")
    parser.add_argument("--class", dest="class_name", help="of a generator that has classes")
    options = parser.parse_args()
    with torch.inference_mode():
        averaged = False if options.raw else None
        generator = load_generator(options.checkpoint, averaged, options.class_name)
        z = latents(options.seeds, generator.latent, options.truncation, generator.distribution)
        images = generator(z)
    save_file({"images": images.contiguous()}, options.out)


if __name__ == "__main__":
    main()
