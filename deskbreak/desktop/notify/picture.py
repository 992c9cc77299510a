"""Pictures that notices carry: files in a cache, drawn beforehand by a program of its own (`app/draw_picture.py`).

A picture is named by a path without its ending. On Linux it is a file a size, with the pixels as the hint `image-data`
has them, packed by zlib, whose checksum tells of a file that is not whole; so nothing that is resident needs Pillow.
Elsewhere it is one PNG, which the system reads itself.
"""

from __future__ import annotations

import logging
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Final

from deskbreak.desktop.notify.servers import PICTURES

log = logging.getLogger(__name__)

RAW, PNG = ".rgba", ".png"
TOAST: Final = 256
"""Pixels of a PNG: Windows draws 48, macOS about 60, and both up to three times that on dense screens."""
PNG_BEGINS, PNG_ENDS = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
"""The signature, and the last chunk: https://www.w3.org/TR/png-3/#5DataRep"""


def files(picture: Path) -> dict[Path, int]:
    """The files of a picture on this system, and the pixels of each."""
    if sys.platform == "win32" or sys.platform == "darwin":
        return {_file(picture, PNG): TOAST}
    return {_file(picture, f".{size}{RAW}"): size for size in PICTURES}


def is_drawn(picture: Path) -> bool:
    """Whether all its files are there, and whole."""
    return all(_is_whole(file, size) for file, size in files(picture).items())


def packed(rgba: bytes) -> bytes:
    """What the file of these pixels holds."""
    return zlib.compress(rgba, 9)


def image_data(picture: Path, size: int) -> tuple[int, int, int, bool, int, int, bytes] | None:
    """The hint `image-data` of this picture in this size; None where there is none, or it is not whole.

    Width, height, bytes a row, whether it is transparent, bits a sample, samples a pixel, and the pixels:
    https://specifications.freedesktop.org/notification-spec/latest/icons-and-images.html
    """
    pixels = _pixels(_file(picture, f".{size}{RAW}"), size)
    return None if pixels is None else (size, size, size * 4, True, 8, 4, pixels)


def png(picture: Path) -> Path | None:
    """The PNG of this picture; None where there is none, or it is not whole."""
    file = _file(picture, PNG)
    return file if _is_png(file) else None


def _file(picture: Path, ending: str) -> Path:
    return picture.with_name(picture.name + ending)


def _is_whole(file: Path, size: int) -> bool:
    return _is_png(file) if file.suffix == PNG else _pixels(file, size) is not None


def _pixels(file: Path, size: int) -> bytes | None:
    unpacking = zlib.decompressobj()
    try:
        pixels = unpacking.decompress(file.read_bytes(), size * size * 4 + 1)
    except FileNotFoundError:
        return None
    except (OSError, zlib.error) as error:
        # Its name tells what was suggested, and others read a log that somebody shows them.
        log.info("a picture cannot be used: %s", getattr(error, "strerror", error))
        return None
    return pixels if unpacking.eof and len(pixels) == size * size * 4 else None


def _is_png(file: Path) -> bool:
    with suppress(OSError):
        held = file.read_bytes()
        return held.startswith(PNG_BEGINS) and held.endswith(PNG_ENDS)
    return False
