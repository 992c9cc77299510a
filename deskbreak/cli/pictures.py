"""`deskbreak movements --sheet`, `--gif` and `--png`: the figure in files; with or without a running deskbreak."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deskbreak.errors import DeskbreakError
from deskbreak.words import _

if TYPE_CHECKING:
    from PIL.Image import Image

    from deskbreak.core.movement import Movement
    from deskbreak.figure.stage import Stage
    from deskbreak.library.load import Content

SHEET, SINGLE = 200, 360
"""Pixels of a picture."""


def write_sheet(library: Content, file: Path, theme: str, side: str | None, untitled: bool) -> Iterator[str]:
    """Draws all movements. Untitled ones are shuffled and numbered; which number is which, the lines tell."""
    from deskbreak.figure.pictures import sheet

    movements = list(library.movements.values())
    if untitled:
        movements.sort(key=lambda one: sha256(one.id.encode()).digest())
    titles = [str(number) if untitled else one.name for number, one in enumerate(movements, start=1)]
    stages = [(title, _stage(library, one)) for title, one in zip(titles, movements, strict=True)]
    _save(file, [sheet(stages, SHEET, theme, side)], "PNG")
    if untitled:
        yield from (f"{title} {one.id}" for title, one in zip(titles, movements, strict=True))


def write_gif(library: Content, movement: Movement, file: Path, theme: str, side: str | None) -> None:
    """Draws one cycle of this movement."""
    from deskbreak.figure.pictures import FRAME, moving

    frames = moving(_stage(library, movement), SINGLE, theme, side)
    _save(file, frames, "GIF", duration=round(FRAME * 1000), loop=0)


def write_png(library: Content, movement: Movement, file: Path, theme: str, side: str | None) -> None:
    """Draws this movement at its far end."""
    from deskbreak.figure.pictures import still

    _save(file, [still(_stage(library, movement), SINGLE, theme, side)], "PNG")


def _stage(library: Content, movement: Movement) -> Stage:
    from deskbreak.figure.stage import Stage

    return Stage(library.details(movement.id).animation, movement.target)


def _save(file: Path, images: Sequence[Image], kind: str, **more: Any) -> None:
    first, *rest = images
    more |= {"save_all": True, "append_images": rest} if rest else {}
    try:
        first.save(file, kind, **more)
    except OSError as error:
        raise DeskbreakError(
            _("{file} cannot be written: {reason}").format(file=file, reason=error.strerror or error),
            _("Choose another place for it."),
        ) from error
