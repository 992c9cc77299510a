"""A file of ours that only its owner may read: it may lie in a folder that others look into."""

from __future__ import annotations

import os
from pathlib import Path


def write_private(file: Path, text: str) -> None:
    """Put this text, all of it ASCII, into the file. OSError when that cannot be done."""
    with open(file, "w", encoding="ascii", opener=_private) as stream:
        stream.write(text)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
