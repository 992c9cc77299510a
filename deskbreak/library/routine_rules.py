"""The rules for one routine, a function each. The movements it is made of are looked up among all that there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from deskbreak.core.details import RoutineDetails
from deskbreak.core.movement import Movement, Routine, Sides
from deskbreak.library.mistake import Said, Slip, guess, shown, unknown
from deskbreak.library.rules import in_notices, out_of, too_long, unknown_things
from deskbreak.library.vocabulary import MOST_ITEMS, WORDS
from deskbreak.words import _

Rule = Callable[[Routine, RoutineDetails], Said]
Movements = Mapping[str, Movement]
AmongRule = Callable[[Routine, Movements], Said]

RELEASE_AT_MOST: Final = 120
"""Seconds of pressure on one side in one session; CONTENT 1.1, row 0-12."""
ONE_SIDE: Final = frozenset({"left", "right", "sore", "other"})
OPPOSITE: Final = {"left": "right", "sore": "other"}


def slips(routine: Routine, details: RoutineDetails) -> Iterator[Slip]:
    """All that is wrong with this routine, looked at by itself."""
    for name, rule in RULES.items():
        for key, text in rule(routine, details):
            yield Slip(key, name, text)


def slips_among(routine: Routine, movements: Movements) -> Iterator[Slip]:
    """What is wrong with it in view of its movements; one that is not known is all that is said then."""
    strange = False
    for number, item in enumerate(routine.items, start=1):
        if item.movement not in movements:
            strange = True
            yield Slip(f"items[{number}].movement", "known-ids", no_such(item.movement, movements))
    if not strange:
        for name, rule in AMONG.items():
            for key, text in rule(routine, movements):
                yield Slip(key, name, text)


def no_such(id: str, known: Mapping[str, object]) -> str:
    """Says that there is nothing of this id, and which one was probably meant."""
    if meant := guess(id, known):
        return _('there is no "{id}"; did you mean "{near}"?').format(id=shown(id), near=meant)
    return _('there is no "{id}".').format(id=shown(id))


def _text_length(routine: Routine, details: RoutineDetails) -> Said:
    for key, said in (
        ("name", (routine.name,)),
        ("notice_name", (routine.notice_name or "",)),
        ("when", (details.when,)),
        ("weekly_target", (routine.weekly_target or "",)),
        ("seed_basis", details.seed_basis),
        ("equipment", routine.equipment),
    ):
        yield from too_long(key, said)
        if any("{" in text or "}" in text for text in said):
            yield key, _("nothing is put into braces here.")
    if not routine.name.strip():
        yield "name", _("this is empty.")


def _notice_name(routine: Routine, _details: RoutineDetails) -> Said:
    yield from in_notices(routine.notice_name)


def _words(routine: Routine, _details: RoutineDetails) -> Said:
    if routine.context not in WORDS["context"]:
        yield "context", unknown(routine.context, WORDS["context"])
    for number, item in enumerate(routine.items, start=1):
        if item.side not in WORDS["items.side"]:
            yield f"items[{number}].side", unknown(item.side, WORDS["items.side"])


def _equipment(routine: Routine, _details: RoutineDetails) -> Said:
    yield from unknown_things(routine.equipment)


def _numbers(routine: Routine, _details: RoutineDetails) -> Said:
    if not 1 <= routine.level <= 3:
        yield "level", out_of(routine.level, 1, 3)
    if not 0 <= routine.transition_s <= 60:
        yield "transition_s", out_of(routine.transition_s, 0, 60)
    if not 1 <= len(routine.items) <= MOST_ITEMS:
        yield "items", _("there must be 1 to {most} items.").format(most=MOST_ITEMS)
    for number, item in enumerate(routine.items, start=1):
        if not 3 <= item.seconds <= 3600:
            yield f"items[{number}].seconds", out_of(item.seconds, 3, 3600)
    if routine.ladder and not 1 <= routine.ladder.step <= 10:
        yield "ladder.step", out_of(routine.ladder.step, 1, 10)


def duration(routine: Routine) -> float:
    """Seconds of all its items, with the time to get ready before each."""
    return sum(item.seconds + routine.transition_s for item in routine.items)


def _durations(routine: Routine, _details: RoutineDetails) -> Said:
    if routine.duration_s != duration(routine):
        yield (
            "duration_s",
            _("{said} does not add up: its parts come to {sum}.").format(
                said=routine.duration_s, sum=duration(routine)
            ),
        )


def _even_sides(routine: Routine, _details: RoutineDetails) -> Said:
    if routine.allow_imbalance:
        return
    seconds: dict[tuple[str, str], float] = defaultdict(float)
    for item in routine.items:
        seconds[item.movement, item.side] += item.seconds
    for movement in dict.fromkeys(item.movement for item in routine.items):
        for side, opposite in OPPOSITE.items():
            one, two = seconds[movement, side], seconds[movement, opposite]
            if one != two:
                yield (
                    "items",
                    _("{movement} is uneven: {side} {one} s, {opposite} {two} s (allow_imbalance says so).").format(
                        movement=movement, side=side, one=one, opposite=opposite, two=two
                    ),
                )


def _item_sides(routine: Routine, movements: Movements) -> Said:
    for number, item in enumerate(routine.items, start=1):
        sides = movements[item.movement].sides
        fits = {Sides.EACH: item.side in ONE_SIDE, Sides.BOTH: item.side == "both"}
        if not fits.get(sides, item.side == "alternate"):
            yield (
                f"items[{number}].side",
                _('"{side}" does not go with {movement}, which has sides = "{sides}".').format(
                    side=shown(item.side), movement=item.movement, sides=sides
                ),
            )


def _floor(routine: Routine, movements: Movements) -> Said:
    if routine.needs_floor != any(movements[item.movement].needs_floor for item in routine.items):
        yield "needs_floor", _("this is true where one of its movements needs the floor, and only there.")


def _context(routine: Routine, movements: Movements) -> Said:
    """It is where its parts are: on the floor if one of them is; seated only if all are."""
    places = {movements[item.movement].context for item in routine.items}
    fits = places & {"floor"} or places - {"seated"} or places
    if routine.context not in fits:
        yield "context", _("with these movements, it can be: {known}.").format(known=", ".join(sorted(fits)))


def _discreet(routine: Routine, movements: Movements) -> Said:
    if routine.discreet and not all(movements[item.movement].discreet for item in routine.items):
        yield "discreet", _("this is only true where all its movements have discretion = 2.")


def _level(routine: Routine, movements: Movements) -> Said:
    hardest = max((movements[item.movement].level for item in routine.items), default=1)
    if routine.level < hardest:
        yield "level", _("one of its movements has level {level}.").format(level=hardest)


def _release(routine: Routine, movements: Movements) -> Said:
    seconds: dict[str, float] = defaultdict(float)
    for item in routine.items:
        if movements[item.movement].kind == "release":
            seconds[item.side] += item.seconds
    # The sore side is the left or the right one.
    most = max(seconds["left"], seconds["right"]) + max(seconds["sore"], seconds["other"])
    if most > RELEASE_AT_MOST:
        text = _("{sum} s of pressure on one side; {most} s is the most.")
        yield "items", text.format(sum=most, most=RELEASE_AT_MOST)


RULES: Final[dict[str, Rule]] = {
    "text-length": _text_length,
    "words": _words,
    "equipment": _equipment,
    "notice-name": _notice_name,
    "numbers": _numbers,
    "durations": _durations,
    "even-sides": _even_sides,
}
AMONG: Final[dict[str, AmongRule]] = {
    "sides": _item_sides,
    "floor": _floor,
    "context": _context,
    "discreet": _discreet,
    "level": _level,
    "release": _release,
}
