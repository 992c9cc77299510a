"""What a terminal shows of a movement under way: lines that stay, one live line, keys. Pure, like `terminal_view`."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.choice import Choice, Reason
from deskbreak.core.guiding import Guiding
from deskbreak.core.movement import Movement, Routine, Side
from deskbreak.core.suggestion import Part, Suggestion
from deskbreak.core.timeline import ALMOST, Cue, Stretch, duration, timeline
from deskbreak.explain_choice import because
from deskbreak.guide_words import clock, side_name, steps
from deskbreak.ports import Request
from deskbreak.terminal_view import Line, bar, cells, cut
from deskbreak.words import _, exact_span, marked

HALF_TIME_FROM = 20.0
"""Seconds of a hold from which on half of it is told."""
STILL = {
    "release": marked("Half time. Still mild? Breathe, and try a spot a little higher or lower."),
}
"""What is asked then of a kind of movement; of every other one that is held: """
STILL_HELD = marked("Half time. Still mild? Breathe.")
PLAIN_BECAUSE = (Reason.UNREAD, Reason.LOCKED)
"""Why a break is a plain one: who asked for a movement has to be told."""

_LAYOUTS = ((12, True, 1), (6, True, 1), (12, True, 0), (6, True, 0), (4, True, 0), (0, True, 0), (0, False, 0))
"""Cells of the bar, whether to tell what is left of all, how many keys at least: what fits is shown, the best first.

The keys were all told at the beginning, so time and bar are worth more.
"""


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


@dataclass(frozen=True, slots=True)
class Key:
    """A key, its name, the word beside it, and what it asks for."""

    letter: str
    name: str
    word: str
    request: Request


KEYS = (
    Key(" ", marked("space"), marked("pause"), {"do": "hold"}),
    Key("q", "q", marked("end"), {"do": "stop"}),
    Key("n", "n", marked("next"), {"do": "ahead"}),
    Key("m", "m", marked("too much"), {"do": "too-much"}),
)
"""In the order in which the line offers them."""
GO_ON = Key(" ", marked("space"), marked("go on"), {"do": "go-on"})
"""What the first of them is while it pauses."""

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
        if stretch.cue is Cue.MOVE:
            lines.append(Told(heading(suggestion, stretch), Weight.CUE))
        before = stretch.part
        yield Saying(stretch.start, stretch.part, stretch.cue, tuple(lines))
        if stretch.cue is Cue.MOVE and _is_held(part) and stretch.seconds >= HALF_TIME_FROM:
            still = Told(_(STILL.get(part.movement.kind, STILL_HELD)), Weight.CUE)
            yield Saying(stretch.start + stretch.seconds / 2, stretch.part, "half", (still,))


def heading(suggestion: Suggestion, stretch: Stretch) -> str:
    """What begins now: the side, or the part of a routine, and which of how many it is."""
    part, n, of = suggestion.parts[stretch.part], stretch.part + 1, len(suggestion.parts)
    if isinstance(suggestion.what, Routine):
        line = _("{movement} · {n} of {all}").format(movement=part.movement.name, n=n, all=of)
        return f"{line} · {_side(part.side)}" if part.side else line
    if part.side is None:
        return part.movement.name
    return _("{side} · {n} of {all}").format(side=_side(part.side), n=n, all=of) if of > 1 else _side(part.side)


def line(guiding: Guiding, now: float, width: int, ascii_only: bool = False, has_keys: bool = True) -> Line:
    """The live line in so many cells: what it is, the seconds that are left of this and of all."""
    elapsed, laid_out = guiding.elapsed(now), guiding.timeline
    stretch = laid_out.at(elapsed)
    left, rest = max(0.0, stretch.end - elapsed), max(0.0, laid_out.total - elapsed)
    short = long = _words(guiding, stretch, left)
    if rest - left > ALMOST and guiding.held_at is None:
        long = _("{line} · {time} in all").format(line=short, time=_clock(rest))
    full = 1.0 if not stretch.seconds else 1 - left / stretch.seconds
    for size, tells_all, least in _LAYOUTS:
        part = Line(bar(full, size, ascii_only), long if tells_all else short, "", False)
        keys = _keys(guiding, width - cells(part.plain) - 2) if has_keys else ()
        if cells(part.plain) <= width and len(keys) >= min(least, has_keys):
            return Line(part.bar, part.words, " · ".join(keys), False)
    return Line("", cut(short, width), "", False)


def next_change(guiding: Guiding, now: float) -> float | None:
    """When the live line changes by the time alone, or something is to be said; None while it pauses."""
    if guiding.held_at is not None:
        return None
    left = guiding.at(now).end - guiding.elapsed(now)
    return now + (left - max(0, math.ceil(left - ALMOST) - 1) if left > ALMOST else 1.0)


def request(letter: str, guiding: Guiding) -> Request | None:
    """What this key asks for now."""
    return next((key.request for key in _offered(guiding) if key.letter == letter), None)


def keys_line(guiding: Guiding) -> str:
    """Every key."""
    return " · ".join(map(_named, _offered(guiding)))


def summary(outcome: Outcome | None, moved: Movements) -> Iterator[Told]:
    """What was done for each side, when it is over."""
    over = {
        Outcome.TAKEN: _("Done."),
        Outcome.PARTLY: _("Ended early. What you did counts."),
        None: _("Ended before it began to count."),
    }
    yield Told(over[outcome], Weight.CUE)
    done = {
        _("Left side {time}"): moved.left,
        _("Right side {time}"): moved.right,
        (_("Both sides {time}") if moved.left or moved.right else _("{time} of movement")): moved.both,
    }
    told = [text.format(time=exact_span(seconds)) for text, seconds in done.items() if round(seconds)]
    if told:
        yield Told(" · ".join(told))


# -- what is said ----------------------------------------------------------------


def _opening(suggestion: Suggestion) -> Iterator[Told]:
    yield Told(f"{suggestion.name} · {exact_span(duration(suggestion))}", Weight.CUE)
    if suggestion.reason in PLAIN_BECAUSE:
        yield Told(because(Choice(Reason(suggestion.reason))), Weight.FAINT)


def _coming(suggestion: Suggestion, stretch: Stretch, shown: set[tuple[str, ...]], signs: Signs) -> Iterator[Told]:
    """What to get ready for: which side or movement, its steps, and when to stop."""
    part = suggestion.parts[stretch.part]
    known = {told.movement.id for told in suggestion.parts[: stretch.part]}
    if stretch.cue is Cue.SWITCH:
        side = side_name(part.side or Side.LEFT)
        yield Told(_("Change sides: {side} next").format(side=side), Weight.CUE)
    elif stretch.part or isinstance(suggestion.what, Routine):
        where = f"{part.movement.name} · {_side(part.side)}" if part.side else part.movement.name
        yield Told((_("Next: {what}") if stretch.part else _("First: {what}")).format(what=where), Weight.CUE)
    elif part.side is not None:
        yield Told(_("Get into place for the {side} side.").format(side=side_name(part.side)), Weight.CUE)
    todo = steps(part.movement, part.side, suggestion.easier)
    if todo not in shown:
        shown.add(todo)
        yield from (Told(f"{n}. {step}", hang=len(f"{n}. ")) for n, step in enumerate(todo, start=1))
    if part.movement.id not in known and (stop := signs(part.movement)):
        label, text = _("Stop when there is"), "; ".join(stop)
        yield Told(_("{label}: {text}").format(label=label, text=text), Weight.FAINT)


def _is_held(part: Part) -> bool:
    return part.movement.dose.mode == "hold" or part.movement.kind in STILL


def _side(side: Side) -> str:
    return _("Left side") if side is Side.LEFT else _("Right side")


# -- the live line ---------------------------------------------------------------


def _words(guiding: Guiding, stretch: Stretch, left: float) -> str:
    part = guiding.suggestion.parts[stretch.part]
    if guiding.held_at is not None:
        what = _("Paused")
    else:
        what = {
            Cue.GET_READY: _("Get ready"),
            Cue.SWITCH: _("Change sides"),
            Cue.MOVE: _side(part.side) if part.side else part.movement.name,
            Cue.DONE: _("Done"),
        }[stretch.cue]
    return f"{what} · {_clock(left)}"


def _clock(seconds: float) -> str:
    """Whole seconds, the last one told as long as any of it is left."""
    return clock(math.ceil(seconds - 1e-3))


def _keys(guiding: Guiding, room: int) -> Sequence[str]:
    """As many keys as there is room for."""
    keys = [*map(_named, _offered(guiding))]
    while keys and cells(" · ".join(keys)) > room:
        keys.pop()
    return keys


def _offered(guiding: Guiding) -> Sequence[Key]:
    return KEYS if guiding.held_at is None else (GO_ON, *KEYS[1:])


def _named(key: Key) -> str:
    return f"{_(key.name)} {_(key.word)}"
