"""How long the figure takes to be drawn: one picture by its size, and all movements on one sheet."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial

from PIL import Image

from deskbreak.figure.draw import FINEST, Painter
from deskbreak.figure.stage import Stage
from deskbreak.library.load import library
from deskbreak.places import shipped

from .figures import Budget, Row, Section
from .place import place
from .programs import DESKBREAK

SIZES = (128, 360, 540, 720)
MOMENTS = (0.0, 0.2, 0.4, 0.6, 0.8)
FLOORS = 50  # plain pictures, one after the other
SHEETS = 3
IN_TIME = Budget("< 33 ms, for 30 a second", 33.0)
TITLE = "The figure is drawn, ms (a picture: of a core; the sheet: from start to end)"
FLOOR = "plain picture as fine; python -c 'from PIL import Image'"


def measure() -> Section:
    """Some moments of every movement in each size, and the whole sheet as a program of its own."""
    content = library(shipped("config"))
    stages = [Stage(content.details(id).animation, one.target) for id, one in content.movements.items()]
    rows = [Row(f"a picture of {size} pixels", _pictures(stages, size), IN_TIME, _plain(size)) for size in SIZES]
    with place() as processes:
        sheet = (DESKBREAK, "movements", "--sheet", str(processes.folder / "sheet.png"))
        drawn = [processes.timed(sheet).seconds * 1000 for _round in range(SHEETS)]
        floor = (sys.executable, "-c", "from PIL import Image")
        begun = [processes.timed(floor).seconds * 1000 for _round in range(SHEETS)]
    rows.append(Row("deskbreak movements --sheet", drawn, None, begun))
    note = f"{len(MOMENTS)} moments of each of {len(stages)} movements; the sheet has {3 * len(stages)} pictures"
    return Section(
        "The figure is drawn, ms (pictures: of a core; the sheet: from start to end)",
        rows,
        floor=FLOOR,
        digits=2,
        notes=(note,),
    )


def _pictures(stages: list[Stage], size: int) -> list[float]:
    painters = [Painter(stage, size) for stage in stages]
    return [_took(partial(painter.picture, t)) for painter in painters for t in MOMENTS]


def _plain(size: int) -> list[float]:
    """The same canvas, filled with one colour, and made as small: what the fine edges cost before there is anything."""
    finer = next((finer for most, finer in FINEST if size <= most), 2)
    fine = (size * finer, size * finer)
    return [_took(lambda: Image.new("RGBA", fine, (29, 115, 128, 255)).reduce(finer)) for _round in range(FLOORS)]


def _took(draw: Callable[[], object]) -> float:
    began = time.process_time()
    draw()
    return (time.process_time() - began) * 1000
