"""The texts of reminders: one that is true here and now, and that was not read just before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from deskbreak.core.effects import Asking
from deskbreak.core.message import Message
from deskbreak.core.movement import Side
from deskbreak.words import _, marked

PLAINLY = marked("Time for a pause")
"""What is always true, and tells nobody anything."""
SIDES = {Side.LEFT: marked("left"), Side.RIGHT: marked("right")}


class SaidBefore(Protocol):
    """Which texts were shown."""

    def said(self) -> dict[str, int]:
        """By id, a number that is the higher the later a text was shown."""

    def say(self, message: str, wall: float) -> None: ...


class Said(NamedTuple):
    """The title of a reminder; its body where it is not put together from what is suggested, "" for none of that."""

    title: str
    body: str | None = None
    beside: str | None = None
    """A word beside what is suggested."""


class Texts:
    """Of those that fit, the one shown longest ago: none comes back within as many prompts as there are others."""

    def __init__(self, messages: Sequence[Message], before: SaidBefore) -> None:
        self._messages = messages
        self._before = before

    def __call__(self, asking: Asking, facts: Mapping[str, Any], wall: float) -> Said:
        """The text of a prompt. `facts`: all that is really known."""
        candidates = [message for message in self._messages if message.asking is asking]
        return self._said(candidates, facts, wall) or Said(_(PLAINLY))

    def told(self, kind: str, facts: Mapping[str, Any], wall: float) -> Said | None:
        """A text of this kind that belongs to no prompt; None when none is true here and now."""
        candidates = [message for message in self._messages if message.asking is None and message.kind == kind]
        return self._said(candidates, facts, wall)

    def _said(self, candidates: Sequence[Message], facts: Mapping[str, Any], wall: float) -> Said | None:
        fitting = [message for message in candidates if message.fits(facts)]
        if not fitting:
            return None
        said = self._before.said()
        message = min(fitting, key=lambda message: said.get(message.id, -1))
        self._before.say(message.id, wall)
        words = {**facts, "side": _(SIDES[facts["side"]])} if "side" in facts else facts
        return Said(message.title.format(**words), message.body and message.body.format(**words))
