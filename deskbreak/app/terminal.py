"""The program in a terminal: a live line that counts, and a key for each answer."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import replace

from deskbreak import terminal_view
from deskbreak.app.loop import Loop
from deskbreak.app.seat import INTERRUPTS, KEYBOARD, Seat
from deskbreak.core.effects import Decision
from deskbreak.core.moment import Moment
from deskbreak.core.view import View
from deskbreak.ports import Post
from deskbreak.words import _, clock_time

LAST = 5
"""How many decisions are told when somebody asks why."""
CALL = "\x1b[1m{}\x1b[0m"
"""The words when a break is asked for: bold, which stands out on every background."""
WARM = "\x1b[33m{}\x1b[0m"
HANG = 7
"""Cells by which the later lines of something long are indented."""


class Terminal:
    """A `Timed` for the live line. Told each view, which is an occasion to look whether the terminal is ours again."""

    def __init__(
        self,
        loop: Loop,
        view: Callable[[], View],
        moment: Callable[[], Moment],
        post: Post,
        decisions: Callable[[int], Iterable[tuple[float, Decision]]],
        publish: Callable[[float], None],
        has_choice: Callable[[], bool],
    ) -> None:
        """`publish` tells everybody the view. It is due once a minute, and so are the words: both get one wake.
        `has_choice`: whether there is more than one movement to choose from.
        """
        self._loop = loop
        self._view = view
        self._moment = moment
        self._post = post
        self._decisions = decisions
        self._publish = publish
        self._has_choice = has_choice
        self._lead: terminal_view.Lead | None = None
        self._changes_at: float | None = None
        self._seat = Seat(loop, self._press, self._draw)
        self._console = self._seat.console
        self._console.on_lead = self._led
        loop.add_timed(self)
        self._seat.take()

    @property
    def deadline(self) -> float | None:
        return self._changes_at if self._seat.has_it else self._seat.look_at

    def __call__(self, _view: View, _now: float) -> None:
        """Something happened, or a minute went by."""
        self._seat.take()

    def on_time(self, now: float) -> None:
        """The words change, or the terminal may be ours again."""
        if not self._seat.has_it:
            self._seat.take()
        elif terminal_view.counts_seconds(self._view(), now, self._lead):
            self._draw()
        else:
            self._publish(now)

    def close(self) -> None:
        """Give the terminal back as it was, without a trace of the live line."""
        self._seat.let_go()
        self._loop.remove_timed(self)

    def _press(self, letter: str) -> None:
        request = {"do": "quit"} if letter in INTERRUPTS else terminal_view.request(letter, self._view())
        if request == {"do": "help"}:
            self._console.say(*terminal_view.help_lines(), hang=HANG)
        elif request == {"do": "why"}:
            self._console.say(*self._reasons(), hang=HANG)
        elif request is not None:
            self._post(request)

    def _reasons(self) -> list[str]:
        # Imported here: few ask, and until then its sentences need not be in memory.
        from deskbreak.explain import Told

        moment = self._moment()
        try:
            told = [Told(decision, wall, moment.local) for wall, decision in self._decisions(LAST)]
        except sqlite3.Error as error:
            return [_("The history cannot be read: {error}.").format(error=error)]
        lines = [f"{clock_time(each.shown, moment.shown)}  {each.sentence}" for each in told]
        return lines or [_("Nothing has been decided yet.")]

    def _led(self, title: str) -> None:
        self._lead = terminal_view.lead(title, self._loop.clock.now(), self._lead)
        self._draw()

    def _draw(self, resized: bool = False) -> None:
        if not self._seat.has_it:
            return
        view, moment, out = self._view(), self._moment(), self._console
        # One cell stays free: some terminals go to the next line as soon as the last one is written.
        cells = out.columns - 1
        line = terminal_view.line(view, moment, self._lead, cells, out.ascii_only, self._has_choice())
        if not KEYBOARD:
            line = replace(line, keys="")
        self._console.live(coloured(line) if self._console.coloured else line.plain, resized)
        self._changes_at = terminal_view.next_change(view, moment.now, self._lead)


def coloured(line: terminal_view.Line) -> str:
    """The line with its call for a break to be noticed; every other one is as the terminal has its text."""
    if not line.due:
        return line.plain
    bar = WARM.format(line.bar) if line.bar else ""
    return "  ".join(part for part in (bar, CALL.format(line.words), line.keys) if part)
