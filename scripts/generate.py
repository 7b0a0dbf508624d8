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


def load_generator(path, averaged=None):
    """The generator of a checkpoint: a function from latents [N, latent] to images [N, C, H, W].

    `averaged` chooses between the averaged weights and those of the last step; None takes the
    averaged ones when there are any.
    """
    with safe_open(path, "pt") as file:
        config = json.loads(file.metadata()["config"])
        if averaged is None:
            averaged = config["training"]["ema"] > 0
        prefix = "generator_average." if averaged else "generator."
        names = [name for name in file.keys() if name.startswith(prefix)]
        tensors = {name[len(prefix) :]: file.get_tensor(name) for name in names}
    options = config["generator"]
    count = len([name for name in tensors if name.endswith(".conv.weight")])
    # The size is halved, rounded down, from the image to the latent; here the way back.
    sizes = [[side >> i for side in config["data"]["size"]] for i in reversed(range(count))]

    def layer(i, x):
        def tensor(name):
            return tensors.get(f"layers.{i}.{name}")

        if i == 0:
            x = F.conv_transpose2d(x, tensor("conv.weight"), tensor("conv.bias"))
        else:
            odd = [side % 2 for side in sizes[i]]
            x = F.conv_transpose2d(
                x, tensor("conv.weight"), tensor("conv.bias"), stride=2, padding=1, output_padding=odd
            )
        if tensor("norm.weight") is not None:
            x = F.batch_norm(
                x,
                tensor("norm.running_mean"),
                tensor("norm.running_var"),
                tensor("norm.weight"),
                tensor("norm.bias"),
            )
        if i == count - 1:
            return torch.tanh(x)
        return activation(options["activation"], tensor("activation.slope"))(x)

    def generator(z):
        x = z.view(len(z), -1, 1, 1)
        for i in range(count):
            x = layer(i, x)
        return x

    generator.latent = options["latent"]
    return generator


def latents(seeds, length, truncation=None):
    """The latents [N, length] of seeds; with a truncation T, numbers within [-T, T]."""
    draw = lambda seed: torch.randn(1, length, generator=torch.Generator().manual_seed(seed))
    z = torch.cat([draw(seed) for seed in seeds])
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
    options = parser.parse_args()
    with torch.inference_mode():
        generator = load_generator(options.checkpoint, averaged=False if options.raw else None)
        z = latents(options.seeds, generator.latent, options.truncation)
        images = generator(z)
    save_file({"images": images.contiguous()}, options.out)


if __name__ == "__main__":
    main()
