"""What the live line of a terminal shows for a state of the engine: bar, words, keys. Pure, like `tray_view`."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from deskbreak import tray_view
from deskbreak.core.moment import Moment
from deskbreak.core.quiet import MEETING
from deskbreak.core.state import Phase
from deskbreak.core.view import View
from deskbreak.ports import Request
from deskbreak.words import _, marked, span

CELLS = 12
"""As many as the ring of the tray icon has parts."""
MINUTE = 60.0
ALMOST = 1e-3
"""A whole second that is missed by less than this is whole."""
CLOCK = re.compile(r"(\d+):(\d\d)")
"""How the title of a countdown tells the time that is left."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key, the word beside it, what it asks for, and what the help says of it."""

    letter: str
    word: str
    request: Request
    meaning: str


KEYS = (
    Key("s", marked("start"), {"do": "start"}, marked("start the movement")),
    Key("d", marked("done"), {"do": "done"}, marked("I did it")),
    Key("z", marked("snooze"), {"do": "snooze"}, marked("put the break off for a while")),
    Key("k", marked("skip"), {"do": "skip"}, marked("leave this break out; during a movement, stop it")),
    Key("a", marked("another"), {"do": "another"}, marked("not this one: another movement")),
    Key("n", marked("now"), {"do": "now"}, marked("take a break now")),
    Key("r", marked("resume"), {"do": "resume"}, marked("end what keeps reminders away")),
    Key("p", marked("pause 1 h"), {"do": "pause", "seconds": 3600}, marked("no reminders for an hour")),
    Key("m", marked("meeting"), {"do": "meeting"}, marked("hold reminders back for the hour of a meeting")),
    Key("t", marked("standing"), {"do": "stand"}, marked("I'm standing: nothing is counted until I sit")),
    Key("w", marked("why"), {"do": "why"}, marked("why you were or were not reminded")),
    Key("u", marked("understood"), {"do": "understood"}, marked("say you understand what to know before you start")),
    Key("q", marked("quit"), {"do": "quit"}, marked("quit")),
    Key("h", marked("help"), {"do": "help"}, marked("these lines")),
)
"""In the order in which the line offers them. Every one of them may be pressed at any time."""
_ELSEWHERE = {
    (Phase.STANDING, "t"): Key("t", marked("sitting"), {"do": "sit"}, ""),
    (Phase.ON_BREAK, "k"): Key("k", marked("stop"), {"do": "skip"}, ""),
}
"""Keys that have another word in this phase."""
_BY_LETTER = {key.letter: key for key in KEYS}

_LAYOUTS = ((CELLS, True), (CELLS, False), (CELLS // 2, False), (0, False))
"""Cells of the bar, and whether to tell how long one has sat: what fits is shown, the best first."""


@dataclass(frozen=True, slots=True)
class Lead:
    """The stretch of a movement under way: what its countdown said at `at`, with how much left, of how long."""

    title: str
    at: float
    left: float
    seconds: float

    def left_at(self, now: float) -> float:
        """Seconds that remain of the stretch."""
        return max(0.0, self.left - (now - self.at))

    def title_at(self, now: float) -> str:
        """What it says now: it is told every few seconds, and between these its clock runs on here."""
        minutes, seconds = divmod(math.ceil(self.left_at(now) - ALMOST), 60)
        return CLOCK.sub(f"{minutes}:{seconds:02d}", self.title)


@dataclass(frozen=True, slots=True)
class Line:
    """The parts of the live line; together they are no wider than was asked for."""

    bar: str
    words: str
    keys: str
    due: bool
    """A break is asked for."""

    @property
    def plain(self) -> str:
        return "  ".join(part for part in (self.bar, self.words, self.keys) if part)


def lead(title: str, now: float, before: Lead | None) -> Lead | None:
    """The countdown's title, told at this moment; it goes on with `before` while only its clock differs."""
    found = CLOCK.search(title)
    if found is None:
        return None
    left = float(found[1]) * 60 + float(found[2])
    goes_on = before is not None and CLOCK.sub("", before.title) == CLOCK.sub("", title)
    return Lead(title, now, left, before.seconds if before and goes_on else left)


def line(
    view: View, moment: Moment, leading: Lead | None, width: int, ascii_only: bool = False, has_choice: bool = True
) -> Line:
    """The live line in so many cells. What a person can press is worth more than a long bar.

    `has_choice`: there is more than one movement to choose from.
    """
    state, sat = _state(view, moment, leading), "" if leading else _sat(view, moment.now)
    due = view.phase is Phase.PROMPTED or (view.phase is Phase.WORKING and view.asked)
    for least in (2 if due or view.phase is Phase.ON_BREAK else 1, 0):
        for size, tells_sat in _LAYOUTS:
            drawn = bar(_filled(view, moment.now, leading), size, ascii_only)
            part = Line(drawn, state + (sat if tells_sat else ""), "", due)
            keys = _keys(view, has_choice, width - cells(part.plain) - 2)
            if cells(part.plain) <= width and len(keys) >= least:
                return replace(part, keys=" · ".join(keys))
    return Line("", cut(state, width), "", due)


def next_change(view: View, now: float, leading: Lead | None) -> float | None:
    """When the words become others by the time alone. The bar may fill whenever the line is written anew."""
    left = _left(view, now, leading)
    if left is None or left <= ALMOST or not _runs(view, leading):
        return None
    return now + left - (_whole(left) - _unit(left))


def counts_seconds(view: View, now: float, leading: Lead | None) -> bool:
    """Whether the words tell seconds, not minutes."""
    left = _left(view, now, leading)
    return left is not None and _unit(left) < MINUTE


def request(letter: str, view: View) -> Request | None:
    """What this key asks for in this state."""
    return _key(letter, view).request if letter in _BY_LETTER else None


def help_lines() -> Iterator[str]:
    """Every key and what it does."""
    yield from (f"  {key.letter}  {_(key.meaning)}" for key in KEYS)


def bar(filled: float, size: int = CELLS, ascii_only: bool = False) -> str:
    """A ring unrolled: `filled` of it, from 0 to 1."""
    full = min(size, int(size * filled + ALMOST))
    if ascii_only and size:
        return f"[{'#' * full}{'-' * (size - full)}]"
    return "█" * full + "░" * (size - full)


def cells(text: str) -> int:
    """How wide it is on the screen."""
    return sum(map(_cell, text))


def cut(text: str, width: int) -> str:
    """As much of it as so many cells hold, the last of them telling that there was more."""
    if cells(text) <= width:
        return text
    kept, room = "", width - 1
    for character in text:
        room -= _cell(character)
        if room < 0:
            break
        kept += character
    return f"{kept.rstrip()}…" if width > 0 else ""


def _cell(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cc", "Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _state(view: View, moment: Moment, leading: Lead | None) -> str:
    if leading is not None:
        return leading.title_at(moment.now)
    left = _left(view, moment.now, None)
    if left is None:
        return tray_view.tooltip(view, moment)
    said = _("Snoozed, back in {time}") if view.phase is Phase.SNOOZED else tray_view.coming(view)
    return said.format(time=span(_whole(left)))


def _sat(view: View, now: float) -> str:
    minutes = int((view.sat(now) + ALMOST) / MINUTE)
    return f" · {_('sat {time}').format(time=span(minutes * MINUTE))}" if minutes else ""


def _filled(view: View, now: float, leading: Lead | None) -> float:
    if leading is not None:
        return 1 - leading.left_at(now) / leading.seconds if leading.seconds else 1.0
    return view.sat(now) / view.every


def _keys(view: View, has_choice: bool, room: int) -> list[str]:
    """As many keys as there is room for; of all of them the help, which tells the others, goes last."""
    letters = _letters(view, has_choice)
    *offered, last = [f"{key.letter} {_(key.word)}" for key in (_key(letter, view) for letter in letters)]
    while offered and cells(" · ".join([*offered, last])) > room:
        offered.pop()
    keys = [*offered, last]
    return keys if cells(" · ".join(keys)) <= room else []


def _key(letter: str, view: View) -> Key:
    return _ELSEWHERE.get((view.phase, letter), _BY_LETTER[letter])


def _letters(view: View, has_choice: bool) -> str:
    """The keys that make sense now."""
    resume = "r" if tray_view.can_resume(view) else ""
    if view.phase is Phase.ON_BREAK:
        return "dkqh"
    if tray_view.is_due(view):
        snooze = "z" if view.can_snooze and view.phase is not Phase.DEFERRED else ""
        return "sd" + snooze + "k" + ("a" if has_choice else "") + resume + "wqh"
    quieten = "" if view.pauses else "p" if MEETING in view.quiet else "pm"
    standing = "t" if view.can_stand or view.standing else ""
    return resume + "n" + quieten + standing + "wqh"


def _left(view: View, now: float, leading: Lead | None) -> float | None:
    """Seconds until what the words count down to; None when they tell no time that runs."""
    if leading is not None:
        return leading.left_at(now)
    if view.phase is Phase.SNOOZED or (view.phase is Phase.WORKING and not view.asked):
        return view.due_in(now)
    return None


def _runs(view: View, leading: Lead | None) -> bool:
    """Whether that time passes by itself."""
    return leading is not None or view.phase is Phase.SNOOZED or view.nearing


def _unit(left: float) -> float:
    return MINUTE if left > MINUTE + ALMOST else 1.0


def _whole(left: float) -> float:
    """Whole minutes, in the last one whole seconds; as long as the clock has not left them behind."""
    return _unit(left) * math.ceil((left - ALMOST) / _unit(left))
