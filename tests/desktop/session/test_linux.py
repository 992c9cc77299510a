"""The session as logind and the lockers tell it: fakes of both on a real bus."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pytest

from deskbreak.core.events import Event, Locked, Unlocked
from deskbreak.desktop.bus import Bus
from deskbreak.desktop.objects import Interface, Method
from deskbreak.desktop.session.linux import LinuxSession
from deskbreak.desktop.session.logind import CONFIRM_SECONDS, MANAGER, PATH, PROPERTIES, RETURN_SECONDS, SESSION
from deskbreak.desktop.session.screensavers import LOCKERS
from tests.contracts.conftest import Wire

from .fake_logind import OURS, FakeLogind

GNOME, KDE, XFCE = "org.gnome.ScreenSaver", "org.freedesktop.ScreenSaver", "org.xfce.ScreenSaver"


class Locker:
    """A locker under one of the names."""

    def __init__(self, wire: Wire, name: str, *, active: bool = False, tells: bool = True) -> None:
        self.wire, self.name, self.active = wire, name, active
        self.bus: Bus = wire.connect()
        methods = {"GetActive": Method("", "b", lambda: (self.active,))} if tells else {}
        self.bus.export(LOCKERS[name], name, Interface(methods=methods))
        wire.own(self.bus, name)

    def becomes(self, active: bool, path: str | None = None) -> None:
        self.active = active
        self.bus.emit(path or LOCKERS[self.name], self.name, "ActiveChanged", "b", (active,))


class Watch:
    """Our side, on a clock that can be put forward."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.told: list[Event] = []
        self.saved: list[bool] = []
        self.later = 0.0
        self.logind: FakeLogind | None = None
        self.session = LinuxSession({"XDG_SESSION_ID": "2"}, self.told.append, self._save)
        self.system = self._bus("SYSTEM")
        self.on_session = self._bus("SESSION")

    def _bus(self, which: str) -> Bus:
        bus = Bus(which, lambda: self.wire.clock.now() + self.later)
        self.wire.loop.add(bus)
        self.wire.loop.add_timed(bus)
        bus.on_lost = lambda: self.wire.loop.remove(bus)
        self.wire.buses.append(bus)
        return bus

    def _save(self) -> None:
        self.saved.append(self.logind is not None and bool(self.logind.given) and self.logind.inhibitor.held)

    def begins(self) -> None:
        self.session.follow_system(self.system)
        self.session.follow_session(self.on_session)
        self.settle()

    def settle(self) -> None:
        for _ in range(3):
            self.wire.settle()

    def passes(self, seconds: float) -> None:
        self.later += seconds
        self.settle()
        for bus in (self.system, self.on_session):
            bus.on_time(bus.now())


@pytest.fixture
def watch(wire: Wire) -> Iterator[Watch]:
    watch = Watch(wire)
    yield watch
    watch.session.close()
    if watch.logind is not None:
        watch.logind.close()


@pytest.fixture
def logind(watch: Watch, wire: Wire) -> FakeLogind:
    watch.logind = FakeLogind(wire)
    watch.begins()
    wire.until(lambda: watch.session.name == "logind")
    return watch.logind


# -- locks ------------------------------------------------------------------


def test_nothing_is_told_at_the_start_of_an_open_session(watch: Watch, logind: FakeLogind) -> None:
    assert watch.told == []


def test_the_hint(watch: Watch, logind: FakeLogind) -> None:
    logind.sets(LockedHint=True)
    watch.wire.until(lambda: watch.told == [Locked()])
    logind.sets(LockedHint=True)
    logind.sets(LockedHint=False)
    watch.wire.until(lambda: watch.told == [Locked(), Unlocked()])


def test_a_hint_that_has_to_be_asked_for(watch: Watch, logind: FakeLogind) -> None:
    logind.sets(LockedHint=True, tells=False)
    watch.wire.until(lambda: watch.told == [Locked()])


def test_locked_from_the_start(watch: Watch, wire: Wire) -> None:
    watch.logind = FakeLogind(wire)
    watch.logind.locked = True
    watch.begins()
    wire.until(lambda: watch.told == [Locked()])


def test_another_user_at_the_screen_is_being_away(watch: Watch, logind: FakeLogind) -> None:
    logind.sets(Active=False)
    watch.wire.until(lambda: watch.told == [Locked()])
    logind.sets(LockedHint=True)  # As GNOME does meanwhile.
    logind.sets(Active=True)
    watch.settle()
    assert watch.told == [Locked()]
    logind.sets(LockedHint=False)
    watch.wire.until(lambda: watch.told == [Locked(), Unlocked()])


def test_a_lock_told_twice_is_one_and_it_ends_when_all_say_so(watch: Watch, logind: FakeLogind, wire: Wire) -> None:
    locker = Locker(wire, GNOME)
    wire.until(lambda: watch.session.name == f"logind, {GNOME}")
    logind.asks("Lock")
    locker.becomes(True)
    logind.sets(LockedHint=True)
    watch.settle()
    assert watch.told == [Locked()]
    logind.asks("Unlock")
    locker.becomes(False)
    watch.settle()
    assert watch.told == [Locked()]
    logind.sets(LockedHint=False)
    wire.until(lambda: watch.told == [Locked(), Unlocked()])


def test_a_lock_that_is_only_asked_for_is_soon_doubted(watch: Watch, logind: FakeLogind) -> None:
    logind.asks("Lock")
    watch.wire.until(lambda: watch.told == [Locked()])
    watch.passes(CONFIRM_SECONDS - 1)
    assert watch.told == [Locked()]
    watch.passes(2)
    assert watch.told == [Locked(), Unlocked()]


def test_a_lock_that_is_confirmed_stays(watch: Watch, logind: FakeLogind) -> None:
    logind.asks("Lock")
    logind.sets(LockedHint=True)
    watch.wire.until(lambda: watch.told == [Locked()])
    watch.passes(CONFIRM_SECONDS + 1)
    assert watch.told == [Locked()]
    logind.sets(LockedHint=False)
    watch.wire.until(lambda: watch.told == [Locked(), Unlocked()])


@pytest.mark.parametrize("name", LOCKERS)
def test_every_locker(watch: Watch, wire: Wire, name: str) -> None:
    watch.begins()
    locker = Locker(wire, name, active=True)
    wire.until(lambda: watch.told == [Locked()])
    locker.becomes(False, path="/ScreenSaver")
    wire.until(lambda: watch.told == [Locked(), Unlocked()])
    locker.becomes(True)
    wire.until(lambda: watch.told == [Locked(), Unlocked(), Locked()])
    wire.give_up(locker.bus)
    wire.until(lambda: watch.told == [Locked(), Unlocked(), Locked(), Unlocked()])


def test_a_locker_that_does_not_tell_how_it_is(watch: Watch, wire: Wire) -> None:
    locker = Locker(wire, KDE, tells=False)
    watch.begins()
    watch.settle()
    assert watch.told == []
    locker.becomes(True)
    wire.until(lambda: watch.told == [Locked()])


def test_nobody_else_is_believed(watch: Watch, logind: FakeLogind, wire: Wire) -> None:
    Locker(wire, GNOME)
    stranger = wire.connect()
    watch.settle()
    stranger.emit(LOCKERS[GNOME], GNOME, "ActiveChanged", "b", (True,))
    stranger.emit(OURS, SESSION, "Lock")
    stranger.emit(OURS, PROPERTIES, "PropertiesChanged", "sa{sv}as", (SESSION, {"LockedHint": ("b", True)}, []))
    stranger.emit(PATH, MANAGER, "PrepareForSleep", "b", (True,))
    watch.settle()
    assert watch.told == []
    assert watch.saved == []
    assert logind.inhibitor.held


def test_news_of_the_wrong_kind(watch: Watch, logind: FakeLogind) -> None:
    logind.emit(OURS, PROPERTIES, "PropertiesChanged", "sa{sv}as", (SESSION, {"LockedHint": ("s", "yes")}, []))
    logind.emit(OURS, PROPERTIES, "PropertiesChanged", "sa{sv}as", ("org.other", {"LockedHint": ("b", True)}, []))
    watch.settle()
    assert watch.told == []


# -- which session ----------------------------------------------------------


@pytest.mark.parametrize("environment", [{}, {"XDG_SESSION_ID": "77"}, {"XDG_SESSION_ID": "terminal"}])
def test_the_session_with_the_screen_where_we_are_in_none(
    watch: Watch, wire: Wire, environment: dict[str, str]
) -> None:
    watch.session = LinuxSession(environment, watch.told.append, lambda: None)
    watch.logind = logind = FakeLogind(wire)
    watch.begins()
    wire.until(lambda: watch.session.name == "logind")
    watch.settle()
    assert watch.told == []
    logind.sets(LockedHint=True)
    wire.until(lambda: watch.told == [Locked()])


@pytest.mark.parametrize("display", ["", "/"])
def test_without_any_session_there_is_sleep_all_the_same(watch: Watch, wire: Wire, display: str) -> None:
    watch.logind = FakeLogind(wire, ident="9", display=display)
    watch.begins()
    wire.until(lambda: watch.logind is not None and watch.logind.given)
    assert watch.session.name == ""
    watch.logind.sleeps(True)
    wire.until(lambda: watch.saved == [True])


@pytest.mark.parametrize("state", ["closing", "gone"])
def test_the_next_session_takes_the_place_of_one_that_has_ended(
    watch: Watch, logind: FakeLogind, wire: Wire, state: str
) -> None:
    """Whatever keeps us running after a logout, as lingering does: nobody is away for ever because of it."""
    logind.sets(Active=False)
    wire.until(lambda: watch.told == [Locked()])
    if state == "gone":
        del logind.sessions[OURS]
        logind.ident = "another"
    else:
        logind.sessions[OURS] = ("x11", state)
    logind.begins(f"{PATH}/session/_38")
    wire.until(lambda: watch.told == [Locked(), Unlocked()])


def test_somebody_who_logs_in_from_elsewhere_changes_nothing(watch: Watch, logind: FakeLogind) -> None:
    logind.sets(LockedHint=True)
    watch.wire.until(lambda: watch.told == [Locked()])
    logind.begins(f"{PATH}/session/_38")
    watch.settle()
    watch.settle()
    assert watch.told == [Locked()]


# -- sleep ------------------------------------------------------------------


@pytest.mark.parametrize("member", ["PrepareForSleep", "PrepareForShutdown"])
def test_the_state_is_kept_before_the_machine_sleeps(watch: Watch, logind: FakeLogind, member: str) -> None:
    assert logind.inhibitor.what[0] == "sleep:shutdown"
    assert logind.inhibitor.what[3] == "delay"
    assert logind.inhibitor.held
    logind.sleeps(True, member)
    watch.wire.until(lambda: not logind.inhibitor.held)
    assert watch.saved == [True]  # It was held while that was done.
    logind.sleeps(False, member)
    watch.wire.until(lambda: len(logind.given) == 2)
    assert logind.inhibitor.held
    assert watch.saved == [True]


def test_what_fails_before_sleep_holds_nothing_up(watch: Watch, wire: Wire, caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise OSError("disk full")

    watch.session = LinuxSession({"XDG_SESSION_ID": "2"}, watch.told.append, fail)
    watch.logind = logind = FakeLogind(wire)
    watch.begins()
    wire.until(lambda: logind.given)
    logind.sleeps(True)
    wire.until(lambda: not logind.inhibitor.held)
    assert "disk full" in caplog.text
    caplog.clear()


def test_a_logind_that_does_not_wait_for_us(watch: Watch, wire: Wire) -> None:
    watch.logind = FakeLogind(wire, refuses=True)
    watch.begins()
    wire.until(lambda: watch.session.name == "logind")
    watch.logind.sleeps(True)
    wire.until(lambda: watch.saved)
    watch.logind.sets(LockedHint=True)
    wire.until(lambda: watch.told == [Locked()])


def test_nothing_is_held_after_the_end(watch: Watch, logind: FakeLogind) -> None:
    watch.session.close()
    assert not logind.inhibitor.held
    logind.sets(LockedHint=True)
    watch.settle()
    assert watch.told == []


# -- what comes and goes ----------------------------------------------------


def test_logind_restarted(watch: Watch, logind: FakeLogind, wire: Wire) -> None:
    logind.sets(LockedHint=True)
    wire.until(lambda: watch.told == [Locked()])
    logind.close()
    watch.settle()
    assert watch.told == [Locked()]  # Nobody came to the screen by that.
    watch.logind = again = FakeLogind(wire)
    again.locked = True
    wire.until(lambda: again.given and again.inhibitor.held)
    watch.settle()
    watch.passes(RETURN_SECONDS + 1)
    assert watch.told == [Locked()]
    again.sets(LockedHint=False)
    wire.until(lambda: watch.told == [Locked(), Unlocked()])
    again.sleeps(True)
    wire.until(lambda: watch.saved == [True])


def test_a_lock_that_ended_while_logind_was_away(watch: Watch, logind: FakeLogind, wire: Wire) -> None:
    logind.sets(LockedHint=True)
    wire.until(lambda: watch.told == [Locked()])
    logind.close()
    watch.logind = FakeLogind(wire)
    wire.until(lambda: watch.told == [Locked(), Unlocked()])


def test_logind_gone_for_good(watch: Watch, logind: FakeLogind, wire: Wire) -> None:
    logind.sets(LockedHint=True)
    wire.until(lambda: watch.told == [Locked()])
    logind.close()
    watch.logind = None
    watch.settle()
    watch.passes(RETURN_SECONDS + 1)
    assert watch.told == [Locked(), Unlocked()]
    assert watch.session.name == ""


def test_logind_that_hangs(watch: Watch, wire: Wire) -> None:
    watch.logind = FakeLogind(wire)
    watch.logind.silent = True
    locker = Locker(wire, XFCE)
    watch.begins()
    locker.becomes(True)
    wire.until(lambda: watch.told == [Locked()])
    watch.passes(60)
    assert watch.told == [Locked()]


def test_without_a_system_bus_the_lockers_tell(watch: Watch, wire: Wire) -> None:
    watch.session.follow_session(watch.on_session)
    locker = Locker(wire, XFCE)
    wire.until(lambda: watch.session.name == XFCE)
    locker.becomes(True)
    wire.until(lambda: watch.told == [Locked()])


def test_a_bus_that_is_lost_says_nothing_more(watch: Watch, logind: FakeLogind, wire: Wire) -> None:
    Locker(wire, GNOME, active=True)
    logind.sets(LockedHint=True)
    wire.until(lambda: watch.told == [Locked()])
    watch.settle()
    watch.session.lose_system()
    assert watch.told == [Locked()]
    assert not logind.inhibitor.held
    watch.session.lose_session()
    assert watch.told == [Locked(), Unlocked()]


def test_no_descriptor_is_left_behind(watch: Watch, logind: FakeLogind, wire: Wire) -> None:
    def open_now() -> int:
        return len(os.listdir("/proc/self/fd"))

    logind.sleeps(False)
    wire.until(lambda: len(logind.given) == 2)
    watch.settle()
    before = open_now()
    for turn in range(3, 9):
        logind.sleeps(False)
        wire.until(lambda turn=turn: len(logind.given) == turn)  # type: ignore[misc]
        watch.settle()
        # One more end of a pipe at the fake, none at ours.
        assert open_now() - before == turn - 2
    assert [inhibitor.held for inhibitor in logind.given] == [False] * 7 + [True]


def test_flapping_is_not_lost(watch: Watch, logind: FakeLogind, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        for _ in range(200):
            logind.sets(LockedHint=True)
            logind.sets(LockedHint=False)
        watch.settle()
        watch.wire.until(lambda: len(watch.told) == 400)
    assert watch.told[-1] == Unlocked()
    assert caplog.text == ""
