"""The signs on the buttons, drawn: they are the same on every desktop, in every size and colour."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton

from deskbreak.windows.look import LIGHT, Look

Draw = Callable[[QPainter, float], None]
"""Draws a sign around the middle, in a square that reaches so far from there."""


def pause(painter: QPainter, r: float) -> None:
    """Two bars."""
    for x in (-0.62, 0.22):
        painter.drawRoundedRect(QRectF(x * r, -0.75 * r, 0.4 * r, 1.5 * r), 0.12 * r, 0.12 * r)


def go_on(painter: QPainter, r: float) -> None:
    """A triangle."""
    painter.drawPolygon(QPolygonF([QPointF(-0.5 * r, -0.8 * r), QPointF(-0.5 * r, 0.8 * r), QPointF(0.85 * r, 0)]))


def skip(painter: QPainter, r: float) -> None:
    """A triangle against a bar."""
    painter.drawPolygon(QPolygonF([QPointF(-0.7 * r, -0.7 * r), QPointF(-0.7 * r, 0.7 * r), QPointF(0.4 * r, 0)]))
    painter.drawRoundedRect(QRectF(0.45 * r, -0.7 * r, 0.26 * r, 1.4 * r), 0.1 * r, 0.1 * r)


def back(painter: QPainter, r: float) -> None:
    """The same the other way round."""
    painter.scale(-1, 1)
    skip(painter, r)


class SignButton(QAbstractButton):
    """A round button with a sign."""

    def __init__(self, draw: Draw, size: int, filled: bool = False) -> None:
        super().__init__()
        self._draw, self._size, self._filled, self._look = draw, size, filled, LIGHT
        self.setFixedSize(size, size)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paint_in(self, look: Look) -> None:
        """In these colours."""
        self._look = look
        self.update()

    def show_sign(self, draw: Draw, name: str) -> None:
        """From now on it does this."""
        if draw is not self._draw:
            self._draw = draw
            self.setAccessibleName(name)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        look, r = self._look, self._size / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.width() / 2, self.height() / 2)
        ground = look.accent if self._filled else look.card
        if self.underMouse() or self.isDown():
            ground = ground.darker(112 if self.isDown() else 106) if look.name == "light" else ground.lighter(115)
        painter.setBrush(ground)
        painter.setPen(Qt.PenStyle.NoPen if self._filled else QPen(look.line, 1.5))
        painter.drawEllipse(QPointF(), r - 4, r - 4)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.text, 2))
            painter.drawEllipse(QPointF(), r - 1.5, r - 1.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.on_accent if self._filled else look.text)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            painter.scale(-1, 1)
        self._draw(painter, r * 0.4)

    def enterEvent(self, _event: object) -> None:  # noqa: N802
        self.update()

    def leaveEvent(self, _event: object) -> None:  # noqa: N802
        self.update()
