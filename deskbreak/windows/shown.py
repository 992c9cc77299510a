"""What the window shows at a moment, in words and numbers. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from deskbreak.core.guiding import Guiding
from deskbreak.core.movement import Dose, Movement, Routine, Side
from deskbreak.core.suggestion import Part, Suggestion
from deskbreak.core.timeline import Cue, Stretch
from deskbreak.guide_script import half_time, heading
from deskbreak.guide_words import clock, side_label, side_name, stands_up, steps
from deskbreak.windows.pacing import LEAST, TOLD_BY, Beat, beat, step_at
from deskbreak.words import _

HALF_TIME_SECONDS = 6.0
"""How long the word at half time stays."""
WALK = "walk"
"""The kind of movement that is told of all along the way."""


@dataclass(frozen=True, slots=True)
class Sided:
    """A side of the movement in hand."""

    side: Side
    is_done: bool
    is_now: bool

    @property
    def told(self) -> str:
        """For who cannot see it."""
        if self.is_now:
            return _("{side}: now").format(side=side_label(self.side))
        return (_("{side}: done") if self.is_done else _("{side}: to come")).format(side=side_label(self.side))


@dataclass(frozen=True, slots=True)
class Shown:
    """All that there is to see at one moment."""

    part: int
    movement: Movement
    cue: Cue
    side: Side | None
    title: str
    """The movement."""
    within: str
    """The routine, and where in it one is; "" without one."""
    now: str
    """What this stretch of time is for."""
    count: str
    """Which repetition or hold it is; "" where nothing is counted."""
    steps: tuple[str, ...]
    step: int
    """Which of them is told now; their number once all were told."""
    text: str
    """What is to be done now."""
    elapsed: float
    """Seconds of this stretch that are over ..."""
    seconds: float
    """... of so many."""
    next: str
    rest: str
    """What is left of all."""
    share: float
    """How much of all is over."""
    sides: tuple[Sided, ...]
    paused: bool

    @property
    def left(self) -> int:
        """Whole seconds of this stretch, the last one told as long as any of it is left."""
        return math.ceil(self.seconds - self.elapsed - 1e-3)


def shown(guiding: Guiding, now: float, breathing: str = "") -> Shown:
    """What is shown now; None is never: at the end, the last of it. `breathing` is told once all steps were."""
    suggestion, elapsed, laid_out = guiding.suggestion, guiding.elapsed(now), guiding.timeline
    stretch = laid_out.at(min(elapsed, laid_out.total - 1e-3))
    part = suggestion.parts[stretch.part]
    told = steps(part.movement, part.side, suggestion.easier)
    if stands_up(suggestion, stretch.part):
        told = (_("Stand up."), *told)
    of_part = [each for each in laid_out.stretches if each.part == stretch.part]
    began, last = of_part[0].start, of_part[-1]
    within = last.start + TOLD_BY * max(last.seconds, LEAST) - began
    step = step_at(told, elapsed - began, within, all_along=part.movement.kind == WALK)
    over = min(max(0.0, elapsed - stretch.start), stretch.seconds)
    return Shown(
        part=stretch.part,
        movement=part.movement,
        cue=stretch.cue,
        side=part.side,
        title=part.movement.name,
        within=_within(suggestion, stretch),
        now=now_words(suggestion, stretch),
        count=_count(part, stretch, over),
        steps=told,
        step=step,
        text=_text(part, stretch, over, told, step, breathing),
        elapsed=over,
        seconds=stretch.seconds,
        next=_next(suggestion, stretch),
        rest=clock(math.ceil(laid_out.total - elapsed - 1e-3)),
        share=min(1.0, elapsed / laid_out.total),
        sides=_sides(suggestion, stretch.part),
        paused=guiding.held_at is not None,
    )


def _within(suggestion: Suggestion, stretch: Stretch) -> str:
    if not isinstance(suggestion.what, Routine):
        return ""
    n, of = stretch.part + 1, len(suggestion.parts)
    return _("{movement} · {n} of {all}").format(movement=suggestion.name, n=n, all=of)


def now_words(suggestion: Suggestion, stretch: Stretch) -> str:
    """What this stretch of time is for."""
    part = suggestion.parts[stretch.part]
    match stretch.cue:
        case Cue.SWITCH:
            return _("Change sides: {side} next").format(side=side_name(part.side or Side.LEFT))
        case Cue.GET_READY if part.side is not None:
            return _("Get ready: {side} side").format(side=side_name(part.side))
        case Cue.GET_READY:
            return _("Get into place")
        case _ if isinstance(suggestion.what, Routine):
            return side_label(part.side) if part.side else _("Now")
        case _:
            return heading(suggestion, stretch) if part.side else _("Now")


def _count(part: Part, stretch: Stretch, within: float) -> str:
    counted = beat(within, stretch.seconds, part.movement.dose) if stretch.cue is Cue.MOVE else None
    return "" if counted is None else count_words(counted, part.movement.dose)


def count_words(counted: Beat, dose: Dose) -> str:
    """Which repetition or hold it is."""
    if counted.rests:
        return _("Rest")
    text = _("Hold {n} of {all}") if dose.hold_s else _("{n} of {all}")
    return text.format(n=counted.number, all=counted.of)


def _text(part: Part, stretch: Stretch, within: float, told: Sequence[str], step: int, breathing: str) -> str:
    half = stretch.seconds / 2
    if stretch.cue is Cue.MOVE and 0 <= within - half < HALF_TIME_SECONDS:
        asked = half_time(part.movement, stretch)
        if asked:
            return asked
    if step < len(told):
        return told[step]
    if breathing:
        return _("{label}: {text}").format(label=_("Breathing"), text=breathing)
    return told[-1] if told else part.movement.name


def _next(suggestion: Suggestion, stretch: Stretch) -> str:
    following = stretch.part + 1
    if following >= len(suggestion.parts):
        return _("Last one") if len(suggestion.parts) > 1 else ""
    part, before = suggestion.parts[following], suggestion.parts[following - 1]
    if part.side is None:
        what = part.movement.name
    elif part.movement.id == before.movement.id:
        what = side_label(part.side)
    else:
        what = f"{part.movement.name} · {side_label(part.side)}"
    return _("Next: {what}").format(what=what)


def _sides(suggestion: Suggestion, number: int) -> tuple[Sided, ...]:
    """Those of the movement in hand that come one after the other around this part."""
    parts, movement = suggestion.parts, suggestion.parts[number].movement.id
    first = last = number
    while first and parts[first - 1].movement.id == movement:
        first -= 1
    while last + 1 < len(parts) and parts[last + 1].movement.id == movement:
        last += 1
    return tuple(
        Sided(part.side, at < number, at == number)
        for at, part in enumerate(parts[first : last + 1], start=first)
        if part.side is not None
    )
