"""What a terminal shows of a movement under way beside its script: one live line, keys, the end. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.guiding import Guiding
from deskbreak.core.movement import PLAIN
from deskbreak.core.timeline import ALMOST, Cue, Stretch
from deskbreak.guide_script import Told, Weight
from deskbreak.guide_words import clock, side_label
from deskbreak.ports import Request
from deskbreak.terminal_view import Line, bar, cells, cut
from deskbreak.words import _, exact_span, marked

_LAYOUTS = ((12, True, 1), (6, True, 1), (12, True, 0), (6, True, 0), (4, True, 0), (0, True, 0), (0, False, 0))
"""Cells of the bar, whether to tell what is left of all, how many keys at least: what fits is shown, the best first.

The keys were all told at the beginning, so time and bar are worth more.
"""


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


# -- the live line ---------------------------------------------------------------


def _words(guiding: Guiding, stretch: Stretch, left: float) -> str:
    part = guiding.suggestion.parts[stretch.part]
    if guiding.held_at is not None:
        what = _("Paused")
    else:
        what = {
            Cue.GET_READY: _("Get ready"),
            Cue.SWITCH: _("Change sides"),
            Cue.MOVE: side_label(part.side) if part.side else part.movement.name,
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
    # A plain break has nothing that could be left out.
    keys = KEYS[:-1] if guiding.suggestion.id == PLAIN else KEYS
    return keys if guiding.held_at is None else (GO_ON, *keys[1:])


def _named(key: Key) -> str:
    return f"{_(key.name)} {_(key.word)}"
