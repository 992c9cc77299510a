"""The one place where the windows meet the drawn figure."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter, QPixmap

from deskbreak.core.details import Animation
from deskbreak.core.movement import Side
from deskbreak.figure.motion import REST

FRAMES_A_SECOND = 30
LARGEST = 720
"""Pixels; what is larger is scaled up, which nobody sees on a moving figure."""

MOST_BYTES = 48 * 2**20
BYTES_A_PIXEL = 4


class Frame(NamedTuple):
    """One of the pictures, or its mirror image."""

    number: int
    flipped: bool


class Drawing:
    """The moments of one movement in one size, each drawn once, when it is painted first."""

    def __init__(self, animation: Animation, targets: Sequence[str], room: QSizeF, theme: str) -> None:
        """As large as it can be in this room, in pixels."""
        # Imported here: the window is seen before that.
        from deskbreak.figure.draw import Painter
        from deskbreak.figure.stage import MARGIN, Stage

        stage = Stage(animation, targets)
        whole, reach, side = stage.window, stage.reach, stage.window.width
        self._filled = QRectF(
            (reach.left - MARGIN - whole.left) / side,
            (whole.top - reach.top - MARGIN) / side,
            (reach.width + 2 * MARGIN) / side,
            (reach.height + 2 * MARGIN) / side,
        )
        self.size, self.order = min(LARGEST, round(self._side(room))), animation.order
        self._stage, self._painter = stage, Painter(stage, self.size, theme)
        self._frames = max(2, min(round(animation.cycle_s * FRAMES_A_SECOND), self._affordable()))
        self._painted: dict[int, tuple[QPixmap, QPoint]] = {}

    def _affordable(self) -> int:
        """How many frames of a cycle may be kept: of a long one in a large window there are fewer a second."""
        one = self._filled.width() * self._filled.height() * self.size**2 * BYTES_A_PIXEL
        kept = int(MOST_BYTES / one)
        # What goes back the way it came shows each of them twice.
        return kept if self.order == "round" else 2 * kept

    def frame(self, cycles: float, side: Side | None) -> Frame:
        """What shows this moment on this side."""
        from deskbreak.figure.draw import flipped

        number = round(cycles % 1 * self._frames) % self._frames
        if self.order != "round":
            # It goes back the way it came, and rests at either end.
            first, last = int(REST * self._frames), ceil((0.5 - REST) * self._frames)
            number = min(max(min(number, self._frames - number), first), last)
        return Frame(number, flipped(self._stage, side))

    def paint(self, painter: QPainter, room: QRectF, frame: Frame) -> None:
        """In the middle of this room."""
        picture, at = self._picture(frame.number)
        side = self._side(room.size())
        painter.translate(room.center() - self._filled.center() * side)
        painter.scale(side / self.size, side / self.size)
        if frame.flipped:
            painter.translate(self.size, 0)
            painter.scale(-1, 1)
        painter.drawPixmap(at, picture)

    def _side(self, room: QSizeF) -> float:
        """Of the whole picture, which is a square and may be empty at its edges."""
        return min(room.width() / self._filled.width(), room.height() / self._filled.height())

    def _picture(self, number: int) -> tuple[QPixmap, QPoint]:
        """What of it is not empty, and where that belongs."""
        if number not in self._painted:
            whole = self._painter.moment(self._stage.moment(number / self._frames))
            box = whole.getbbox() or (0, 0, 1, 1)
            part = whole.crop(box)
            image = QImage(part.tobytes(), part.width, part.height, part.width * 4, QImage.Format.Format_RGBA8888)
            self._painted[number] = QPixmap.fromImage(image), QPoint(box[0], box[1])
        return self._painted[number]
