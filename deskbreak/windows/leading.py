"""The page that leads: figure and words, side by side where there is room, else one above the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from deskbreak.core.details import Details
from deskbreak.core.guiding import Guiding
from deskbreak.core.movement import Movement
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.timeline import Cue
from deskbreak.guide_script import stop_line
from deskbreak.guide_words import easy_range
from deskbreak.windows.buttons import Buttons
from deskbreak.windows.figure_view import FigureView
from deskbreak.windows.look import BOLD, LIGHT, Look, call_style, font
from deskbreak.windows.pacing import moment, still
from deskbreak.windows.progress import Progress
from deskbreak.windows.ring import Ring
from deskbreak.windows.shown import Shown, shown
from deskbreak.windows.side_chips import SideChips
from deskbreak.windows.text import LargeText
from deskbreak.words import _

CALL_EDGE = 10
WIDE = 680
"""Pixels from which on figure and words lie side by side."""
EDGE, CLOSER = 18, 10
RING = 66
"""Pixels of it where there is little room."""
ROOMY = 720
"""Pixels of height from which on there is room for everything, one above the other."""
SIGNS_FROM = {True: 560, False: 780}
"""From which on the signs to stop at are there to read as well; to who listens they are told in any size."""


class Leading(QWidget):
    """Shows a moment; its buttons ask for what they are there for."""

    asks = Signal(str)
    told = Signal(str)
    """What is new, in words."""
    undrawn = Signal(str)
    """Why there is no figure."""

    def __init__(self, is_still: bool) -> None:
        super().__init__()
        self._is_still = is_still
        self._shown: Shown | None = None
        self._details: Details | None = None
        self._movement = ""
        self._last_cycles: float | None = None
        self._shows_all = self._shows_signs = True
        self._care = self._signs = ""
        self._look = LIGHT
        self._calls: bool | None = None
        """Whether the label that says what to do now stands out; None: it is not painted yet."""
        self.moves = True
        """Whether the figure does just now."""
        self._figure, self._ring, self._chips, self._progress = FigureView(), Ring(), SideChips(), Progress()
        self._title, self._within, self._now, self._count, self._next, self._rest = (QLabel() for _n in range(6))
        self._foot = QLabel()
        self._text = LargeText(18, 46, BOLD)
        self._buttons = Buttons()
        self._buttons.asks.connect(self.asks)
        self._figure.undrawn.connect(self.undrawn)
        self._lay_out()

    # -- what is shown ----------------------------------------------------------

    def show_moment(self, guiding: Guiding, now: float, details: Callable[[str], Details | None]) -> None:
        """Where this is now."""
        before = self._shown
        part = guiding.suggestion.parts[guiding.at(now).part]
        if self._movement != part.movement.id:
            self._take(guiding.suggestion, part.movement, details(part.movement.id))
        self._shown = one = shown(guiding, now, self._details.breathing if self._details else "")
        self._show_words(one)
        self._show_time(one, guiding)
        self._show_figure(one)
        if before is None or (before.now, before.text, before.paused) != (one.now, one.text, one.paused):
            self._tell(before, one)

    def paint_in(self, look: Look) -> None:
        """In these colours."""
        for part in (self._figure, self._ring, self._chips, self._progress, self._buttons):
            part.paint_in(look)
        self._look, self._calls = look, None
        self._paint_now()

    def fit(self, width: int, height: int) -> None:
        """Into a window of this size."""
        is_wide = width >= WIDE
        ways = QBoxLayout.Direction
        self._halves.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)
        self._halves.setStretch(0, 10 if is_wide else 9)
        self._halves.setStretch(1, 11 if is_wide else 10)
        self._halves.setSpacing(EDGE if is_wide else CLOSER)
        grown = min(1.7, max(1.0, width / 880)) if is_wide and height >= 600 else 0.75
        size = round(112 * grown) if is_wide and height >= SIGNS_FROM[True] else RING
        self._text.grow_to(round(46 * max(1.0, grown)))
        self._text.setMinimumHeight(96 if is_wide else min(150, height - 530))
        self._shows_all = is_wide or height >= ROOMY
        self._shows_signs = height >= SIGNS_FROM[is_wide]
        self._ring.setFixedSize(size, size)
        self._chips.grow_to(max(1.0, grown))
        self._title.setFont(font(max(21, round(26 * grown)), BOLD))
        self._now.setFont(font(max(19, round(24 * grown)), BOLD))
        self._count.setFont(font(max(17, round(20 * grown)), BOLD))
        for label, pixels in ((self._within, 16), (self._next, 17), (self._rest, 17), (self._foot, 15)):
            label.setFont(font(round(pixels * max(1.0, grown))))
        if self._shown is not None:
            self._show_words(self._shown)

    def _take(self, suggestion: Suggestion, movement: Movement, details: Details | None) -> None:
        """Another movement than before."""
        self._details, self._movement = details, movement.id
        self._care, self._signs = easy_range(suggestion), stop_line(details.stop_signs if details else ())
        self._buttons.offer_too_much(suggestion.may_be_too_much)
        self._figure.show_movement(details.animation if details else None, movement.target, movement.name)

    def _show_words(self, one: Shown) -> None:
        for label, text in (
            (self._title, one.title),
            (self._within, one.within),
            (self._now, _("Paused") if one.paused else one.now),
            (self._count, one.now if one.paused else one.count),
            (self._next, one.next),
            (self._rest, _("{time} left").format(time=one.rest)),
            (self._foot, " ".join(filter(None, (self._care, self._signs if self._shows_signs else "")))),
        ):
            if label.text() != text:
                label.setText(text)
        for label in (self._within, self._count, self._foot):
            label.setVisible(bool(label.text()))
        self._text.show_one(one.text, one.steps)
        self._chips.show_sides(one.sides)
        self._chips.setVisible(self._shows_all and bool(one.sides))
        self._buttons.show_paused(one.paused)
        self._paint_now()

    def _show_time(self, one: Shown, guiding: Guiding) -> None:
        left = 1 - one.elapsed / one.seconds if one.seconds else 0.0
        if self._is_still and one.seconds:
            left = one.left / one.seconds
        self._ring.show_left(one.left, min(1.0, left), one.cue is not Cue.MOVE, one.paused)
        laid_out = guiding.timeline
        ends = {stretch.part: stretch.end / laid_out.total for stretch in laid_out.stretches}
        self._progress.show_share(one.share, tuple(ends.values()))

    def _show_figure(self, one: Shown) -> None:
        animation = self._details.animation if self._details else None
        cycle, order = (animation.cycle_s, animation.order) if animation else (4.0, "")
        cycles = still(one.cue, order)
        if not self._is_still:
            cycles = moment(one.cue, one.elapsed, one.seconds, one.movement.dose, cycle, order)
        self.moves = cycles != self._last_cycles
        self._last_cycles = cycles
        self._figure.show_moment(cycles, one.side, one.cue is Cue.SWITCH)

    def _tell(self, before: Shown | None, one: Shown) -> None:
        """What changed, once."""
        told: list[str] = []
        if before is None or before.title != one.title:
            told += filter(None, (one.title, " ".join(filter(None, (self._care, self._signs)))))
        if one.paused:
            told.append(_("Paused"))
        else:
            told += [one.now] if before is None or (before.now, before.paused) != (one.now, one.paused) else []
            told += [one.text] if before is None or before.text != one.text else []
        self.told.emit(". ".join(told))

    def _paint_now(self) -> None:
        """What has to be done now, as a sign where it is something else than before."""
        one = self._shown
        calls = one is not None and one.cue is not Cue.MOVE and not one.paused
        if calls != self._calls:
            self._calls = calls
            self._now.setMargin(CALL_EDGE if calls else 0)
            self._now.setStyleSheet(call_style(self._look) if calls else "")

    # -- how it lies ------------------------------------------------------------

    def _lay_out(self) -> None:
        for label in (self._title, self._now):
            label.setWordWrap(True)
        for label in (self._title, self._within, self._now, self._count, self._next, self._rest, self._foot):
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self._within, self._count, self._next, self._rest, self._foot):
            label.setProperty("ink", "faint" if label is not self._count else "accent")
        for label in (self._title, self._text, self._now):
            label.setProperty("ink", "text")
        self._next.setWordWrap(True)
        self._foot.setWordWrap(True)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._within)
        head.addWidget(self._title)
        cue, beside = QHBoxLayout(), QVBoxLayout()
        cue.setSpacing(14)
        cue.addWidget(self._ring)
        beside.addStretch()
        beside.addWidget(self._now)
        beside.addWidget(self._count)
        beside.addStretch()
        cue.addLayout(beside, 1)
        far = QHBoxLayout()
        far.setSpacing(12)
        far.addWidget(self._next, 1)
        far.addWidget(self._rest, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(10)
        words.addLayout(cue)
        words.addWidget(self._text, 1)
        words.addWidget(self._chips)
        words.addLayout(far)
        words.addWidget(self._progress)
        words.addWidget(self._buttons)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.addWidget(self._figure)
        self._halves.addLayout(words)
        page = QVBoxLayout(self)
        page.setContentsMargins(EDGE, EDGE - 4, EDGE, EDGE - 4)
        page.setSpacing(12)
        page.addLayout(head)
        page.addLayout(self._halves, 1)
        page.addWidget(self._foot)
