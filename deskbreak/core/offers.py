"""What somebody may start by hand: all that is not withheld from them, the best fitting first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from deskbreak.core.choice import Choice, Reason
from deskbreak.core.decisions import GENTLE, is_gentle
from deskbreak.core.filters import BY_HAND, CARD, OF_CHOICE, OF_NAMED, SAFETY, VARIETY, Rules, drops, routine_drops
from deskbreak.core.laying_out import whole
from deskbreak.core.movement import Movement, Routine
from deskbreak.core.safety import Verdict, locked, routine_verdict, verdict
from deskbreak.core.score import terms
from deskbreak.core.situation import Situation
from deskbreak.core.suggestion import Suggestion

CLOSED = frozenset({"F4", "F5", "F9", "F11", "ladder"})
"""The rules that hold by hand as well: no floor, no such thing at hand, too hard, a ball today, too much this week."""

WITHHELD = "F1"
"""The rule of the conditions; by hand, what only asks for care passes it."""
LOCKED = "locked"

TAKEN_BACK = frozenset({"F1", "F3", "F4", "F5"})
"""The rules for which a reminder names something else at once."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that may be started by hand."""

    suggestion: Suggestion
    care: bool = False
    """Only after its note was shown, and never as what a reminder names."""


def offers(situation: Situation, choice: Choice) -> tuple[Offer, ...]:
    """Everything there is to start: what the policy chose first, then what it might have chosen, then the rest."""
    open_to = [(_rank(what, situation, choice), what) for what in _everything(situation) if is_open(what, situation)]
    return tuple(
        Offer(whole(what, situation), asks_for_care(what, situation))
        for _rank, what in sorted(open_to, key=lambda ranked: ranked[0])
    )


def said(what: Movement | Routine, situation: Situation) -> Verdict:
    """What the conditions say about a movement or a routine."""
    if isinstance(what, Routine):
        return routine_verdict(what, situation.limits, situation.library)
    return verdict(what, situation.limits)


def asks_for_care(what: Movement | Routine, situation: Situation) -> bool:
    """Whether something is to be read before it is begun: the note of a condition, or the card about the ball."""
    return said(what, situation) is Verdict.CARE or "card" in dropped(what, situation, CARD)


def is_open(what: Movement | Routine, situation: Situation) -> bool:
    """Whether somebody may start it by hand."""
    return closed_by(what, situation) is None


def closed_by(what: Movement | Routine, situation: Situation) -> str | None:
    """The rule that keeps somebody from starting it by hand, LOCKED for a warning sign; None when nothing does."""
    if locked(situation.profile):
        return LOCKED
    if said(what, situation) is Verdict.WITHHELD:
        return WITHHELD
    return next((rule for rule in dropped(what, situation, BY_HAND) if rule in CLOSED), None)


def suits(suggestion: Suggestion, situation: Situation) -> bool:
    """Whether somebody may still do what was named to them, by what they have told of themselves meanwhile.

    Of a routine its parts as they were named count: it may have been written anew since.
    """
    if locked(situation.profile):
        return False
    parts = {part.movement.id: part.movement for part in suggestion.parts}.values()
    everything: tuple[Movement | Routine, ...] = (suggestion.what, *parts)
    if suggestion.by_hand:
        return all(is_open(each, situation) for each in everything)
    if not _is_calm_enough(suggestion, parts, situation):
        return False
    return all(TAKEN_BACK.isdisjoint(dropped(each, situation, OF_NAMED)) for each in everything)


def may_be_named(what: Movement | Routine, situation: Situation) -> bool:
    """Whether a reminder may name what somebody chose for it, here and now; until then the choice waits."""
    if locked(situation.profile) or (is_gentle(situation) and _not_gentle(situation.library.parts(what.id))):
        return False
    return not dropped(what, situation, OF_CHOICE)


def _is_calm_enough(suggestion: Suggestion, parts: Iterable[Movement], situation: Situation) -> bool:
    """Whether it goes with how they said that their back is today. On a calm day, what they chose is theirs to do."""
    left = _not_gentle(parts)
    if is_gentle(situation):
        return not left
    return suggestion.reason == Reason.CHOSEN or not any("F12" in drops(one, situation, SAFETY) for one in left)


def _not_gentle(parts: Iterable[Movement]) -> list[Movement]:
    """What of it is none of the gentlest."""
    return [part for part in parts if part.id not in GENTLE]


def dropped(what: Movement | Routine, situation: Situation, rules: Rules) -> tuple[str, ...]:
    """The rules that drop a movement or a routine."""
    if isinstance(what, Routine):
        return routine_drops(what, situation, rules)
    return drops(what, situation, rules)


def _everything(situation: Situation) -> Iterator[Movement | Routine]:
    yield from situation.library.movements.values()
    yield from situation.library.routines.values()


def _rank(what: Movement | Routine, situation: Situation, choice: Choice) -> tuple[bool, bool, bool, int, int, str]:
    """By this they are sorted."""
    routine = isinstance(what, Routine)
    score = 0 if isinstance(what, Routine) else sum(terms(what, situation).values())
    return (
        what.id != choice.what,
        bool(dropped(what, situation, SAFETY)),
        bool(dropped(what, situation, SAFETY if routine else VARIETY)),
        -score,
        situation.lately.last_named.get(what.id, -1),
        what.id,
    )
