#!/usr/bin/env python3
"""Writes the inputs that fuzzing of the safetensors reader starts from: one small checkpoint."""

import json
import struct
import sys


def safetensors(header, data):
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + data


progress = {
    "step": 1,
    "images": 64,
    "seconds": 0.5,
    "branch": 0,
    "log": {"step": 1, "seconds": 0.5, "means": [["generator_loss", 0.7, 1]]},
    "dataset": {"images": 8, "fingerprint": "0123456789abcdef"},
}
metadata = {
    "format": "leakygan",
    "format_version": "1",
    "config": json.dumps({"name": "a", "data": {"folder": "/a", "size": [16, 16]}}),
    "progress": json.dumps(progress),
}
tensors = {
    "a": {"dtype": "F32", "shape": [2, 1], "data_offsets": [0, 8]},
    "b": {"dtype": "I64", "shape": [], "data_offsets": [8, 16]},
}
with open(sys.argv[1], "wb") as file:
    file.write(safetensors({"__metadata__": metadata, **tensors}, bytes(16)))
