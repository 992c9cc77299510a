"""Which side is done, which is in hand, which is to come."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskbreak.core.movement import Side
from deskbreak.guide_words import side_label
from deskbreak.windows.look import BOLD, LIGHT, PLAIN, Look, font
from deskbreak.windows.shown import Sided

HIGH, WIDE = 34, 220
GAP = 8


class SideChips(QWidget):
    """The left one on the left, as in the mirror that the figure is, whichever way the language runs."""

    def __init__(self) -> None:
        super().__init__()
        self._look = LIGHT
        self._sides: tuple[Sided, ...] = ()
        self._grown = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paint_in(self, look: Look) -> None:
        """In these colours."""
        self._look = look
        self.update()

    def grow_to(self, grown: float) -> None:
        """From now on so many times as large as where there is little room."""
        self._grown = grown
        self.updateGeometry()

    def show_sides(self, sides: tuple[Sided, ...]) -> None:
        """These, one chip a side."""
        if sides != self._sides:
            self._sides = sides
            self.setAccessibleName(" · ".join(side.told for side in sides))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(220, round(HIGH * self._grown))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        by_side = sorted(self._sides, key=lambda one: (one.side is not Side.LEFT, not one.is_now))
        chips = [one for number, one in enumerate(by_side) if one.side not in [each.side for each in by_side[:number]]]
        if not chips:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = min(WIDE * self._grown, (self.width() - GAP * (len(chips) - 1)) / len(chips))
        left = (self.width() - wide * len(chips) - GAP * (len(chips) - 1)) / 2
        for number, chip in enumerate(chips):
            self._paint(painter, QRectF(left + number * (wide + GAP) + 1, 1, wide - 2, self.height() - 2), chip)

    def _paint(self, painter: QPainter, room: QRectF, chip: Sided) -> None:
        look = self._look
        painter.setBrush(look.accent if chip.is_now else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.accent if chip.is_now else look.line, 1.5))
        painter.drawRoundedRect(room, room.height() / 2, room.height() / 2)
        painter.setPen(look.on_accent if chip.is_now else look.faint)
        used = font(round(15 * self._grown), BOLD if chip.is_now else PLAIN)
        painter.setFont(used)
        mark = "✓ " if chip.is_done and not chip.is_now else ""
        told = QFontMetrics(used).elidedText(
            mark + side_label(chip.side), Qt.TextElideMode.ElideRight, int(room.width()) - 20
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, told)
