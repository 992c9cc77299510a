"""A choice in plain words, and as plain data: what was chosen, why, and what came of everything else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from deskbreak.core.choice import Candidate, Choice, Reason
from deskbreak.core.filters import REACHES
from deskbreak.core.movement import Side
from deskbreak.core.offers import LOCKED
from deskbreak.core.profile import RedFlag
from deskbreak.words import _, counted, marked, span


def as_data(choice: Choice) -> dict[str, Any]:
    """Everything about a choice, as JSON has it. A candidate that was dropped has no score."""
    return {
        "movement": choice.movement.id if choice.movement else None,
        "routine": choice.routine.id if choice.routine else None,
        "sides": [str(side) for side in choice.sides],
        "seconds_per_side": choice.per_side,
        "seconds": choice.seconds,
        "owed": str(choice.owed) if choice.owed else None,
        "swapped": choice.swapped,
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


def lines(choice: Choice, names: Mapping[str, str]) -> Iterator[str]:
    """The sentence, then all that was looked at: the best first, what was dropped last. `names`: by id."""
    yield because(choice)
    if choice.reach != REACHES[0]:
        yield _("Too little was left, so something that was named just now may come again.")
    for candidate in sorted(choice.candidates, key=lambda each: (bool(each.dropped), -each.score)):
        yield _line(candidate, names.get(candidate.id, candidate.id))


def closed_because(rule: str) -> str:
    """Why somebody cannot start something by hand: a clause for the rule of `core/offers.py`."""
    if rule == LOCKED:
        return _("you ticked a warning sign, and breaks are plain until a professional has looked at it")
    return _(RULES[rule])


def _line(candidate: Candidate, name: str) -> str:
    if candidate.dropped:
        why = "; ".join(f"{rule}: {_(RULES[rule])}" for rule in candidate.dropped)
        return _("{name}: not now ({why})").format(name=name, why=why)
    points = ", ".join(f"{value:+d} {_(TERMS[term])}" for term, value in candidate.terms.items())
    score = counted("{n} point", "{n} points", candidate.score).format(n=candidate.score)
    return f"{name}: {score} ({points})" if points else f"{name}: {score}"


def of_sign(ticked: RedFlag) -> str:
    """What a warning sign comes to."""
    if ticked is RedFlag.SOON:
        return _("You ticked a warning sign, so it stays gentle until a professional has looked at it.")
    return _("You ticked a warning sign, so there are plain breaks only until a professional has looked at it.")


RULES = {
    "declined": marked("you asked for another"),
    "ladder": marked("the step before it is not easy yet"),
    "F1": marked("a condition of yours, or a question that is open, speaks against it"),
    "card": marked("the card about the ball is to be read first: start it by hand"),
    "F2": marked("not for a call"),
    "F3": marked("not for the office"),
    "F4": marked("no floor, or not again so soon"),
    "F5": marked("not with what you can do or have at hand, or too hard for now"),
    "F6": marked("longer than your breaks"),
    "F7": marked("it or one like it was named just now"),
    "F8": marked("not in the first hour of the day"),
    "F9": marked("a ball is for the evening, once a day and not every day"),
    "F10": marked("side strength rests for a day"),
    "F11": marked("it was too much within a week"),
    "F12": marked("not while your back hurts"),
    "F13": marked("walks have their own turn"),
}
"""What each rule that drops something says."""

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
    "strength": marked("The week has had {done} of {goal} days of strength."),
    "ball": marked("The week has had {done} of {goal} days with the ball."),
    "stretch": marked("The week has had {done} of {goal} days of stretching."),
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
        return _("Of all that fits now, most speaks for it: {reasons}.").format(reasons=", ".join(told))
    return _("Of all that fits now, most speaks for it.")


_REASONS: dict[Reason, Callable[[Choice], str]] = {
    Reason.UNREAD: lambda _choice: _(
        "Until you say that you understand what to know before you start, breaks are plain: deskbreak safety"
    ),
    Reason.CHOSEN: lambda _choice: _("You chose it for this break."),
    Reason.LOCKED: lambda _choice: of_sign(RedFlag.EMERGENCY),
    Reason.GENTLE: _gentle,
    Reason.FIRST: lambda _choice: _("It is the very first break, so it begins with the short routine."),
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
