"""How far all of it is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskbreak.windows.look import LIGHT, Look

HIGH = 6


class Progress(QWidget):
    """A thin line, with a gap between two parts."""

    def __init__(self) -> None:
        super().__init__()
        self._look, self._share = LIGHT, 0.0
        self._ends: tuple[float, ...] = (1.0,)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paint_in(self, look: Look) -> None:
        """In these colours."""
        self._look = look
        self.update()

    def show_share(self, share: float, ends: tuple[float, ...]) -> None:
        """So much is over; `ends`: where the parts end, the last one at 1."""
        # A movement of a pixel is worth painting, less is not.
        if abs(share - self._share) * self.width() >= 1 or share < self._share or ends != self._ends:
            self._share, self._ends = share, ends
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(200, HIGH)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        begin = 0.0
        for end in self._ends:
            left, right = begin * self.width() + 1.5, end * self.width() - 1.5
            begin = end
            for share, ink in ((1.0, self._look.line), (self._share, self._look.accent)):
                reach = min(right, share * self.width())
                if reach > left:
                    painter.setBrush(ink)
                    painter.drawRoundedRect(QRectF(left, 0, reach - left, HIGH), HIGH / 2, HIGH / 2)
