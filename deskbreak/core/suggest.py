"""Which movement comes next, and on which side it begins.

`choose` is the whole policy: decisions D1 to D6 in order, the first that holds decides. It is told everything, so
that the same question always has the same answer. What no decision may overrule stands in `core/filters.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from deskbreak.core.choice import Candidate, Choice, Facts, Reason
from deskbreak.core.filters import (
    ALWAYS,
    CALM_FROM,
    EVENING,
    REACHES,
    SAFETY,
    VARIETY,
    drops,
    fresh,
    routine_drops,
    without_last,
)
from deskbreak.core.library import Library
from deskbreak.core.movement import Movement, Showing, Side, Suggestion
from deskbreak.core.past import Lately, Past
from deskbreak.core.profile import Context, Place, Profile, place
from deskbreak.core.progress import is_within_reach, steps_down
from deskbreak.core.safety import ACUTE, locked, ticked
from deskbreak.core.score import order, terms
from deskbreak.core.sides import dosage, turned
from deskbreak.core.situation import Situation
from deskbreak.core.targets import TARGETS, most_behind

LONG_EVERY = 4
"""Every so many breaks there is a walk."""
WALK_GAP = 120.0
"""Minutes without one after which there is a walk as well."""
LONG_SIT = 60.0
"""Minutes of a call or on the full screen from which on it was a long one."""
GENTLE_FROM = 7
"""From this check-in on, the gentle list."""
SHORT_BUDGET = 30.0

GENTLE = ("stand-and-shift", "walk-break", "side-rib-breathing", "posture-reset")
"""What stays with acute pain, in the order in which it comes at the start."""
GENTLE_ROUTINE = "gentle-day-2m"
SHORT_ROUTINE = "stand-side-bend-30s"
MEETING_ROUTINE = "after-long-meeting-3m"
WALK = "walk-break"
LONGER_WALK = "walk-break-5m"
STILL_THERE = ("stand-and-shift", "posture-reset")
"""When nothing else fits."""


def choose(library: Library, profile: Profile, context: Context, past: Sequence[Past]) -> Choice:
    """What this break is given. `past`: oldest first, all there is or at least its last weeks."""
    situation = Situation(library, profile, context, past, Lately(library, past, context.today))
    if locked(profile):
        return Choice(Reason.LOCKED)
    if context.check_in >= GENTLE_FROM or ACUTE in ticked(profile):
        return _gentle(situation)
    for decide in DECISIONS:
        choice = decide(situation)
        if choice is not None:
            return choice
    return _best(situation)


def _gentle(situation: Situation) -> Choice:
    """D2: what stays with acute pain, the one that was longest ago; every fourth break all of it, in a routine."""
    context, lately = situation.context, situation.lately
    facts: Facts = {"check_in": context.check_in} if context.check_in >= GENTLE_FROM else {}
    if context.number % LONG_EVERY == 0:
        routine = _routine(GENTLE_ROUTINE, situation, Reason.GENTLE, facts)
        if routine is not None:
            return routine
    known = [situation.library.movements[name] for name in GENTLE if name in situation.library.movements]
    looked_at = [Candidate(movement.id, drops(movement, situation, ALWAYS)) for movement in known]
    left = [movement for movement, found in zip(known, looked_at, strict=True) if not found.dropped]
    if not left:
        return Choice(Reason.NOTHING, candidates=tuple(looked_at))
    movement = min(left, key=lambda movement: lately.last_named.get(movement.id, -1))
    return _whole(movement, situation, Reason.GENTLE, facts, looked_at)


def _short(situation: Situation) -> Choice | None:
    """D3: the very first break, and every other one when there is little time, is the half-minute routine."""
    context, budget = situation.context, situation.profile.budget
    if context.in_call or context.check_in >= CALM_FROM:
        return None
    if not situation.past:
        return _routine(SHORT_ROUTINE, situation, Reason.FIRST)
    if budget <= SHORT_BUDGET and context.number % 2:
        return _routine(SHORT_ROUTINE, situation, Reason.SHORT, {"seconds": budget})
    return None


def _owed(situation: Situation) -> Choice | None:
    """D3b: the side for which the break before had no time."""
    last = situation.past[-1] if situation.past else None
    if last is None or last.owed is None or not last.done or last.day != situation.context.today:
        return None
    movement = situation.library.movements.get(last.what)
    # The two sides are one bout: what rests after it rests from now on.
    if movement is None or last.too_much is not None or drops(movement, without_last(situation), SAFETY):
        return None
    per_side = movement.dose.seconds_per_side
    return Choice(Reason.OWED, {"side": last.owed}, movement, sides=(last.owed,), per_side=per_side, seconds=per_side)


def _after_meeting(situation: Situation) -> Choice | None:
    """D4: a routine for who has sat through a long meeting."""
    context = situation.context
    if not context.after_long_meeting or context.in_call or context.check_in >= CALM_FROM:
        return None
    return _routine(MEETING_ROUTINE, situation, Reason.LONG_MEETING)


def _walk(situation: Situation) -> Choice | None:
    """D5: a walk every fourth break, or when the last one is long ago; not so soon after one was offered."""
    context, library = situation.context, situation.library
    since = context.since_first if context.since_walk is None else context.since_walk
    counted = context.number % LONG_EVERY == 0
    movement = library.movements.get(WALK)
    if context.in_call or movement is None or not (counted or since >= WALK_GAP):
        return None
    if movement in situation.lately.parts_shown(library, LONG_EVERY - 1) or drops(movement, situation, ALWAYS):
        return None
    seconds = movement.dose.seconds_total
    facts: Facts = {"number": context.number} if counted else {"minutes": since}
    longer = _routine(LONGER_WALK, situation, Reason.WALK)
    return Choice(Reason.WALK, facts, movement, seconds=seconds, longer=longer.what if longer else None)


def _weekly(situation: Situation) -> Choice | None:
    """D5b: once a day, at home after work, a routine of which the week has had too little."""
    context, lately = situation.context, situation.lately
    over = context.now.time() >= EVENING or context.last_of_hours
    if place(situation.profile, context) is not Place.HOME or not over:
        return None
    if any(lately.named_on.get(name) == context.today for target in TARGETS for name in target.routines):
        return None
    for target in most_behind(lately.worked, context.today):
        facts: Facts = {"target": target.id, "done": len(lately.worked.get(target.of, ())), "goal": target.goal}
        for name in target.routines:
            choice = _routine(name, situation, Reason.WEEKLY, facts)
            if choice is not None:
                return choice
    return None


DECISIONS: tuple[Callable[[Situation], Choice | None], ...] = (_short, _owed, _after_meeting, _walk, _weekly)
"""D3 to D5b; the first two come before, and D6 is what is left."""


def _best(situation: Situation) -> Choice:
    """D6: of the movements that nothing drops the one with the most points."""
    pool = list(situation.library.movements.values())
    dropped = {movement.id: drops(movement, situation, VARIETY) for movement in pool}
    open_to = [movement for movement in pool if not dropped[movement.id]]
    for reach in REACHES:
        left = fresh(open_to, situation, reach)
        if left:
            break
    points = {movement.id: terms(movement, situation) for movement in left}
    looked_at = [
        Candidate(movement.id, terms=points[movement.id])
        if movement.id in points
        else Candidate(movement.id, (*dropped[movement.id], *(("F7",) if movement in open_to else ())))
        for movement in pool
    ]
    if not left:
        return _still_there(situation, looked_at)
    best = min(left, key=lambda movement: order(movement, sum(points[movement.id].values()), situation))
    choice = _eased(best, left, {"score": sum(points[best.id].values())}, situation)
    return replace(choice, reach=reach, candidates=tuple(looked_at))


def _eased(best: Movement, left: list[Movement], facts: Facts, situation: Situation) -> Choice:
    """The best one, or the easier one where it was too much of late and nothing drops that one either."""
    eases = steps_down(best.id, situation.past, situation.context.today)
    other = best.easier.id if best.easier and eases else None
    instead = next((movement for movement in left if movement.id == other), None)
    if instead is not None:
        return _dosed(instead, {**facts, "instead_of": best.id}, situation)
    return replace(_dosed(best, facts, situation), easier=eases)


def _dosed(movement: Movement, facts: Facts, situation: Situation) -> Choice:
    dose = dosage(movement, situation.profile, situation.lately)
    assert dose is not None  # F6 let it pass
    return Choice(Reason.SCORE, facts, movement, None, dose.sides, dose.per_side, dose.seconds, dose.owed)


def _still_there(situation: Situation, looked_at: list[Candidate]) -> Choice:
    """Standing up, or sitting anew, when nothing else fits; and without that, a plain break."""
    for name in STILL_THERE:
        movement = situation.library.movements.get(name)
        if movement is not None and not drops(movement, situation, SAFETY):
            return replace(_whole(movement, situation, Reason.NOTHING_ELSE, {}, looked_at), reach=REACHES[-1])
    return Choice(Reason.NOTHING, candidates=tuple(looked_at))


def _whole(
    movement: Movement, situation: Situation, reason: Reason, facts: Facts, looked_at: list[Candidate]
) -> Choice:
    """A movement without sides, for as long as the budget allows."""
    seconds = min(movement.dose.seconds_total, situation.profile.budget)
    return Choice(reason, facts, movement, seconds=seconds, candidates=tuple(looked_at))


def _routine(name: str, situation: Situation, reason: Reason, facts: Facts | None = None) -> Choice | None:
    """This routine, if there is one of that name and nothing in it is withheld now."""
    library = situation.library
    routine = library.routines.get(name)
    if routine is None or routine_drops(routine, situation):
        return None
    if not is_within_reach(routine, library, situation.past, situation.context.check_ins):
        return None
    swapped = turned(routine, library.parts(name), situation.profile, situation.lately)
    return Choice(reason, facts or {}, routine=routine, seconds=routine.duration_s, swapped=swapped)

STRENGTH = "strength"
"""The kind of movement that begins on the other side than the sore one; CONTENT.md 6.6 S2."""


def suggest(movements: Sequence[Movement], shown: Sequence[Showing], sore: Side | None = None) -> Suggestion:
    """The movement shown longest ago (never shown first, in the order given), begun on the side that is its turn.

    `shown` is what was named before, oldest first. ValueError when there are no movements.
    """
    if not movements:
        raise ValueError("the library is empty")
    return ranked(movements, shown, sore)[0]


def ranked(movements: Sequence[Movement], shown: Sequence[Showing], sore: Side | None = None) -> list[Suggestion]:
    """Every movement, the one to suggest next first, then by how long ago each was shown."""
    last_seen = {showing.movement: index for index, showing in enumerate(shown)}
    in_order = sorted(movements, key=lambda movement: last_seen.get(movement.id, -1))
    return [Suggestion(movement, _first_side(movement, shown, sore)) for movement in in_order]


def is_choice(movements: Sequence[object]) -> bool:
    """Whether there is more than one to choose from."""
    return len(movements) > 1


def _first_side(movement: Movement, shown: Sequence[Showing], sore: Side | None) -> Side:
    """The sore side first, in strength the other; without one, the other than last time."""
    if sore is not None:
        return sore.other if movement.kind == STRENGTH else sore
    for showing in reversed(shown):
        if showing.movement == movement.id:
            return showing.first.other
    return Side.LEFT
