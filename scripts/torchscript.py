"""TorchScript files that depend on nothing but the module in them."""

import io
import zipfile

import torch


def archive_of(module):
    """The bytes of a module's file, without the lines of source that its code came from.

    They hold the paths of the machine, and would give equal modules unequal files.
    """
    saved = io.BytesIO()
    torch.jit.save(module, saved)
    stripped = io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(stripped, "w") as new:
        for entry in old.infolist():
            if not entry.filename.endswith((".debug_pkl", "serialization_id")):
                new.writestr(zipfile.ZipInfo(entry.filename), old.read(entry))
    return stripped.getvalue()
