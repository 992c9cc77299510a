"""What is told when it is over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.week import Standing
from deskbreak.day_words import in_full
from deskbreak.windows.look import BOLD, LIGHT, PLAIN, Look, font
from deskbreak.words import _, exact_span


@dataclass(frozen=True, slots=True)
class Over:
    """How it went."""

    outcome: Outcome | None
    moved: Movements
    targets: Sequence[Standing]
    """How the week stands."""
    is_routine: bool
    said: str = ""
    """A word at the end."""

    @property
    def seconds(self) -> float:
        """How long it is shown."""
        return 40.0 if self.is_routine else 12.0


def head(over: Over) -> str:
    """How it went, in a word."""
    return _("Done") if over.outcome is Outcome.TAKEN else _("Ended early. What you did counts.")


def done_lines(over: Over) -> Iterator[str]:
    """What was done for each side."""
    moved = over.moved
    parts = {
        _("Left side {time}"): moved.left,
        _("Right side {time}"): moved.right,
        (_("Both sides {time}") if moved.left or moved.right else _("{time} of movement")): moved.both,
    }
    yield from (text.format(time=exact_span(seconds)) for text, seconds in parts.items() if round(seconds))


def target_lines(over: Over) -> Iterator[str]:
    """How the week stands, as far as it has begun: nothing is held against anybody."""
    return (in_full(target) for target in over.targets if target.done)


class Closing(QWidget):
    """The last page."""

    leaves = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tick = _Tick()
        self._head, self._done, self._week, self._said = (QLabel(self) for _number in range(4))
        self._close = QPushButton(_("Close"))
        self._close.clicked.connect(self.leaves)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addStretch(1)
        column.addWidget(self._tick, 0, Qt.AlignmentFlag.AlignHCenter)
        for label, ink in (
            (self._head, "text"),
            (self._done, "accent"),
            (self._week, "faint"),
            (self._said, "text"),
        ):
            label.setProperty("ink", ink)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        column.addSpacing(14)
        column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def paint_in(self, look: Look) -> None:
        """In these colours."""
        self._tick.paint_in(look)

    def fit(self, width: int, height: int) -> None:
        """Into a window of this size."""
        grown = min(1.7, max(1.0, min(width / 700, height / 480)))
        for label, pixels, weight in (
            (self._head, 32, BOLD),
            (self._done, 25, BOLD),
            (self._week, 17, PLAIN),
            (self._said, 20, PLAIN),
        ):
            label.setFont(font(round(pixels * grown), weight))

    def show_over(self, over: Over) -> None:
        """This is how it went."""
        for label, text in (
            (self._head, head(over)),
            (self._done, "\n".join(done_lines(over))),
            (self._week, "\n".join(target_lines(over))),
            (self._said, over.said),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        self._tick.setVisible(over.outcome is Outcome.TAKEN)
        self._close.setFocus()

    @property
    def told(self) -> str:
        """All of it, for who cannot see it."""
        labels = (self._head, self._done, self._week, self._said)
        return ". ".join(label.text().replace("\n", ". ") for label in labels if label.text())


class _Tick(QWidget):
    """A tick in a circle."""

    def __init__(self) -> None:
        super().__init__()
        self._look = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paint_in(self, look: Look) -> None:
        self._look = look
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(96, 96)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.accent)
        painter.drawEllipse(QPointF(48, 48), 46, 46)
        pen = QPen(self._look.on_accent, 8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([QPointF(28, 50), QPointF(43, 65), QPointF(69, 35)]))
