"""The seconds that are left, in a ring that empties."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from deskbreak.windows.look import BOLD, LIGHT, Look, font
from deskbreak.words import _

WIDE = 0.085
"""Of the ring's size, how wide it is."""
LARGE = {1: 0.36, 2: 0.36, 4: 0.27, 5: 0.21, 6: 0.17}
"""Of the ring's size, how large so many letters are: 9, 59, 1:59, 19:59, 100:00."""


class Ring(QWidget):
    """Tells its seconds to eyes only: a value that ticks is not read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self._look, self._seconds, self._share = LIGHT, 0, 1.0
        self._changes = self._pauses = False
        self.setAccessibleName(_("Time left"))

    def paint_in(self, look: Look) -> None:
        """In these colours."""
        self._look = look
        self.update()

    def show_left(self, seconds: int, share: float, changes: bool, pauses: bool) -> None:
        """So much is left. `changes`: of the time to get into place; `pauses`: it stands still."""
        shown = (seconds, share, changes, pauses)
        if shown != (self._seconds, self._share, self._changes, self._pauses):
            self._seconds, self._share, self._changes, self._pauses = shown
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(112, 112)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        size = min(self.width(), self.height())
        pen = size * WIDE
        around = QRectF((self.width() - size) / 2, (self.height() - size) / 2, size, size)
        around.adjust(pen, pen, -pen, -pen)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.line, pen))
        painter.drawEllipse(around)
        painter.setPen(self._pen(pen))
        # Qt counts in sixteenths of a degree from three o'clock, against the clock.
        painter.drawArc(around, 90 * 16, round(self._share * 360 * 16))
        painter.setPen(self._look.text)
        told = self._told()
        painter.setFont(font(max(12, round(size * LARGE[min(len(told), 6)])), BOLD))
        painter.drawText(around, Qt.AlignmentFlag.AlignCenter, told)

    def _told(self) -> str:
        return str(self._seconds) if self._seconds < 100 else f"{self._seconds // 60}:{self._seconds % 60:02d}"

    def _pen(self, wide: float) -> QPen:
        pen = QPen(self._colour(), wide)
        # Not told by the colour alone: what is not movement yet is dotted.
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if self._changes else Qt.PenCapStyle.RoundCap)
        if self._changes:
            pen.setDashPattern([0.55, 0.45])
        return pen

    def _colour(self) -> QColor:
        if self._pauses:
            return self._look.faint
        return self._look.change if self._changes else self._look.accent
