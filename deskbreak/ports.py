"""What deskbreak needs from the world around it, as narrow Protocols, and the values that cross them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, StrEnum
from pathlib import Path
from typing import Any, Protocol

from deskbreak.core.asked import Asked
from deskbreak.core.breaks import BreakRecord
from deskbreak.core.checkin import CheckIn, SelfCheck
from deskbreak.core.effects import Decision
from deskbreak.core.events import Event
from deskbreak.core.library import Library
from deskbreak.core.movement import Movement
from deskbreak.core.past import Past
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.summary import Day, Tally

Request = dict[str, Any]
"""What somebody wants done, as the control protocol spells it: {"do": "snooze", "minutes": 5}."""
Reply = dict[str, Any]
"""What is answered to a request, or a part of that."""
ACTIVATION = "activation"
"""The key of a request that carries the token with which a window may come to the front."""


class Unavailable(Exception):
    """This adapter cannot work here. The message says why, in the user's language."""


# -- the loop ---------------------------------------------------------------


class Source(Protocol):
    """Something with a descriptor that the loop waits for. A lost one is dropped by its owner."""

    @property
    def wants_write(self) -> bool: ...
    def fileno(self) -> int: ...
    def ready(self) -> None: ...


class Timed(Protocol):
    """Something that wants to be woken at `deadline` (the clock's seconds; None: not by itself)."""

    @property
    def deadline(self) -> float | None: ...
    def on_time(self, now: float) -> None: ...


def at_next_wake(moment: float | None, now: float) -> float | None:
    """The `deadline` of what may wait: nobody is woken for it, and the next wake after it is a minute off at most."""
    return None if moment is None or moment > now else moment


class Loop(Protocol):
    """What serves sources and deadlines. An adapter that has some adds them itself, and removes them."""

    @property
    def clock(self) -> Clock: ...
    def add(self, source: Source) -> None: ...
    def remove(self, source: Source) -> None: ...
    def add_timed(self, timed: Timed) -> None: ...
    def remove_timed(self, timed: Timed) -> None: ...


class Clock(Protocol):
    """Three clocks. Only `now` carries intervals; the others tell what happened to it."""

    def now(self) -> float:
        """Seconds, suspend included."""

    def awake(self) -> float:
        """Seconds, suspend left out."""

    def wall(self) -> float:
        """Seconds since the epoch, as the machine has it."""

    def boot(self) -> str:
        """Which run of the machine `now` counts from; "" where that cannot be told."""


class Zone(Protocol):
    """The time zone of this machine."""

    def local(self, wall: float) -> datetime:
        """What the clock on the wall shows; a moment that cannot be told is moved to the nearest that can."""

    def moved(self) -> float:
        """Seconds by which another time zone has moved local time since this was asked last; 0 if none has."""


# -- notifications ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Button:
    """A button of a notice and what pressing it asks for."""

    label: str
    request: Request


class Click(Enum):
    """Which click on a notice, beside its buttons, does what the notice asks for by `click`."""

    LEFT = 1
    MIDDLE = 2
    NONE = 3


@dataclass(frozen=True, slots=True)
class Notice:
    """One desktop notification. `click` is what a click beside the buttons asks for."""

    title: str
    body: str
    buttons: tuple[Button, ...] = ()
    click: Request | None = None
    put_away: Request | None = None
    """What closing it by hand asks for."""
    unbuttoned: Mapping[Click, str] = field(default_factory=dict)
    """Told as well where there are no buttons: what a click does, and where the rest is."""
    in_terminal: str = ""
    """Told as well in a terminal that hears keys: which of them answers. Elsewhere `unbuttoned` tells."""
    stays: bool = False
    """On the screen until it is answered or withdrawn; otherwise the desktop decides."""
    share: float | None = None
    """How much of what it tells is over, from 0 to 1. Such a notice is told anew every few seconds."""
    step: str = ""
    """Which stretch of a movement it tells of: between two of the same step only the clock in the title differs."""
    picture: Path | None = None
    """Where the picture of its movement lies, without the ending; where nothing lies, the app's icon does."""


class Notifier(Protocol):
    """Shows one notice at a time: a new one takes the place of the last."""

    name: str
    tells_failure: bool
    """Whether it would say that a notice could not be shown."""

    def show(self, notice: Notice) -> None: ...
    def withdraw(self) -> None: ...


# -- the tray ---------------------------------------------------------------

NO_TRAY = "none"
"""What is told in place of the tray's name while none shows the icon."""


class Shape(StrEnum):
    """What the tray icon looks like; never told apart by colour alone."""

    FILLING = "filling"
    NEAR = "near"
    DUE = "due"
    ASKED = "asked"
    SNOOZED = "snoozed"
    ON_BREAK = "on-break"
    PAUSED = "paused"
    AWAY = "away"
    DEFERRED = "deferred"
    HELD_LONG = "held-long"
    OFF_HOURS = "off-hours"
    STANDING = "standing"


class Panel(StrEnum):
    """What the panel looks like on which the icon lies."""

    DARK = "dark"
    LIGHT = "light"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Icon:
    """The tray icon: a shape, how far its ring is filled, in twelfths, and the panel to draw it for."""

    shape: Shape
    twelfths: int = 0
    panel: Panel = Panel.UNKNOWN


Pixmap = tuple[int, int, bytes]
"""Width, height, and the pixels as ARGB32 in network byte order, row by row."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One line of the menu. Without a request or children it is only read."""

    label: str
    request: Request | None = None
    children: tuple[MenuItem | None, ...] = ()
    default: bool = False
    """What a click on the icon does."""
    checked: bool | None = None
    """Whether its mark is set; None for a line without one."""
    radio: bool = False
    """Its mark is one of several, of which one is set."""

    @property
    def enabled(self) -> bool:
        return self.request is not None or bool(self.children)


Menu = tuple[MenuItem | None, ...]
"""Lines from the top down; None is a separator."""


class TrayHost(Protocol):
    """The icon in the tray. It asks for the menu whenever somebody opens it."""

    name: str

    @property
    def seen(self) -> bool:
        """Whether a tray has taken the icon."""

    def show(self, icon: Icon, tooltip: str) -> None: ...
    def refresh_menu(self) -> None: ...
    def close(self) -> None: ...


# -- history ----------------------------------------------------------------


class History(Protocol):
    """What happened. `wall` is seconds since the epoch; days are those of the local time zone."""

    def add(self, record: BreakRecord, suggestion: Suggestion | None, wall: float) -> None: ...
    def note(self, decision: Decision, wall: float) -> None: ...
    def walk(self, seconds: float, wall: float) -> bool:
        """Whether it is kept; otherwise it waits, and is lost if the program ends before it can be."""

    def today(self, wall: float) -> Tally: ...
    def days(self, since_day: str) -> list[Day]: ...


class CheckedIn(Protocol):
    """How a back was. Each tells whether it is kept; otherwise it waits as a walk does."""

    def check_in(self, told: CheckIn, wall: float) -> bool: ...
    def self_check(self, told: SelfCheck, wall: float) -> bool: ...


class Suggested(Protocol):
    """What was suggested, and what the next break is to be."""

    def named(self, suggestion: Suggestion, wall: float) -> None: ...
    def decline(self, declined: bool = True) -> None: ...
    def declined(self) -> frozenset[str]: ...
    def suggested(self, library: Library, plain: Movement) -> Suggestion | None: ...
    def chosen(self) -> str | None: ...
    def chosen_later(self) -> bool: ...
    def choose(self, movement: str | None, later: bool = False) -> None: ...


class Remembered(Protocol):
    """What the policy has to know of the days before."""

    def past(self, since: date, today: date, since_wall: float) -> list[Past]: ...
    def last_walk(self, since: float) -> float | None: ...
    def first_active(self, since: float) -> float | None: ...
    def intensities(self, since: date, today: date) -> dict[date, int]: ...
    def today(self, wall: float) -> Tally: ...


class Growing(Protocol):
    """What makes doses grow, and takes that back: what happened, and to which movement, oldest first."""

    def growing(self, today: date) -> list[tuple[str, str]]: ...


class AskedBefore(Protocol):
    """What was asked and told beside the breaks."""

    def asked(self) -> list[Asked]: ...
    def ask(self, what: str, about: str, wall: float) -> None: ...
    def answer(self, what: str, about: str, answer: str) -> None: ...


# -- presence and quiet -----------------------------------------------------

STILL_AFTER = 60.0
"""Seconds without input from which on somebody is still."""

Tell = Callable[[Event], object]
"""Hands an event to the engine, in the loop's thread."""


class Presence(Protocol):
    """Tells StillnessBegan once nothing was touched for STILL_AFTER, and InputCame at the first touch after that.

    Nothing wakes because of it while somebody types. One that is lost says so itself, by what it was given for that.
    """

    name: str
    """The way by which it knows, as `doctor` tells it."""

    def await_pause(self, seconds: float) -> None:
        """Tell TypingPaused, once, as soon as nothing was touched for so long."""

    def close(self) -> None: ...


class SessionWatch(Protocol):
    """Tells Locked and Unlocked, and what it was given for that when the machine goes to sleep or the user leaves."""

    name: str

    def close(self) -> None: ...


Holders = frozenset[str]
"""The programs that ask for quiet, by the names that people know; "" where nobody can be named. None: no quiet."""


class QuietSignal(Protocol):
    """One reason not to speak. It watches only where it is asked to, and is told of nothing in between."""

    name: str
    """Its switch in the settings, and its name for the engine."""

    def begin(self) -> None:
        """Tell who asks for quiet, at once and at each change."""

    def end(self) -> None:
        """Watch no more: nothing wakes because of it."""

    def close(self) -> None: ...


class Judging(QuietSignal, Protocol):
    """A quiet signal that goes by more than it sees: a window that fills the screen may be watched, or worked in."""

    def film(self, inhibited: bool) -> None:
        """Whether something keeps the screen on."""

    def still(self, since: float | None) -> None:
        """Since when nothing was touched; None while something is."""


TellHolders = Callable[[Holders], object]
"""What a quiet signal was given to tell them by."""
Lost = Callable[[str], object]
"""What an adapter was given to say, once, that it cannot work any more, and why: a line for `doctor`.

It is closed then."""
BuildSignal = Callable[[Loop, TellHolders, Lost], QuietSignal]
"""Unavailable, with the reason, where this way does not work."""
Ways = Mapping[str, Sequence[tuple[str, BuildSignal]]]
"""To each signal, by its name, the ways to know it, the best first, each as `doctor` names it."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The engine's state as it was kept, with the clocks of that moment."""

    state: dict[str, Any]
    now: float
    wall: float
    boot: str = field(default="")
    """Which run of the machine `now` belongs to."""


Post = Callable[[Request], None]
"""Hands a request to whoever carries it out."""
