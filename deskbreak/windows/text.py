"""Text as large as there is room for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from deskbreak.windows.look import font

WRAPPED = Qt.TextFlag.TextWordWrap


class LargeText(QLabel):
    """One text after the other, all of them in the size in which the longest fits: so none of them jumps."""

    def __init__(self, least: int, most: int, weight: QFont.Weight, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least, self._most, self._weight = least, most, weight
        self._others: tuple[str, ...] = ()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(round(least * 2.6))

    def show_one(self, text: str, others: Sequence[str]) -> None:
        """This one, of these."""
        if text != self.text():
            self.setText(text)
        if (text, *others) != self._others:
            self._others = (text, *others)
            self._fit()

    def grow_to(self, most: int) -> None:
        """From now on this large at most, in pixels."""
        self._most = most

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(0, self.minimumHeight())

    def _fit(self) -> None:
        sizes = range(self._most, self._least, -1)
        pixels = next((size for size in sizes if self._fits(size)), self._least)
        self.setFont(font(pixels, self._weight))

    def _fits(self, pixels: int) -> bool:
        room = self.contentsRect()
        metrics = QFontMetrics(font(pixels, self._weight))
        return all(_inside(metrics.boundingRect(room, WRAPPED, text), room) for text in self._others)


def _inside(text: QRect, room: QRect) -> bool:
    return text.width() <= room.width() and text.height() <= room.height()
