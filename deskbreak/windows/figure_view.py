"""The card on which the figure moves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskbreak.core.details import Animation
from deskbreak.core.movement import Side
from deskbreak.windows.drawing import Drawing, Frame
from deskbreak.windows.look import LIGHT, Look

ROUND = 18
EDGE = 8
UNDRAWABLE = (ArithmeticError, LookupError, ValueError, MemoryError)
"""What poses that nobody thought of may lead to."""
SETTLES = 120
"""Milliseconds after which a size that somebody drags is the one to paint in."""


class FigureView(QWidget):
    """Shows the moment that it is told. Where there is nothing to draw, the card stays calm and nearly empty."""

    undrawn = Signal(str)
    """Why the movement cannot be drawn: somebody's own may be such a one. It is led through all the same."""

    def __init__(self) -> None:
        super().__init__()
        self._look = LIGHT
        self._animation: Animation | None = None
        self._targets: tuple[str, ...] = ()
        self._side: Side | None = None
        self._cycles = 0.0
        self._calls = False
        self._drawing: Drawing | None = None
        self._frame: Frame | None = None
        self._settles = QTimer(self, singleShot=True)
        self._settles.timeout.connect(self._draw_anew)
        self.setMinimumSize(160, 100)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(380, 380)

    def paint_in(self, look: Look) -> None:
        """In these colours."""
        self._look = look
        self._draw_soon()

    def show_movement(self, animation: Animation | None, targets: Sequence[str], name: str) -> None:
        """From now on this movement; None: there is no drawing of it."""
        self._animation, self._targets = animation, tuple(targets)
        self.setAccessibleName(name)
        self._drawing = None
        self._draw_soon()

    def show_moment(self, cycles: float, side: Side | None, calls: bool) -> None:
        """This moment of it, on this side. `calls`: something else has to be done now."""
        if calls != self._calls:
            self._calls = calls
            self.update()
        self._cycles, self._side = cycles, side
        frame = None if self._drawing is None else self._drawing.frame(cycles, side)
        if frame != self._frame:
            self._frame = frame
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._settles.start(SETTLES)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        look = self._look
        painter.setBrush(look.card)
        painter.setPen(QPen(look.change, 4) if self._calls else QPen(look.line, 1))
        inset = 2.5 if self._calls else 1
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), ROUND, ROUND)
        room = self._room()
        if self._drawing is None:
            self._paint_calm(painter, room)
            return
        try:
            self._drawing.paint(painter, room, self._drawing.frame(self._cycles, self._side))
        except UNDRAWABLE as error:
            self._give_up(error)

    def _paint_calm(self, painter: QPainter, room: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        middle, size = room.center(), min(room.width(), room.height())
        for share, ink in ((0.30, self._look.ground), (0.17, self._look.line)):
            painter.setBrush(ink)
            painter.drawEllipse(QPointF(middle), size * share, size * share)

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)

    def _draw_soon(self) -> None:
        """The window is seen before that: the first picture takes its time."""
        self.update()
        self._settles.start(0)

    def _draw_anew(self) -> None:
        self._drawing = None
        room = self._room().size() * self.devicePixelRatioF()
        if self._animation is not None and not room.isEmpty():
            try:
                self._drawing = Drawing(self._animation, self._targets, room, self._look.name)
            except UNDRAWABLE as error:
                self._give_up(error)
        self.update()

    def _give_up(self, error: Exception) -> None:
        """Not tried again before the next movement."""
        self._animation = self._drawing = None
        self.undrawn.emit(f"{type(error).__name__}: {error}")
        self.update()
