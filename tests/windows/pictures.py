"""The guide's window in each of its states, on light and on dark: `python -m tests.windows.pictures FOLDER`.

The same pictures each time: nobody's clock, screen or desktop is in them, only the fonts of the machine.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
# It says for each window that it has no window manager.
os.environ["QT_LOGGING_RULES"] = "default.warning=false"

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.week import Standing
from deskbreak.windows.closing import Over
from deskbreak.windows.guide_window import FIRST
from tests.windows.led import Led

COLOURS = 200
"""So many are enough for flat areas and soft edges, and a third of the bytes."""
NARROW, SMALL = (360, 640), (680, 520)
STRETCH, PLANK, ROUTINE = "standing-ql-stretch", "side-plank-knees", "ql-five-minutes"
STRETCHED = Standing("stretch", 2, 3)
TARGETS = (Standing("walk", 600, 1200), Standing("strength", 1, 2), STRETCHED)


@dataclass(frozen=True)
class State:
    """Something that the window shows."""

    name: str
    of: str = STRETCH
    after: float = 0.0
    """Seconds from the beginning of the movement."""
    then: Callable[[Led], object] = lambda _led: None
    size: tuple[int, int] = FIRST
    still: bool = False
    way: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight


def _pauses(led: Led) -> None:
    led.press(Qt.Key.Key_Space)


def _ends(over: Over) -> Callable[[Led], object]:
    return lambda led: led.window.end(over)


OVER = Over(Outcome.TAKEN, Movements(20, 20), (STRETCHED,), False, "Nicely done.")
ALL_OVER = Over(Outcome.TAKEN, Movements(130, 130, 40), TARGETS, True, "Little and often is what counts.")
STATES = (
    State("ready", after=3),
    State("moving", after=14),
    State("switch", after=27),
    State("paused", after=14, then=_pauses),
    State("counted", PLANK, after=37),
    State("routine", ROUTINE, after=66),
    State("done", after=50, then=_ends(OVER)),
    State("routine-done", ROUTINE, then=_ends(ALL_OVER)),
    State("still", after=3, still=True),
    State("right-to-left", after=27, way=Qt.LayoutDirection.RightToLeft),
    State("small", after=14, size=SMALL),
    State("narrow", after=14, size=NARROW),
    State("narrow-lying", PLANK, after=8, size=NARROW),
)
LOOKS = {"light": False, "dark": True}


def picture(state: State, is_dark: bool) -> Image.Image:
    """The window in this state."""
    QApplication.setLayoutDirection(state.way)
    led = Led(state.of, still=state.still, size=state.size)
    led.window._paint_in(is_dark)
    led.passes(state.after)
    state.then(led)
    # What is longer than before finds its place ...
    QApplication.processEvents()
    # ... and the figure is drawn once that has settled: now.
    led.window._leading._figure._draw_anew()
    image = led.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    taken = Image.frombytes(
        "RGB", (image.width(), image.height()), bytes(image.constBits()), "raw", "RGB", image.bytesPerLine()
    )
    led.window.close()
    return taken


def main(folder: Path) -> None:
    """All of them, as small files."""
    _application = QApplication(["deskbreak"])
    folder.mkdir(parents=True, exist_ok=True)
    for state in STATES:
        for look, is_dark in LOOKS.items():
            few = picture(state, is_dark).quantize(COLOURS, dither=Image.Dither.NONE)
            few.save(folder / f"{state.name}-{look}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
