"""A choice in plain words, and as plain data: what was chosen, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from deskbreak.core.choice import Choice, Reason
from deskbreak.core.movement import Side
from deskbreak.core.profile import RedFlag
from deskbreak.words import _, marked, span


def as_data(choice: Choice) -> dict[str, Any]:
    """Everything about a choice, as JSON has it. A candidate that was dropped has no score."""
    return {
        "movement": choice.movement.id if choice.movement else None,
        "routine": choice.routine.id if choice.routine else None,
        "sides": [str(side) for side in choice.sides],
        "seconds_per_side": choice.per_side,
        "seconds": choice.seconds,
        "owed": str(choice.owed) if choice.owed else None,
        "swapped": bool(choice.swapped),
        "easier": choice.easier,
        "longer": choice.longer,
        "stands_up": choice.stands_up,
        "reason": str(choice.reason),
        "facts": {name: str(value) if isinstance(value, str) else value for name, value in choice.facts.items()},
        "repeat": {"movement": choice.reach.repeat, "family": choice.reach.family},
        "candidates": [
            {
                "id": candidate.id,
                "dropped": list(candidate.dropped),
                "score": None if candidate.dropped else candidate.score,
                "terms": dict(candidate.terms),
            }
            for candidate in choice.candidates
        ],
    }


def because(choice: Choice) -> str:
    """Why it is this, in one sentence."""
    return _REASONS[choice.reason](choice)


def of_sign(ticked: RedFlag) -> str:
    """What a warning sign comes to."""
    if ticked is RedFlag.SOON:
        return _("You ticked a warning sign, so it stays gentle until a professional has looked at it.")
    return _("You ticked a warning sign, so there are plain breaks only until a professional has looked at it.")


TERMS = {
    "new-family": marked("nothing like it today"),
    "behind-pace": marked("this week has had little of it"),
    "ql-first": marked("for the QL first"),
    "seed": marked("from the articles this began with"),
    "time-of-day": marked("fits the time of day"),
    "liked": marked("you like it"),
    "done-lately": marked("done these days"),
    "skipped": marked("skipped before"),
    "same-kind": marked("of the same kind as the last"),
}
"""What each kind of points is for."""

_TARGETS = {
    "butt-walk": marked("The week has had {done} of {goal} days of the mat routine."),
    "strength": marked("The week has had {done} of {goal} days of side strength."),
    "ball": marked("The week has had {done} of {goal} evenings with the ball."),
    "stretch": marked("The week has had {done} of {goal} evenings of stretching on the mat."),
}
_OWED = {
    Side.LEFT: marked("The right side had its turn in the last break; now the left."),
    Side.RIGHT: marked("The left side had its turn in the last break; now the right."),
}


def _gentle(choice: Choice) -> str:
    if "check_in" in choice.facts:
        return _("You said {n} of 10 for your back today, so it stays gentle.").format(n=choice.facts["check_in"])
    return _("You ticked new or strong back pain, so it stays gentle.")


def _walk(choice: Choice) -> str:
    if "number" in choice.facts:
        return _("Every fourth break is a walk; this is number {n} today.").format(n=choice.facts["number"])
    return _("There was no walk for {time}.").format(time=span(float(choice.facts["minutes"]) * 60))


def _score(choice: Choice) -> str:
    if "instead_of" in choice.facts:
        return _("It takes the place of a harder one for now.")
    told = [_(TERMS[term]) for term in str(choice.facts.get("for", "")).split() if term in TERMS]
    if told:
        return _("The best fit just now: {reasons}.").format(reasons=", ".join(told))
    return _("The best fit just now.")


_REASONS: dict[Reason, Callable[[Choice], str]] = {
    Reason.UNREAD: lambda _choice: _(
        "Until you say that you understand what to know before you start, breaks are plain: deskbreak safety"
    ),
    Reason.CHOSEN: lambda _choice: _("You chose it for this break."),
    Reason.LOCKED: lambda _choice: of_sign(RedFlag.EMERGENCY),
    Reason.GENTLE: _gentle,
    Reason.FIRST: lambda _choice: _("It is your very first break, so a short one."),
    Reason.SHORT: lambda choice: _("Your breaks have {time}, so every other one is the short routine.").format(
        time=span(float(choice.facts["seconds"]))
    ),
    Reason.OWED: lambda choice: _(_OWED[Side(str(choice.facts["side"]))]),
    Reason.LONG_MEETING: lambda _choice: _("A long meeting has just ended."),
    Reason.WALK: _walk,
    Reason.WEEKLY: lambda choice: _(_TARGETS[str(choice.facts["target"])]).format(
        done=choice.facts["done"], goal=choice.facts["goal"]
    ),
    Reason.SCORE: _score,
    Reason.NOTHING_ELSE: lambda _choice: _("Nothing else fits now."),
    Reason.NOTHING: lambda _choice: _("No movement fits now, so it is a plain break."),
}
