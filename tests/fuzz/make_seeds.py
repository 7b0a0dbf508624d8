#!/usr/bin/env python3
"""Writes the inputs that fuzzing starts from: make_seeds.py CORPUS makes a folder for each target.

The seeds of yaml are the configurations in configs/, which scripts/fuzz.sh copies.
"""

import bz2
import gzip
import io
import json
import lzma
import pathlib
import struct
import sys
import tarfile
import zipfile
import zlib


def safetensors(header, data):
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + data


def checkpoint():
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
    return safetensors({"__metadata__": metadata, **tensors}, bytes(16))


def exif(order="<"):
    mark = b"II*\0" if order == "<" else b"MM\0*"
    entry = struct.pack(order + "HHIHH", 0x0112, 3, 1, 6, 0)
    return mark + struct.pack(order + "IH", 8, 1) + entry + bytes(4)


def png_chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png():
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)),
        (b"tRNS", b"\0\1"),
        (b"eXIf", exif()),
        (b"IDAT", zlib.compress(b"\0ab\0cd")),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(*chunk) for chunk in chunks)


def jpeg_segment(marker, data):
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data


def jpeg(frame):
    """Segments in the order of a real file; the pixels make no sense."""
    return (
        b"\xff\xd8"
        + jpeg_segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
        + jpeg_segment(0xE1, b"Exif\0\0" + exif(">"))
        + jpeg_segment(0xDB, b"\0" + bytes(range(64)))
        + jpeg_segment(frame, struct.pack(">BHHB", 8, 3, 5, 1) + b"\1\x11\0")
        + jpeg_segment(0xC4, b"\0" + bytes(16))
        + jpeg_segment(0xDA, b"\1\1\0\0\x3f\0")
        + b"ab\xff\0c\xff\xd0d\xff\xd9"
    )


def headers():
    return {
        "png": png(),
        "jpeg": jpeg(0xC0),
        "progressive": jpeg(0xC2),
        "exif": exif(),
        "gif": b"GIF89a\1\0\1\0",
        "webp": b"RIFF\x24\0\0\0WEBPVP8X",
        "heif": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        "tiff": b"MM\0*\0\0\0\x08",
        "bmp": b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0",
    }


FILES = {"a.png": png(), "b/c.txt": b"text " * 40, "\u00e9": b""}


def zipped(compression, marked=True):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, content in FILES.items():
            archive.writestr(name if marked else name.encode("ascii", "replace").decode(), content)
    return target.getvalue()


def tarred(form):
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=form) as archive:
        for name, content in FILES.items():
            long = "/long" * 30 if name == "b/c.txt" and form != tarfile.USTAR_FORMAT else ""
            member = tarfile.TarInfo(name + long)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE):
            member = tarfile.TarInfo("link")
            member.type = kind
            member.linkname = "a.png"
            archive.addfile(member)
    # Without most of the zeros that fill the record of a tape.
    return target.getvalue().rstrip(b"\0") + bytes(2048)


def archives():
    seeds = {
        "stored.zip": zipped(zipfile.ZIP_STORED),
        "deflated.zip": zipped(zipfile.ZIP_DEFLATED, marked=False),
        "lzma.zip": zipped(zipfile.ZIP_LZMA),
        "single.gz": gzip.compress(png()),
        "empty.zip": b"PK\5\6" + bytes(18),
        "magic.7z": b"7z\xbc\xaf\x27\x1c\0\4" + bytes(24),
        "frame.zst": b"\x28\xb5\x2f\xfd\x20\x03\x19\0\0abc",
    }
    forms = {"ustar": tarfile.USTAR_FORMAT, "gnu": tarfile.GNU_FORMAT, "pax": tarfile.PAX_FORMAT}
    for name, form in forms.items():
        seeds[name + ".tar"] = tarred(form)
        seeds[name + ".tar.gz"] = gzip.compress(tarred(form))
    seeds["pax.tar.xz"] = lzma.compress(tarred(tarfile.PAX_FORMAT))
    seeds["pax.tar.bz2"] = bz2.compress(tarred(tarfile.PAX_FORMAT))
    return seeds


def cifar():
    planes = bytes(range(256)) * 12
    return {
        "one10": b"\7" + planes,
        "two10": b"\0" + planes + b"\x09" + planes,
        "one100": b"\x13\x63" + planes,
        "wrong": b"\x0a" + planes,
    }


def idx():
    def packed(images, height, width, pixels):
        return struct.pack(">IIII", 0x803, images, height, width) + bytes(pixels)

    return {
        "whole": packed(2, 3, 4, 24),
        "cut": packed(60000, 28, 28, 784),
        "long": packed(1, 1, 1, 2),
        "labels": struct.pack(">II", 0x801, 4) + b"\1\2\3\4",
    }


def main():
    targets = {
        "safetensors": {"checkpoint": checkpoint()},
        "header": headers(),
        "archive": archives(),
        "cifar": cifar(),
        "idx": idx(),
    }
    for target, seeds in targets.items():
        folder = pathlib.Path(sys.argv[1]) / target
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in seeds.items():
            (folder / name).write_bytes(content)


main()
