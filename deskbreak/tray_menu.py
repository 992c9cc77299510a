"""The tray menu for a state of the engine, from the top down. Pure, tested without a tray."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from deskbreak.core.checkin import MOST
from deskbreak.core.moment import Moment
from deskbreak.core.offers import Offer
from deskbreak.core.profile import RedFlag
from deskbreak.core.quiet import MEETING
from deskbreak.core.state import Phase
from deskbreak.core.summary import Day
from deskbreak.core.view import View
from deskbreak.core.week import Standing
from deskbreak.day_words import LONGEST, today
from deskbreak.ports import Request
from deskbreak.ports.tray import Menu, MenuItem
from deskbreak.tray_movements import cut, kinds, nexts, starts, submenu
from deskbreak.tray_view import is_due, status_line, to_ignore, way_out
from deskbreak.words import _, marked, span

SNOOZE_MINUTES = (5, 10, 15, 30)
MEETING_MINUTES = (30, 60, 90)
WALK_MINUTES = (5, 10, 20)
EVERY_MINUTES = (20, 30, 45, 60)
PAUSES: tuple[tuple[str, Request], ...] = (
    (marked("30 min"), {"do": "pause", "seconds": 1800}),
    (marked("1 h"), {"do": "pause", "seconds": 3600}),
    (marked("2 h"), {"do": "pause", "seconds": 7200}),
    (marked("until tomorrow"), {"do": "pause", "until": "tomorrow"}),
    (marked("until I resume"), {"do": "pause"}),
)
SORE_SIDES = (
    (marked("None"), "none"),
    (marked("Left"), "left"),
    (marked("Right"), "right"),
    (marked("Both"), "both"),
)
AT_HAND = (
    ("door frame", marked("Door frame")),
    ("wall", marked("Free wall")),
    ("mat", marked("Mat")),
    ("ball", marked("Ball")),
    ("bag", marked("Bag to carry")),
)
"""What somebody may have besides a chair and a desk, as the settings name it, and in words."""
CHECK_INS = {
    0: marked("0 – fine"),
    4: marked("4 – noticeable, a calm day"),
    7: marked("7 – strong, a gentle day"),
    10: marked("10 – as bad as it gets"),
}
"""How the back is: the numbers that have words."""


@dataclass(frozen=True, slots=True)
class About:
    """What the menu tells beside the state of the engine."""

    today: Day
    offers: Sequence[Offer]
    """All that may be started, the best fitting first."""
    targets: Sequence[Standing] = ()
    """How the day and the week stand."""
    chosen: str | None = None
    """What the next break is to be, if somebody chose that."""
    sign: RedFlag | None = None
    """The warning sign that somebody ticked."""
    sore: str = "none"
    """none, left, right or both."""
    at_hand: frozenset[str] = frozenset()
    """What somebody has, as the settings name it."""
    floor_ok: bool = False
    """Whether they like to be on the floor, at home."""
    check_in: int | None = None
    """How the back is today, as far as anybody said."""
    every_minutes: float = 30
    at_login: bool = False
    is_read: bool = True
    """The safety notice was: movements are offered."""
    is_demo: bool = False
    """What is tried out here leaves the user's settings alone."""

    @property
    def has_choice(self) -> bool:
        """Whether there is more than one movement to choose from."""
        return len(self.offers) > 1


def menu(view: View, about: About, moment: Moment) -> Menu:
    """All lines, as they read at this moment."""
    parts = (_state(view, about, moment), _break(view, about), _where(view, about), _program(about))
    lines = [line for part in parts for line in (*part, None)]
    return tuple(lines[:-1])


# -- the parts, each between two separators -----------------------------------------


def _state(view: View, about: About, moment: Moment) -> Iterator[MenuItem]:
    # A click in a call asks what the icon means; it opens no window on what may be a shared screen.
    begins = is_due(view) and view.phase is not Phase.DEFERRED
    default = {"do": "start" if begins else "show"}
    yield MenuItem(cut(status_line(view, moment, LONGEST)), default, default=True)
    if out := way_out(view):
        yield MenuItem(out, {"do": "resume"})
    program = to_ignore(view)
    if program and not about.is_demo:
        yield MenuItem(cut(_("Ignore {program}").format(program=program)), {"do": "ignore", "program": program})
    if not about.is_read:
        yield MenuItem(_("Before you start…"), {"do": "safety"})
        yield MenuItem(_("I understand what to know before I start"), {"do": "understood"})
    yield from _sign(about)
    if is_due(view):
        yield MenuItem(_("I did it"), {"do": "done"})
        yield MenuItem(_("Skip this one"), {"do": "skip"})
        if about.has_choice:
            yield MenuItem(_("Not this one"), {"do": "another"})


def _sign(about: About) -> Iterator[MenuItem]:
    """Why there are plain breaks only, to be read, and the way out of it, which asks once more."""
    if about.sign is None:
        return
    gentle = about.sign is RedFlag.SOON
    stays = _("Breaks stay gentle: a warning sign…") if gentle else _("Breaks stay plain: a warning sign…")
    yield MenuItem(stays, {"do": "sign"})
    if not about.is_demo:
        yield MenuItem(_("A professional has looked at this…"), {"do": "seen"})


def _break(view: View, about: About) -> Iterator[MenuItem]:
    if view.phase is Phase.ON_BREAK:
        yield MenuItem(_("I did it"), {"do": "done"})
        yield MenuItem(_("Stop the break"), {"do": "skip"})
    else:
        yield MenuItem(_("Take a break now"), {"do": "now"})
        if about.has_choice:
            yield from (submenu(label, starts(offers)) for label, offers in kinds(about.offers))
    if about.has_choice:
        yield submenu(_("Next suggestion"), nexts(about.offers, about.chosen))
    if view.phase in (Phase.WORKING, Phase.AWAY, Phase.DEFERRED, Phase.PROMPTED, Phase.SNOOZED):
        yield submenu(_("Snooze"), _snoozes()) if view.can_snooze else MenuItem(_("No more snoozes"))
    if not view.pauses:
        yield submenu(_("Pause"), (MenuItem(_(label), request) for label, request in PAUSES))


def _where(view: View, about: About) -> Iterator[MenuItem]:
    if view.phase is not Phase.ON_BREAK:
        if view.can_stand or view.standing:
            yield MenuItem(_("I'm standing"), {"do": "sit" if view.standing else "stand"}, checked=view.standing)
        if MEETING not in view.quiet:
            yield submenu(_("In a meeting"), _meetings())
    yield submenu(_("More"), _more(about))


def _program(about: About) -> Iterator[MenuItem]:
    yield MenuItem(today(about.today.tally.done, about.today.tally.due, about.targets))
    yield MenuItem(_("History…"), {"do": "history"})
    yield MenuItem(_("Settings…"), {"do": "settings"})
    yield MenuItem(_("Quit"), {"do": "quit"})


# -- menus below --------------------------------------------------------------------


def _snoozes() -> Iterator[MenuItem]:
    return (MenuItem(span(minutes * 60), {"do": "snooze", "minutes": minutes}) for minutes in SNOOZE_MINUTES)


def _meetings() -> Iterator[MenuItem]:
    return (MenuItem(span(minutes * 60), {"do": "meeting", "seconds": minutes * 60}) for minutes in MEETING_MINUTES)


def _walks() -> Iterator[MenuItem]:
    return (MenuItem(span(minutes * 60), {"do": "walk", "seconds": minutes * 60}) for minutes in WALK_MINUTES)


def _more(about: About) -> Iterator[MenuItem]:
    if about.is_demo:
        yield submenu(_("I walked"), _walks())
        return
    yield submenu(_("Sore side"), _sore_sides(about.sore))
    yield submenu(_("At hand"), _at_hand(about))
    yield submenu(_("I walked"), _walks())
    if about.is_read:
        yield submenu(_("Check in"), _check_ins(about.check_in))
    yield submenu(_("Remind me every"), _intervals(about.every_minutes))
    yield MenuItem(_("Start at login"), {"do": "at-login", "on": not about.at_login}, checked=about.at_login)


def _sore_sides(sore: str) -> Iterator[MenuItem]:
    for label, side in SORE_SIDES:
        yield MenuItem(_(label), {"do": "sore", "side": side}, checked=side == sore, radio=True)


def _at_hand(about: About) -> Iterator[MenuItem | None]:
    for thing, label in AT_HAND:
        has = thing in about.at_hand
        yield MenuItem(_(label), {"do": "at-hand", "thing": thing, "on": not has}, checked=has)
    yield None
    yield MenuItem(_("On the floor, at home"), {"do": "floor", "on": not about.floor_ok}, checked=about.floor_ok)


def _check_ins(today: int | None) -> Iterator[MenuItem]:
    for n in range(MOST + 1):
        label = _(CHECK_INS[n]) if n in CHECK_INS else str(n)
        yield MenuItem(label, {"do": "checkin", "intensity": n}, checked=n == today, radio=True)


def _intervals(every: float) -> Iterator[MenuItem]:
    """Those there are to choose from, and the one that holds."""
    for minutes in sorted({*EVERY_MINUTES, every}):
        yield MenuItem(span(minutes * 60), {"do": "every", "minutes": minutes}, checked=minutes == every, radio=True)
