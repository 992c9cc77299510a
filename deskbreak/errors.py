"""Errors for people: what happened, and what to do about it."""

from __future__ import annotations


class DeskbreakError(Exception):
    """Something the user can mend. `title` says what happened, `hint` what to do. Both are translated."""

    exit_code = 1

    def __init__(self, title: str, hint: str) -> None:
        super().__init__(f"{title}\n{hint}")
        self.title = title
        self.hint = hint


class NotRunning(DeskbreakError):
    """A command needs a running deskbreak, and there is none."""

    exit_code = 3
