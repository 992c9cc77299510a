"""Draws the picture of one movement for its notice: `python -m deskbreak.app.draw_picture`, a program of its own.

It is told one object of JSON on its standard input: `file` of the movement, `target` (its muscles), `side` or null, and
`picture`, the path to draw it at. It draws with Pillow, which the resident program never loads, and ends. Whoever
started it goes by what lies there then.
"""

from __future__ import annotations

import json
import os
import sys
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from PIL import Image

from deskbreak import places
from deskbreak.core.details import Details
from deskbreak.desktop.notify.picture import PNG, files, packed
from deskbreak.figure.pictures import sticker
from deskbreak.figure.stage import Stage
from deskbreak.library.described import described

MOST_BYTES: Final = 8 * 1024**2
"""Of all pictures together; those of the whole library take a quarter of it."""
MOST_SECONDS: Final = 10
"""Of the processor, where the system can see to that; whoever started it may be gone by then."""
BELOW_NORMAL_PRIORITY_CLASS: Final = 0x4000
"""https://learn.microsoft.com/windows/win32/api/processthreadsapi/nf-processthreadsapi-setpriorityclass"""


def main() -> int:
    """Draw what is asked for; the exit code."""
    _give_way()
    job = json.load(sys.stdin.buffer)
    picture = Path(job["picture"])
    places.private(picture.parent)
    _draw(job, picture)
    _tidy(picture)
    return 0


def _draw(job: dict[str, Any], picture: Path) -> None:
    details = described(job["file"], Details)
    drawn = sticker(Stage(details.animation, job["target"]), job["side"])
    for file, size in files(picture).items():
        sized = drawn.resize((size, size), Image.Resampling.LANCZOS)
        _put(file, _as_png(sized) if file.suffix == PNG else packed(sized.tobytes()))


def _as_png(image: Image.Image) -> bytes:
    held = BytesIO()
    image.save(held, "PNG")
    return held.getvalue()


def _put(file: Path, data: bytes) -> None:
    """So that whoever reads it finds all of it or nothing."""
    fresh = file.with_name(f".{os.getpid()}{file.suffix}")
    with open(fresh, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as stream:
        stream.write(data)
    fresh.replace(file)


def _tidy(picture: Path) -> None:
    """Remove what this one takes the place of; and the oldest, where there is too much."""
    before, drawn = f"{picture.name.rpartition('.')[0]}.", files(picture)
    for file in list(picture.parent.iterdir()):
        if file.name.startswith(before) and file not in drawn:
            file.unlink(missing_ok=True)
    found = [(file.stat(), file) for file in picture.parent.iterdir()]
    room = MOST_BYTES
    for held, file in sorted(found, key=lambda one: one[0].st_mtime, reverse=True):
        room -= held.st_size
        if room < 0:
            file.unlink(missing_ok=True)


def _give_way() -> None:
    """To all else that the machine has to do; and for good, where it never ends."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.SetPriorityClass(ctypes.c_void_p(kernel.GetCurrentProcess()), BELOW_NORMAL_PRIORITY_CLASS)
    else:
        import resource

        # The last of all would never come to it beside somebody who keeps every processor busy.
        os.nice(10)
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


if __name__ == "__main__":
    sys.exit(main())
