"""The doctor's look at what holds reminders back, and at the session: what tells of each here, or why nothing does.

The same parts as in the running program, for as long as they take to answer. It changes nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from deskbreak.app.doctor_desktop import End, Environment
from deskbreak.app.finding import Finding
from deskbreak.app.loop import Loop
from deskbreak.app.notifiers import Refusals
from deskbreak.app.senses import Senses
from deskbreak.app.watched import Watched
from deskbreak.core.quiet import FILM
from deskbreak.desktop.clock import SystemClock
from deskbreak.ports import Unavailable
from deskbreak.ports.senses import Holders
from deskbreak.settings.keys import KEYS
from deskbreak.settings.meaning import switches
from deskbreak.settings.quiet import SIGNALS
from deskbreak.settings.schema import Settings
from deskbreak.words import _, holds_now, marked

PATIENCE = 3.0
"""Seconds for all of them to answer."""
SESSION_PATIENCE = 0.5
"""Seconds for somebody to say that they know of the session. Nobody may be there."""
UNKNOWN, CLOCKS, MEETING = "unknown", "clocks", "meeting"
LIMITS = {
    "/proc": marked("a program that gets the picture through PipeWire, as in a sandbox, is not seen"),
    "QUNS_PRESENTATION_MODE": marked("only presentation settings are seen: newer Windows tells of Do not disturb, too"),
    "SystemExecutionState": marked("Windows does not say which program it is"),
    "CoreAudio devices": marked("macOS says which program it is only from version 14 on"),
    "CoreMediaIO": marked("macOS does not say which program it is"),
}
"""By way, what it does not see."""
OFF = {"apps": marked("no program is listed (quiet.apps)")}
"""By signal, how it is said that it is not wanted, where that is no switch."""
HOLDS_SLEEP = ("logind", "WTSRegisterSessionNotification", "NSWorkspace")
"""Who lets the machine wait until everything is saved."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What answered: who asks for quiet now, and by which way that is known; or why nothing is."""

    way: str = ""
    holders: Holders = frozenset()
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """One look at all of it."""

    signals: Mapping[str, Seen]
    session: str
    refused: Refusals = ()
    """By name, why somebody is not asked for it."""


def look(environment: Environment, settings: Settings, patience: float = PATIENCE) -> Looked:
    """Ask all that is switched on, for so many seconds at most."""
    loop = Loop(SystemClock())
    end, soon = End(loop.clock.now() + patience), End(loop.clock.now() + SESSION_PATIENCE)
    loop.add_timed(end)
    loop.add_timed(soon)
    found, close = senses(loop, environment)
    found.follow_session(lambda _event: None, lambda: None)
    ways, chosen = found.signals(settings), switches(settings)
    watched = {name: Watched(loop, name, ways[name], lambda _holders: None) for name in ways if chosen.get(name)}
    for one in watched.values():
        one.begin()

    def is_known() -> bool:
        has_session = found.session or soon.deadline is None
        return bool(has_session) and all(one.answered or not one.way for one in watched.values())

    while end.deadline is not None and not is_known():
        loop.turn()
    seen = {name: _seen(one) for name, one in watched.items()}
    looked = Looked(seen, found.session, found.refused)
    for one in watched.values():
        one.close()
    close()
    loop.close()
    return looked


def session(looked: Looked, running: Mapping[str, Any] | None, sees_input: bool = True) -> Finding:
    """Who tells of the lock and of the machine's sleep. The running deskbreak, if there is one, is what counts."""
    told = looked.session if running is None else str(running.get("session", UNKNOWN))
    known = told not in ("", UNKNOWN)
    can = [_("the lock of the screen")] if known else []
    if any(name in told for name in HOLDS_SLEEP):
        can.append(_("the machine waits until your time is kept before it sleeps"))
    can.append(_("suspend, by a clock that goes on meanwhile"))
    unlocked = (
        _("nothing here tells of it; without keyboard and mouse you count as away")
        if sees_input
        else _("nothing here tells of it: time behind a locked screen counts as sitting")
    )
    lacks = [] if known else [(_("lock"), unlocked)]
    return Finding("session", told if known else CLOCKS, tuple(can), (*lacks, *looked.refused))


def quiet(looked: Looked, settings: Settings, running: Mapping[str, Any] | None) -> Finding:
    """What holds a reminder back here, signal by signal."""
    can, lacks, ways = [_("a meeting, while you say that you are in one")], list[tuple[str, str]](), [MEETING]
    for name in SIGNALS:
        works, fails = _row(name, looked, settings, running)
        can += works
        lacks += fails
        ways += [name] if works else []
    nobody = (
        _("only Plasma tells of it, by do not disturb") if sys.platform == "linux" else _("no program is told of it")
    )
    lacks.append((_("Screen sharing"), nobody))
    if settings.quiet.ignored:
        can.append(_("These hold nothing back: {programs}").format(programs=", ".join(settings.quiet.ignored)))
    return Finding("quiet", ", ".join(ways), tuple(can), tuple(lacks))


def with_films(presence: Finding, looked: Looked, settings: Settings, running: Mapping[str, Any] | None) -> Finding:
    """Presence, and who sits at a film without a touch; where nothing is seen of touches, all time counts anyway."""
    if presence.chosen == UNKNOWN:
        return presence
    works, fails = _row(FILM, looked, settings, running)
    return replace(presence, can=(*presence.can, *works), lacks=(*presence.lacks, *fails))


def _row(
    name: str, looked: Looked, settings: Settings, running: Mapping[str, Any] | None
) -> tuple[list[str], list[tuple[str, str]]]:
    """What is known by a signal, and what not, and why."""
    title, seen, lost = _title(name), looked.signals.get(name, Seen()), _lost(running)
    if not switches(settings)[name]:
        return [], [(title, _(OFF.get(name, marked("switched off in the settings"))))]
    if name in lost and seen.way:
        return [], [(title, _("the running deskbreak lost it: {why}").format(why=lost[name]))]
    if not seen.way:
        return [], [(title, seen.why_not or _("deskbreak does not look for it on this system"))]
    return [_line(name, title, seen)], [(title, _(LIMITS[seen.way]))] if seen.way in LIMITS else []


def _line(name: str, title: str, seen: Seen) -> str:
    known = _("{what}, by {way}").format(what=title, way=seen.way)
    if not seen.holders:
        return known
    by = min(seen.holders)
    now = _("{who} keeps the screen on").format(who=by or _("a program")) if name == FILM else holds_now(name, by)
    return _("{known}; now: {now}").format(known=known, now=now)


def _title(name: str) -> str:
    return _(KEYS["presence.films" if name == FILM else f"quiet.{name}"].title)


def _lost(running: Mapping[str, Any] | None) -> dict[str, str]:
    """What the running program cannot watch, by name, and why."""
    signals = {} if running is None else running.get("signals", {})
    return {name: told["refused"][0][1] for name, told in signals.items() if told["way"] is None and told["refused"]}


def _seen(one: Watched) -> Seen:
    if not one.way:
        return Seen(why_not="; ".join(why for _way, why in one.refused))
    if not one.answered:
        return Seen(why_not=_("it did not answer"))
    server = getattr(one.signal, "server", "")
    if not server:
        return Seen(one.way, one.holders)
    if getattr(one.signal, "is_known", True):
        return Seen(server, one.holders)
    return Seen(why_not=_("{name} does not tell").format(name=server))


def senses(loop: Loop, environment: Environment) -> tuple[Senses, Callable[[], None]]:
    """What there is to be asked on this system, and what lets go of it."""
    if sys.platform == "win32" or sys.platform == "darwin":
        from deskbreak.app.senses_in_threads import ThreadedSenses, senses_here

        # Of the session only the running program hears, in the thread of its tray: here it is only named.
        threaded = ThreadedSenses(loop, lambda _call: None, senses_here())
        return threaded, threaded.close
    else:
        from deskbreak.app.senses_linux import LinuxSenses
        from deskbreak.desktop.bus import Bus

        linux = LinuxSenses(loop, environment)
        try:
            bus = Bus("SESSION", loop.clock.now)
        except Unavailable:
            return linux, linux.close
        bus.on_lost = lambda: loop.remove(bus)
        loop.add(bus)
        loop.add_timed(bus)
        linux.use_bus(bus)

        def close() -> None:
            linux.close()
            bus.close()

        return linux, close
