"""What decides before movements are weighed against each other: D2 to D5b, a function each.

Each returns a `Choice`; a plain one when it has nothing, with what it would have had and why that is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from deskbreak.core.choice import Candidate, Choice, Facts, Reason
from deskbreak.core.filters import (
    ALWAYS,
    CALM_FROM,
    EVENING,
    SAFETY,
    Rules,
    drops,
    routine_drops,
)
from deskbreak.core.profile import Place, place
from deskbreak.core.safety import ACUTE
from deskbreak.core.sides import LEAD, stays_even, turned
from deskbreak.core.situation import Situation
from deskbreak.core.targets import PROGRAMMES, Target, days_done, most_behind

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

NOT_NOW = Choice(Reason.NOTHING)


def is_gentle(situation: Situation) -> bool:
    """Whether this is a day for the gentle list and nothing else."""
    return situation.context.check_in >= GENTLE_FROM or ACUTE in situation.limits.conditions


def gentle(situation: Situation) -> Choice:
    """D2: what stays with acute pain, the one that was longest ago; every fourth break all of it, in a routine."""
    context, lately, known = situation.context, situation.lately, situation.library.movements
    facts: Facts = {"check_in": context.check_in} if context.check_in >= GENTLE_FROM else {}
    situation = replace(situation, limits=situation.limits.with_condition(ACUTE))
    passed_over: tuple[Candidate, ...] = ()
    if context.number % LONG_EVERY == 0:
        routine = _routine(GENTLE_ROUTINE, situation, Reason.GENTLE, facts, ALWAYS)
        if routine.what is not None:
            return routine
        passed_over = routine.candidates
    looked_at = [Candidate(name, drops(known[name], situation, ALWAYS)) for name in GENTLE if name in known]
    candidates = (*passed_over, *looked_at)
    left = [candidate.id for candidate in looked_at if not candidate.dropped]
    if not left:
        return Choice(Reason.NOTHING, candidates=candidates)
    movement = known[min(left, key=lambda name: lately.last_named.get(name, -1))]
    seconds = min(movement.dose.seconds_total, situation.profile.budget)
    return Choice(Reason.GENTLE, facts, movement, seconds=seconds, candidates=candidates)


def _owed(situation: Situation) -> Choice:
    """D3b: the side for which the break before had no time; a walk or a word in between changes nothing."""
    last = situation.lately.shown[0] if situation.lately.shown else None
    if last is None or last.owed is None or not last.done or last.day != situation.context.today:
        return NOT_NOW
    movement = situation.library.movements.get(last.what)
    if movement is None or last.too_much is not None:
        return NOT_NOW
    # The two sides are one bout: what rests after it rests from the second on.
    dropped = drops(movement, situation.without(last), SAFETY)
    if dropped:
        return Choice(Reason.NOTHING, candidates=(Candidate(movement.id, dropped),))
    per_side = movement.dose.seconds_per_side
    if situation.lately.lead(movement.family, last.owed) + per_side > LEAD:
        # The first side was stopped early, and this one would only get further ahead.
        return NOT_NOW
    owed = Choice(Reason.OWED, {"side": last.owed}, movement, sides=(last.owed,), per_side=per_side, seconds=per_side)
    return replace(owed, easier=last.easier)


def _short(situation: Situation) -> Choice:
    """D3: the very first break, and every other one when there is little time, is the half-minute routine."""
    context, budget = situation.context, situation.profile.budget
    if context.in_call or context.check_in >= CALM_FROM:
        return NOT_NOW
    if not situation.past:
        return _routine(SHORT_ROUTINE, situation, Reason.FIRST)
    if budget <= SHORT_BUDGET and context.number % 2:
        return _routine(SHORT_ROUTINE, situation, Reason.SHORT, {"seconds": budget})
    return NOT_NOW


def _after_meeting(situation: Situation) -> Choice:
    """D4: a routine for who has sat through a long meeting."""
    context = situation.context
    if not context.after_long_meeting or context.in_call or context.check_in >= CALM_FROM:
        return NOT_NOW
    return _routine(MEETING_ROUTINE, situation, Reason.LONG_MEETING)


def _walk(situation: Situation) -> Choice:
    """D5: a walk every fourth break, or when the last one is long ago; not so soon after one was offered."""
    context, library = situation.context, situation.library
    since = context.since_first if context.since_walk is None else context.since_walk
    counted = context.number % LONG_EVERY == 0
    movement = library.movements.get(WALK)
    if context.in_call or movement is None or not (counted or since >= WALK_GAP):
        return NOT_NOW
    if any(each.what in (WALK, LONGER_WALK) for each in situation.lately.shown[: LONG_EVERY - 1]):
        return NOT_NOW
    dropped = drops(movement, situation, ALWAYS)
    if dropped:
        return Choice(Reason.NOTHING, candidates=(Candidate(WALK, dropped),))
    facts: Facts = {"number": context.number} if counted else {"minutes": since}
    longer = _routine(LONGER_WALK, situation, Reason.WALK)
    return Choice(Reason.WALK, facts, movement, seconds=movement.dose.seconds_total, longer=longer.what)


def _weekly(situation: Situation) -> Choice:
    """D5b: once a day, at home after work, a routine of which the week has had too little."""
    context, lately = situation.context, situation.lately
    over = context.now.time() >= EVENING or context.last_of_hours
    if place(situation.profile, context) is not Place.HOME or not over:
        return NOT_NOW
    if any(name in lately.named_today for each in PROGRAMMES for name in each.routines):
        return NOT_NOW
    passed_over: tuple[Candidate, ...] = ()
    for programme in most_behind(lately, context.today):
        for name in filter(lambda name: _stays_even(name, situation), programme.routines):
            choice = _routine(name, situation, Reason.WEEKLY, _progress(programme, situation))
            if choice.what is not None:
                return replace(choice, candidates=passed_over)
            passed_over += choice.candidates
    return Choice(Reason.NOTHING, candidates=passed_over)


def _stays_even(name: str, situation: Situation) -> bool:
    library = situation.library
    routine = library.routines.get(name)
    return routine is None or stays_even(routine, library.parts(name), situation.profile, situation.lately)


def _progress(programme: Target, situation: Situation) -> Facts:
    done = days_done(programme, situation.lately.worked)
    return {"target": programme.id, "done": done, "goal": programme.goal}


DECISIONS: tuple[Callable[[Situation], Choice], ...] = (_owed, _short, _after_meeting, _walk, _weekly)
"""D3 to D5b. A side that is owed comes first: with little time every other break is the short routine, and the
side would never have its turn."""


def _routine(
    name: str,
    situation: Situation,
    reason: Reason,
    facts: Facts | None = None,
    rules: Rules = SAFETY,
) -> Choice:
    """This routine, if there is one of that name and no rule drops it."""
    library = situation.library
    routine = library.routines.get(name)
    if routine is None:
        return NOT_NOW
    dropped = routine_drops(routine, situation, rules)
    if dropped:
        return Choice(Reason.NOTHING, candidates=(Candidate(name, dropped),))
    swapped = turned(routine, library.parts(name), situation.profile, situation.lately)
    return Choice(reason, facts or {}, routine=routine, seconds=routine.duration_s, swapped=swapped)
