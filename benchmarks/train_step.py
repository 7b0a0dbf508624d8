#!/usr/bin/env python3
"""Times the training step of PyTorch's DCGAN example and prints the result as one line of JSON.

It is the step as it is widely used, with what PyTorch does by default, written here anew: nothing is
added to make it faster, nothing left out. Its options and its result are those of train_step.cpp;
side_by_side.py, which runs both, has the defaults.
"""

import argparse
import json
import resource
import statistics
import time

import torch
from torch import nn

BATCHES_IN_STORE = 16
LATENT = 100


def parse():
    parser = argparse.ArgumentParser(description="Times training steps on random pixels.")
    for name in ("--size", "--width", "--batch", "--steps", "--warmup", "--threads"):
        parser.add_argument(name, type=int, required=True)
    return parser.parse_args()


def channels_from_image(size, width):
    """Of the layers between the image and 4 x 4: the rule of models/layer_plan.h for powers of two."""
    return [width * min(2**i, 8) for i in range(size.bit_length() - 3)]


def make_generator(size, width):
    channels = channels_from_image(size, width)[::-1]
    layers = [nn.ConvTranspose2d(LATENT, channels[0], 4, 1, 0, bias=False),
              nn.BatchNorm2d(channels[0]), nn.ReLU(inplace=True)]
    for below, above in zip(channels, channels[1:]):
        layers += [nn.ConvTranspose2d(below, above, 4, 2, 1, bias=False),
                   nn.BatchNorm2d(above), nn.ReLU(inplace=True)]
    layers += [nn.ConvTranspose2d(channels[-1], 3, 4, 2, 1, bias=False), nn.Tanh()]
    return nn.Sequential(*layers)


def make_discriminator(size, width):
    channels = channels_from_image(size, width)
    layers = [nn.Conv2d(3, channels[0], 4, 2, 1, bias=False), nn.LeakyReLU(0.2, inplace=True)]
    for below, above in zip(channels, channels[1:]):
        layers += [nn.Conv2d(below, above, 4, 2, 1, bias=False),
                   nn.BatchNorm2d(above), nn.LeakyReLU(0.2, inplace=True)]
    layers += [nn.Conv2d(channels[-1], 1, 4, 1, 0, bias=False), nn.Sigmoid(), nn.Flatten(0)]
    return nn.Sequential(*layers)


def initialize(module):
    if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
        nn.init.normal_(module.weight, 0.0, 0.02)
    elif isinstance(module, nn.BatchNorm2d):
        nn.init.normal_(module.weight, 1.0, 0.02)
        nn.init.zeros_(module.bias)


def make_adam(network):
    return torch.optim.Adam(network.parameters(), lr=2e-4, betas=(0.5, 0.999))


class Gan:
    def __init__(self, size, width):
        self.generator = make_generator(size, width).apply(initialize)
        self.discriminator = make_discriminator(size, width).apply(initialize)
        self.generator_adam = make_adam(self.generator)
        self.discriminator_adam = make_adam(self.discriminator)
        self.criterion = nn.BCELoss()

    def step(self, real, latents):
        """One update of each network; returns the losses and the discriminator's mean outputs."""
        label = torch.full((real.size(0),), 1.0)
        self.discriminator.zero_grad()
        output = self.discriminator(real)
        real_loss = self.criterion(output, label)
        real_loss.backward()
        real_mean = output.mean().item()

        fake = self.generator(latents)
        label.fill_(0.0)
        output = self.discriminator(fake.detach())
        fake_loss = self.criterion(output, label)
        fake_loss.backward()
        fake_mean = output.mean().item()
        self.discriminator_adam.step()

        self.generator.zero_grad()
        label.fill_(1.0)
        output = self.discriminator(fake)
        generator_loss = self.criterion(output, label)
        generator_loss.backward()
        fake_mean_after = output.mean().item()
        self.generator_adam.step()
        return ((real_loss + fake_loss).item(), generator_loss.item(),
                real_mean, fake_mean, fake_mean_after)


def seconds_of_step(gan, images, chosen):
    begin = time.perf_counter()
    real = images[chosen].float() / 127.5 - 1
    latents = torch.randn(len(chosen), LATENT, 1, 1)
    gan.step(real, latents)
    return time.perf_counter() - begin


def page_faults():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt


def parameter_count(network):
    return sum(parameter.numel() for parameter in network.parameters())


def main():
    options = parse()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    shape = (BATCHES_IN_STORE * options.batch, 3, options.size, options.size)
    images = torch.randint(0, 256, shape, dtype=torch.uint8)
    batches = torch.randperm(len(images)).split(options.batch)
    gan = Gan(options.size, options.width)
    seconds = []
    for step in range(options.warmup + options.steps):
        if step == options.warmup:
            faults = page_faults()
        seconds.append(seconds_of_step(gan, images, batches[step % BATCHES_IN_STORE]))
    print(json.dumps({
        "seconds_per_step": statistics.median(seconds[options.warmup:]),
        "page_faults_per_step": (page_faults() - faults) / options.steps,
        "peak_memory_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "generator_parameters": parameter_count(gan.generator),
        "discriminator_parameters": parameter_count(gan.discriminator)}))


if __name__ == "__main__":
    main()
