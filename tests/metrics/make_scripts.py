#!/usr/bin/env python3
"""Writes the TorchScript files in files/: small stand-ins for networks that make features.

Needs torch (made with 2.13.0). They have no weights, so that a test can compute what they return:

    small.pt           the interface of scripts/make_features.py, with 12 features
    inception_like.pt  that of the Inception file which StyleGAN2-ADA downloads
    wrong_shape.pt     returns [N, 3, 2]
    not_finite.pt      as small.pt, but NaN for an image whose first number is 255
    raises.pt          as small.pt, but refuses every size other than 32 x 32
"""

import sys
import warnings
from pathlib import Path

import torch
from torch import Tensor

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "scripts"))
from torchscript import archive_of  # noqa: E402


def small_features(images: Tensor) -> Tensor:
    """[N, 12]: of each channel / 255 the mean, the deviation (divided by the count), the mean of
    the upper and that of the left half, both without the middle line where the size is odd."""
    x = images.to(torch.float64) / 255
    upper = x[:, :, : max(1, x.size(2) // 2)]
    left = x[:, :, :, : max(1, x.size(3) // 2)]
    mean = x.mean([2, 3])
    deviation = (x - mean[:, :, None, None]).square().mean([2, 3]).sqrt()
    features = torch.cat([mean, deviation, upper.mean([2, 3]), left.mean([2, 3])], 1)
    return features.to(torch.float32)


class Named(torch.nn.Module):
    leakygan_name: str

    def __init__(self, name):
        super().__init__()
        self.leakygan_name = name


class Small(Named):
    def forward(self, images: Tensor) -> Tensor:
        return small_features(images)


class WrongShape(Named):
    def forward(self, images: Tensor) -> Tensor:
        return small_features(images)[:, :6].reshape(-1, 3, 2)


class NotFinite(Named):
    def forward(self, images: Tensor) -> Tensor:
        marked = images[:, 0, 0, 0] == 255
        return small_features(images).masked_fill(marked[:, None], float("nan"))


class Raises(Named):
    def forward(self, images: Tensor) -> Tensor:
        if images.size(2) != 32 or images.size(3) != 32:
            raise RuntimeError("only 32 px")
        return small_features(images)


class InceptionLike(torch.nn.Module):
    """Feature k < 1024 is cos((k + 1) m) and feature k + 1024 is sin((k + 1) m), where m is the
    mean of channel k % 3 divided by 255. Without a name, like the original."""

    def forward(
        self,
        img: Tensor,
        return_features: bool = False,
        use_fp16: bool = False,
        no_output_bias: bool = False,
    ) -> Tensor:
        k = torch.arange(1024, device=img.device)
        means = img.to(torch.float64).mean([2, 3]) / 255
        angles = means[:, k % 3] * (k + 1)
        features = torch.cat([angles.cos(), angles.sin()], 1).to(torch.float32)
        if return_features:
            return features
        logits = features[:, :1008]
        if not no_output_bias:
            logits = logits + k[:1008] / 1008
        return logits.softmax(1)


def main():
    # PyTorch calls TorchScript deprecated; a C++ program has no other way to run a model file.
    warnings.simplefilter("ignore", DeprecationWarning)
    modules = {
        "small": Small("small test features"),
        "wrong_shape": WrongShape("features of a wrong shape"),
        "not_finite": NotFinite("features that are not finite"),
        "raises": Raises("features of 32 px only"),
        "inception_like": InceptionLike(),
    }
    folder = Path(__file__).parent / "files"
    folder.mkdir(exist_ok=True)
    for name, module in modules.items():
        (folder / f"{name}.pt").write_bytes(archive_of(torch.jit.script(module.eval())))


if __name__ == "__main__":
    main()
