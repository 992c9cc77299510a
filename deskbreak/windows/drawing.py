"""The one place where the windows meet the drawn figure."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSizeF
from PySide6.QtGui import QImage, QPixmap

from deskbreak.core.details import Animation
from deskbreak.core.movement import Side

FRAMES_A_SECOND = 30
LARGEST = 720
"""Pixels; what is larger is scaled up, which nobody sees on a moving figure."""


class Drawing:
    """The moments of one movement in one size, each painted once, when it is asked for first."""

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
        self._painter = Painter(stage, self.size, theme)
        self._frames = max(2, round(animation.cycle_s * FRAMES_A_SECOND))
        self._painted: dict[tuple[int, Side | None], tuple[QPixmap, QPoint]] = {}

    def place(self, room: QRectF) -> QRectF:
        """Where in this room the whole picture belongs, which is a square and may be empty at its edges."""
        side = self._side(room.size())
        filled = self._filled.center() * side
        return QRectF(room.center() - filled, QSizeF(side, side))

    def at(self, cycles: float, side: Side | None) -> tuple[QPixmap, QPoint]:
        """What is not empty of the picture at this moment, and where on it that belongs."""
        number = round(cycles % 1 * self._frames) % self._frames
        if self.order != "round":
            # It goes back the way it came.
            number = min(number, self._frames - number)
        if (number, side) not in self._painted:
            self._painted[number, side] = self._paint(number, side)
        return self._painted[number, side]

    def _side(self, room: QSizeF) -> float:
        return min(room.width() / self._filled.width(), room.height() / self._filled.height())

    def _paint(self, number: int, side: Side | None) -> tuple[QPixmap, QPoint]:
        picture = self._painter.picture(number / self._frames, side)
        box = picture.getbbox() or (0, 0, 1, 1)
        part = picture.crop(box)
        image = QImage(part.tobytes(), part.width, part.height, part.width * 4, QImage.Format.Format_RGBA8888)
        return QPixmap.fromImage(image), QPoint(box[0], box[1])
