#!/usr/bin/env python3
"""Writes what PyTorch itself computes for the usual DCGAN: tests/models/files/reference_*.json.

The networks are written here as PyTorch's DCGAN example writes them, as flat Sequentials, without
looking at leakygan's. Weights, latents and images come from a formula that the test repeats, so
that only results have to be stored: sums of outputs, of parameter gradients and of input gradients
with fixed coefficients.

    python tests/models/make_reference.py        (torch 2.13.0)
"""

import json
import math
import pathlib

import torch
from torch import nn


def wave(count, phase, scale):
    """Deterministic numbers without a random generator: scale * sin(phase + 0.7 i + i^2 / 97)."""
    i = torch.arange(count, dtype=torch.float64)
    return (scale * torch.sin(phase + 0.7 * i + i * i / 97.0)).float()


def generator(latent, width, base, layers):
    channels = [width * min(2**i, 8) for i in reversed(range(layers))]
    parts = [nn.ConvTranspose2d(latent, channels[0], base, 1, 0, bias=False),
             nn.BatchNorm2d(channels[0]), nn.ReLU(True)]
    for a, b in zip(channels, channels[1:]):
        parts += [nn.ConvTranspose2d(a, b, 4, 2, 1, bias=False), nn.BatchNorm2d(b), nn.ReLU(True)]
    parts += [nn.ConvTranspose2d(channels[-1], 3, 4, 2, 1, bias=False), nn.Tanh()]
    return nn.Sequential(*parts)


def discriminator(width, base, layers):
    channels = [width * min(2**i, 8) for i in range(layers)]
    parts = [nn.Conv2d(3, channels[0], 4, 2, 1, bias=False), nn.LeakyReLU(0.2, inplace=True)]
    for a, b in zip(channels, channels[1:]):
        parts += [nn.Conv2d(a, b, 4, 2, 1, bias=False), nn.BatchNorm2d(b),
                  nn.LeakyReLU(0.2, inplace=True)]
    parts += [nn.Conv2d(channels[-1], 1, base, 1, 0, bias=False)]
    return nn.Sequential(*parts)


def fill(network):
    for n, p in enumerate(network.parameters()):
        scale = 0.02 * math.sqrt(64) if p.dim() == 4 else 0.1
        with torch.no_grad():
            p.copy_(wave(p.numel(), n, scale).view_as(p) + (1.0 if p.dim() == 1 else 0.0))


def digest(tensor):
    """Four projections of a tensor: enough to tell any difference, small enough to store."""
    flat = tensor.detach().double().flatten()
    return [float((flat * wave(flat.numel(), phase, 1.0).double()).sum()) for phase in range(4)] + [
        float(flat.norm())]


def record(network, given):
    given = given.requires_grad_(True)
    out = network(given)
    (out.flatten() * wave(out.numel(), 3, 1.0)).sum().backward()
    return {"output": digest(out), "input_gradient": digest(given.grad),
            "parameter_gradients": [digest(p.grad) for p in network.parameters()]}


def main():
    folder = pathlib.Path(__file__).parent / "files"
    width, latent, batch = 8, 12, 4
    for height, width_px, layers in [(64, 64, 4), (96, 64, 4), (48, 80, 3)]:
        base = (height // 2**layers, width_px // 2**layers)
        g = generator(latent, width, base, layers)
        d = discriminator(width, base, layers)
        fill(g)
        fill(d)
        z = wave(batch * latent, 1, 1.0).view(batch, latent, 1, 1)
        x = wave(batch * 3 * height * width_px, 2, 1.0).view(batch, 3, height, width_px)
        result = {"torch": torch.__version__, "height": height, "width": width_px,
                  "channels": width, "latent": latent, "batch": batch,
                  "generator": record(g, z), "discriminator": record(d, x)}
        path = folder / f"reference_{height}x{width_px}.json"
        path.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
