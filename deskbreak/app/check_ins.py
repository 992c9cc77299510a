"""How somebody's back is: what they tell of it is read, kept, and heeded at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import msgspec

from deskbreak import places
from deskbreak.app import notices
from deskbreak.core.checkin import LONGEST_NOTE, MOST, TOPICS, CheckIn, Questions, SelfCheck
from deskbreak.errors import DeskbreakError
from deskbreak.explain_checkin import what_follows
from deskbreak.ports import Reply, Request
from deskbreak.ports.keeping import CheckedIn
from deskbreak.ports.notices import Notice
from deskbreak.words import _

LONGEST_EASE = 86400.0
"""Seconds."""
FIELDS = ("intensity", *TOPICS, "eases_seconds", "note")
Told = TypeVar("Told", CheckIn, SelfCheck)


class CheckIns:
    """Each method reads one kind of request. DeskbreakError when it cannot be followed."""

    def __init__(
        self,
        history: CheckedIn,
        wall: Callable[[], float],
        look_again: Callable[[], object],
        answer: Callable[[Notice], object],
    ) -> None:
        """`look_again` sees whether what a prompt names still suits; `answer` shows what follows."""
        self._history = history
        self._wall = wall
        self._look_again = look_again
        self._answer = answer

    def check_in(self, request: Request) -> Reply:
        """Keep it; whether that waits is told. `quiet`: whoever asks tells what follows themselves."""
        told = told_in(request)
        kept = self._history.check_in(told, self._wall())
        if request.get("quiet") is not True:
            self._answer(notices.noted(what_follows(told, questions_for(told))))
        self._look_again()
        return {"waits": not kept}

    def self_check(self, request: Request) -> Reply:
        """Keep it; whether that waits is told."""
        return {"waits": not self._history.self_check(pressed_in(request), self._wall())}


def questions_for(told: CheckIn) -> Questions | None:
    """What there was to be asked; None where only a number was told, and nothing of it has to be read."""
    # Imported here: from the menu, it is a number only.
    from deskbreak.library.checkin import questions

    return questions(places.shipped("config")) if told.tells_more else None


def told_in(request: Request) -> CheckIn:
    """The check-in that a request tells of. DeskbreakError when there is something in it that nobody can tell."""
    told = _made({name: request[name] for name in FIELDS if name in request}, CheckIn)
    if not 0 <= told.intensity <= MOST or not 0 <= told.eases_seconds <= LONGEST_EASE:
        raise _untold()
    questions = questions_for(told)
    for topic in questions.topic if questions else ():
        ids, known = told.told(topic.id), {answer.id for answer in topic.answers}
        if not known.issuperset(ids):
            raise _untold()
        if topic.one and len(ids) > 1:
            raise DeskbreakError(_('"{ask}" has one answer.').format(ask=topic.ask), _("Give the one that fits best."))
    return replace(told, note=_plain(told.note))


def pressed_in(request: Request) -> SelfCheck:
    """The self-check that a request tells of. DeskbreakError when it is none."""
    told = _made({name: request[name] for name in ("left", "right", "knots") if name in request}, SelfCheck)
    if not (0 <= told.left <= MOST and 0 <= told.right <= MOST):
        raise _untold()
    return told


def _made(told: dict[str, Any], kind: type[Told]) -> Told:
    try:
        return msgspec.convert(told, kind)
    except msgspec.ValidationError as error:
        raise _untold() from error


def _plain(note: str) -> str:
    """A note in one line, as far as it can be kept: it comes from outside, and is shown in terminals."""
    whole = note.encode(errors="replace").decode()
    printable = "".join(each if each.isprintable() else " " for each in whole)
    return " ".join(printable.split())[:LONGEST_NOTE]


def _untold() -> DeskbreakError:
    return DeskbreakError(
        _("That is nothing that a check-in can tell."), _("deskbreak checkin --help lists what it can.")
    )
