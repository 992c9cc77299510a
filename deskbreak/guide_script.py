"""What is said on the way through a movement, each at its moment: lines that stay on a terminal. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from deskbreak.core.choice import Choice, Reason
from deskbreak.core.movement import Movement, Routine, Side
from deskbreak.core.suggestion import Part, Suggestion
from deskbreak.core.timeline import Cue, Stretch, duration, timeline
from deskbreak.explain_choice import because
from deskbreak.guide_words import easy_range, side_label, side_name, stands_up, steps
from deskbreak.words import _, exact_span, marked, rough_span

HALF_TIME_FROM = 20.0
"""Seconds of a hold, or of pressing on a ball, from which on half of it is told."""
STILL_HELD = marked("Half time. Still mild? Breathe.")
STILL_RELEASED = marked("Half time. Still mild? Breathe. Nudge the ball a little; spare ribs and spine.")
RELEASE = "release"
PLAIN_BECAUSE = (Reason.UNREAD, Reason.LOCKED)
"""Why a break is a plain one: who asked for a movement has to be told."""


class Weight(Enum):
    """How much a line wants to be seen."""

    PLAIN = auto()
    CUE = auto()
    FAINT = auto()


@dataclass(frozen=True, slots=True)
class Told:
    """A line that stays; `hang` indents what of it does not fit on the first."""

    text: str
    weight: Weight = Weight.PLAIN
    hang: int = 0


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said once this much time has elapsed, while this part is in hand."""

    at: float
    part: int
    about: str
    """What it is about, within the part: each is said once."""
    lines: tuple[Told, ...]


Signs = Callable[[Movement], Sequence[str]]
"""When to stop a movement."""


def script(suggestion: Suggestion, signs: Signs) -> Iterator[Saying]:
    """All that is said on the way, in order. What was told once is not told again: a routine may come back to it."""
    shown: set[tuple[str, ...]] = set()
    before = -1
    for stretch in timeline(suggestion).stretches:
        part = suggestion.parts[stretch.part]
        lines = [] if before >= 0 else list(_opening(suggestion))
        if stretch.part != before:
            lines += _coming(suggestion, stretch, shown, signs)
        if before < 0 and (keep_to := easy_range(suggestion)):
            lines.append(Told(keep_to, Weight.FAINT))
        if stretch.cue is Cue.MOVE:
            lines.append(Told(heading(suggestion, stretch), Weight.CUE))
        before = stretch.part
        yield Saying(stretch.start, stretch.part, stretch.cue, tuple(lines))
        if stretch.cue is Cue.MOVE and (still := half_time(part.movement, stretch)):
            yield Saying(stretch.start + stretch.seconds / 2, stretch.part, "half", (Told(still, Weight.CUE),))


def stop_line(signs: Sequence[str]) -> str:
    """When to stop; "" where nothing is known to say so."""
    label, text = _("Stop when there is"), "; ".join(signs)
    return _("{label}: {text}").format(label=label, text=text) if signs else ""


def heading(suggestion: Suggestion, stretch: Stretch) -> str:
    """What begins now: the side, or the part of a routine, and which of how many it is."""
    part, n, of = suggestion.parts[stretch.part], stretch.part + 1, len(suggestion.parts)
    if isinstance(suggestion.what, Routine):
        line = _("{movement} · {n} of {all}").format(movement=part.movement.name, n=n, all=of)
        return f"{line} · {side_label(part.side)}" if part.side else line
    if part.side is None:
        return part.movement.name
    side = side_label(part.side)
    return _("{side} · {n} of {all}").format(side=side, n=n, all=of) if of > 1 else side


def _opening(suggestion: Suggestion) -> Iterator[Told]:
    yield Told(f"{suggestion.name} · {rough_span(duration(suggestion))}", Weight.CUE)
    if suggestion.reason in PLAIN_BECAUSE:
        yield Told(because(Choice(Reason(suggestion.reason))), Weight.FAINT)


def _coming(suggestion: Suggestion, stretch: Stretch, shown: set[tuple[str, ...]], signs: Signs) -> Iterator[Told]:
    """What to get ready for: which side or movement, its steps, and when to stop."""
    part = suggestion.parts[stretch.part]
    known = {told.movement.id for told in suggestion.parts[: stretch.part]}
    if stands_up(suggestion, stretch.part):
        yield Told(_("Stand up."), Weight.CUE)
    if stretch.cue is Cue.SWITCH:
        side = side_name(part.side or Side.LEFT)
        yield Told(_("Change sides: {side} next").format(side=side), Weight.CUE)
    elif stretch.part or isinstance(suggestion.what, Routine):
        where = f"{part.movement.name} · {side_label(part.side)}" if part.side else part.movement.name
        yield Told((_("Next: {what}") if stretch.part else _("First: {what}")).format(what=where), Weight.CUE)
    elif part.side is not None:
        yield Told(_("Get into place for the {side} side.").format(side=side_name(part.side)), Weight.CUE)
    todo = steps(part.movement, part.side, suggestion.easier)
    if todo not in shown:
        shown.add(todo)
        yield from (Told(f"{n}. {step}", hang=len(f"{n}. ")) for n, step in enumerate(todo, start=1))
        if holds := _holds(part):
            yield Told(holds)
    if part.movement.id not in known and (stop := stop_line(signs(part.movement))):
        yield Told(stop, Weight.FAINT)


def _holds(part: Part) -> str:
    """How the time of a part is divided, where it is several holds."""
    dose = part.movement.dose
    if not dose.hold_s or dose.reps < 2 or part.seconds != dose.seconds_per_side:
        return ""
    text = _("{n} holds of {time}, with {rest} of rest between.") if dose.rest_s else _("{n} holds of {time}.")
    return text.format(n=dose.reps, time=exact_span(dose.hold_s), rest=exact_span(dose.rest_s))


def half_time(movement: Movement, stretch: Stretch) -> str:
    """What is asked at half time; "" where nothing is held so long."""
    if stretch.seconds < HALF_TIME_FROM:
        return ""
    if movement.kind == RELEASE:
        return _(STILL_RELEASED)
    return _(STILL_HELD) if (movement.dose.hold_s or 0.0) >= HALF_TIME_FROM else ""
