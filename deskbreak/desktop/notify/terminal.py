"""Notices as lines of the terminal; the countdown of a movement as its live line."""

from __future__ import annotations

import time
from typing import TextIO

from deskbreak.desktop.console import console
from deskbreak.ports.notices import Click, Notice

INDENT = " " * len("09:30  ")


class TerminalNotifier:
    """The `Notifier` that is always there."""

    name = "terminal"
    tells_failure = False

    def __init__(self, out: TextIO) -> None:
        self._console = console(out)
        self._steps = ""

    def show(self, notice: Notice) -> None:
        """As lines that stay. Into a file or a pipe it is one line, and nobody is led through a movement there."""
        if not self._console.is_terminal:
            if notice.share is None:
                lines = (notice.title, *notice.body.splitlines(), self._answers(notice))
                self._console.say(" ".join(_sentence(line) for line in lines if line))
        elif notice.share is not None:
            self._lead(notice)
        else:
            body = [f"{INDENT}{line}" for line in (*notice.body.splitlines(), self._answers(notice)) if line]
            self._console.say(f"{time.strftime('%H:%M')}  {notice.title}", *body, hang=len(INDENT), bell=notice.stays)

    def withdraw(self) -> None:
        """What was said stays said; a movement is led no further."""
        self._steps = ""
        self._console.on_lead("")

    def _answers(self, notice: Notice) -> str:
        """How to answer what the live line has no words for."""
        if self._console.has_keys or not notice.in_terminal:
            return notice.in_terminal
        return notice.unbuttoned.get(Click.NONE, "")

    def _lead(self, notice: Notice) -> None:
        if notice.body != self._steps:
            self._steps = notice.body
            self._console.say(f"{INDENT}{notice.body}", hang=len(INDENT))
        self._console.on_lead(notice.title)


def _sentence(line: str) -> str:
    """A line that others follow in the same one: most titles end without a full stop."""
    return f"{line}." if line[-1].isalnum() else line
