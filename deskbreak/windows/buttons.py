"""What can be pressed while a movement is led through."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from deskbreak.windows import signs
from deskbreak.windows.look import Look
from deskbreak.windows.signs import SignButton
from deskbreak.words import _


class Buttons(QWidget):
    """Back, pause and skip as signs; below them, in words, what is rarer."""

    asks = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        back, self._pause, skip = (
            SignButton(signs.back, 54),
            SignButton(signs.pause, 72, filled=True),
            SignButton(signs.skip, 54),
        )
        self._signs = (back, self._pause, skip)
        for sign, do, name, key in (
            (back, "back", _("Back"), "←"),
            (self._pause, "pause", _("Pause"), _("space")),
            (skip, "ahead", _("Skip"), "→"),
        ):
            sign.setAccessibleName(name)
            sign.setToolTip(f"{name} ({key})")
            sign.clicked.connect(lambda _checked=False, do=do: self.asks.emit(do))
        too_much, done = self._too_much, _done = QPushButton(_("Too much for me")), QPushButton(_("Done"))
        for button, do, tip in (
            (too_much, "too-much", _("Stops, and leaves this movement out for a week (M)")),
            (done, "done", _("All of it is done")),
        ):
            button.setToolTip(tip)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, do=do: self.asks.emit(do))
        self._lay_out(too_much, done)

    def paint_in(self, look: Look) -> None:
        """In these colours."""
        for sign in self._signs:
            sign.paint_in(look)

    def show_paused(self, paused: bool) -> None:
        """Whether the one in the middle goes on."""
        self._pause.show_sign(*(signs.go_on, _("Go on")) if paused else (signs.pause, _("Pause")))

    def offer_too_much(self, may_be: bool) -> None:
        """Whether there is anything that could be too much."""
        self._too_much.setVisible(may_be)

    def _lay_out(self, too_much: QPushButton, done: QPushButton) -> None:
        column, row, below = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        row.addStretch()
        for sign in self._signs:
            row.addWidget(sign)
        row.addStretch()
        below.addWidget(too_much)
        below.addStretch()
        below.addWidget(done)
        column.addLayout(row)
        column.addLayout(below)
