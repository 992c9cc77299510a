"""The icon's place with watchers that come, go, take over, refuse, keep silent and lose their panels."""

from __future__ import annotations

import itertools
import logging
from typing import Any

import pytest

from deskbreak.desktop.bus import REPLY_LIMIT, Bus
from deskbreak.desktop.objects import Interface, Method, Property, Refused
from deskbreak.desktop.tray import registration, watcher
from tests.contracts.conftest import Wire
from tests.contracts.test_tray import Shown

DAEMON, DAEMON_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"
REPLACEABLE, REPLACE, NO_QUEUE = 1, 2, 4


class Watcher:
    """Takes icons in, or refuses; has any number of hosts."""

    def __init__(self, wire: Wire, hosts: int = 1, refuses: bool = False) -> None:
        self.wire = wire
        self.bus: Bus = wire.connect()
        self.hosts = hosts
        self.refuses = refuses
        self.calls: list[str] = []
        self.bus.export(
            watcher.PATH,
            watcher.NAME,
            Interface(
                methods={"RegisterStatusNotifierItem": Method("s", "", self._register)},
                properties={"IsStatusNotifierHostRegistered": Property("b", lambda: self.hosts > 0)},
            ),
        )

    def _register(self, item: str) -> tuple[()]:
        self.calls.append(item)
        if self.refuses:
            raise Refused("AccessDenied", "no")
        return ()

    def take_name(self) -> None:
        """From whoever has it, without a gap."""
        answers: list[Any] = []
        self._daemon("RequestName", "su", (watcher.NAME, REPLACEABLE | REPLACE | NO_QUEUE), answers)
        self.wire.until(lambda: answers)
        assert answers == [(1,)]

    def leave_name(self) -> None:
        answers: list[Any] = []
        self._daemon("ReleaseName", "s", (watcher.NAME,), answers)
        self.wire.until(lambda: answers)

    def take_and_leave(self) -> None:
        """Not waiting for anything."""
        self._daemon("RequestName", "su", (watcher.NAME, REPLACEABLE | REPLACE | NO_QUEUE), [])
        self._daemon("ReleaseName", "s", (watcher.NAME,), [])

    def now_has(self, hosts: int) -> None:
        came = hosts > self.hosts
        self.hosts = hosts
        member = "StatusNotifierHostRegistered" if came else "StatusNotifierHostUnregistered"
        self.bus.emit(watcher.PATH, watcher.NAME, member)

    def _daemon(self, member: str, signature: str, body: tuple[Any, ...], answers: list[Any]) -> None:
        self.bus.call(DAEMON, DAEMON_PATH, DAEMON, member, signature, body, on_reply=answers.append)


@pytest.fixture
def shown(wire: Wire) -> Shown:
    return Shown(wire)


def seconds_later(shown: Shown, seconds: float) -> None:
    """What was to happen on time until then happens now."""
    shown.bus.on_time(shown.bus.now() + seconds)


def test_one_after_the_other_and_one_in_place_of_another(wire: Wire, shown: Shown, monkeypatch: Any) -> None:
    monkeypatch.setattr(registration, "APART", 0.0)
    first, second = Watcher(wire), Watcher(wire)
    wire.settle()
    assert not shown.tray.seen
    first.take_name()
    wire.until(lambda: shown.tray.seen)
    second.take_name()
    wire.until(lambda: second.calls and shown.tray.seen)
    second.leave_name()
    wire.until(lambda: not shown.tray.seen)
    first.take_name()
    wire.until(lambda: shown.tray.seen)
    me = shown.bus.unique_name
    assert (first.calls, second.calls) == ([me, me], [me])


def test_a_watcher_that_dies_takes_the_icon_with_it(wire: Wire, shown: Shown) -> None:
    only = Watcher(wire)
    only.take_name()
    wire.until(lambda: shown.tray.seen)
    wire.give_up(only.bus)
    wire.until(lambda: not shown.tray.seen)


def test_a_thousand_changes_are_one_registration_and_then_another(
    wire: Wire, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registration, "APART", 3600.0)
    restless = [Watcher(wire), Watcher(wire)]
    for turn in range(1000):
        restless[turn % 2].take_and_leave()
    # The first round brings it all to the bus, the second brings the news of it to us.
    wire.settle()
    restless[0].take_name()
    wire.settle()
    assert len(restless[0].calls + restless[1].calls) == 1
    assert not shown.tray.seen
    seconds_later(shown, 3601)
    wire.until(lambda: shown.tray.seen)
    assert len(restless[0].calls + restless[1].calls) == 2
    seconds_later(shown, 7200)
    wire.settle()
    assert len(restless[0].calls + restless[1].calls) == 2


def test_a_watcher_that_refuses_is_asked_ever_less_often(
    wire: Wire, shown: Shown, caplog: pytest.LogCaptureFixture
) -> None:
    sour = Watcher(wire, refuses=True)
    sour.take_name()
    wire.until(lambda: sour.calls)
    wire.settle()
    pauses = []
    for _ in range(7):
        assert shown.bus.deadline is not None
        pauses.append(shown.bus.deadline - shown.bus.now())
        asked = len(sour.calls)
        seconds_later(shown, pauses[-1] + 1)
        wire.until(lambda asked=asked: len(sour.calls) > asked)  # type: ignore[misc]
        wire.settle()
    assert pauses[0] <= registration.RETRY_FIRST
    assert all(later > earlier for earlier, later in itertools.pairwise(pauses[:5]))
    assert max(pauses) <= registration.RETRY_LAST
    assert not shown.tray.seen
    assert [record.levelno for record in caplog.records].count(logging.WARNING) == 1
    sour.refuses = False
    seconds_later(shown, registration.RETRY_LAST + 1)
    wire.until(lambda: shown.tray.seen)
    assert shown.bus.deadline is None


def test_a_watcher_that_never_answers_is_asked_again(wire: Wire, shown: Shown) -> None:
    deaf = Watcher(wire)
    deaf.take_name()
    wire.loop.remove(deaf.bus)
    wire.until(lambda: shown.bus.deadline is not None)
    assert not shown.tray.seen
    seconds_later(shown, REPLY_LIMIT + 1)
    assert not shown.tray.seen
    wire.loop.add(deaf.bus)
    seconds_later(shown, REPLY_LIMIT + registration.RETRY_FIRST + 2)
    wire.until(lambda: shown.tray.seen)


def test_another_watcher_is_not_kept_waiting_for_one_that_refused(
    wire: Wire, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registration, "APART", 0.0)
    sour, sweet = Watcher(wire, refuses=True), Watcher(wire)
    sour.take_name()
    wire.until(lambda: sour.calls)
    wire.settle()
    sweet.take_name()
    wire.until(lambda: shown.tray.seen)
    seconds_later(shown, registration.RETRY_LAST)
    wire.settle()
    assert (len(sour.calls), len(sweet.calls)) == (1, 1)


def test_it_is_seen_only_while_a_panel_shows_it(wire: Wire, shown: Shown) -> None:
    """A watcher may live on without panels. Plasma 5.27's does, but never notices that its panel has crashed."""
    lonely = Watcher(wire, hosts=0)
    lonely.take_name()
    wire.until(lambda: lonely.calls)
    wire.settle()
    assert not shown.tray.seen
    lonely.now_has(1)
    wire.until(lambda: shown.tray.seen)
    lonely.now_has(2)
    lonely.now_has(1)
    wire.settle()
    assert shown.tray.seen
    lonely.now_has(0)
    wire.until(lambda: not shown.tray.seen)
    assert len(lonely.calls) == 1


def test_what_somebody_else_says_of_panels_is_not_believed(wire: Wire, shown: Shown) -> None:
    real, liar = Watcher(wire), Watcher(wire, hosts=1)
    real.take_name()
    wire.until(lambda: shown.tray.seen)
    real.hosts = 0
    liar.now_has(0)
    wire.settle()
    assert shown.tray.seen


def test_closed_it_registers_no_more(wire: Wire, shown: Shown) -> None:
    shown.tray.close()
    late = Watcher(wire)
    late.take_name()
    wire.settle()
    assert (late.calls, shown.tray.seen) == ([], False)
