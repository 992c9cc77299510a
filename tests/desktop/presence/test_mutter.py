"""Stillness and input from GNOME Shell, by a stand-in for it on a private bus."""

from __future__ import annotations

import logging
import subprocess
from collections.abc import Callable, Iterator

import pytest

from deskbreak.core.events import InputCame, PresenceFound, StillnessBegan, TypingPaused
from deskbreak.desktop.bus import Bus
from deskbreak.desktop.presence import mutter
from deskbreak.desktop.presence.mutter import IDLE, INTERFACE, PATH, SESSION, MutterPresence
from deskbreak.ports import Unavailable
from tests.desktop.turning import Turning

from .conftest import Told
from .monitor import Monitor

Watch = Callable[..., MutterPresence]


@pytest.fixture
def monitor(daemon: subprocess.Popen[str], turning: Turning) -> Iterator[Monitor]:
    monitor = Monitor(turning)
    yield monitor
    if monitor.bus.fileno() >= 0:
        monitor.end()


@pytest.fixture
def watch(monitor: Monitor, turning: Turning, told: Told) -> Iterator[Watch]:
    """A presence that has found its shell."""
    made: list[MutterPresence] = []

    def watch() -> MutterPresence:
        made.append(MutterPresence(turning.loop, told.append, told.lost.append))
        turning.until(lambda: told)
        assert told == [PresenceFound(True)]
        return made[-1]

    yield watch
    if not told.lost:
        for each in made:
            each.close()


def test_stillness_and_input_again_and_again(monitor: Monitor, turning: Turning, told: Told, watch: Watch) -> None:
    watch()
    for times in (1, 2):
        monitor.still_for(61_000)
        turning.until(lambda times=times: len(told) == 2 * times)  # type: ignore[misc]
        stillness = told[-1]
        assert isinstance(stillness, StillnessBegan)
        assert 61 <= turning.clock.now() - stillness.since < 71
        monitor.touched()
        turning.until(lambda times=times: len(told) == 2 * times + 1)  # type: ignore[misc]
        assert told[-1] == InputCame()
    assert list(monitor.watches.values()) == [60_000]
    assert not monitor.active


def test_nothing_is_asked_while_somebody_types(monitor: Monitor, turning: Turning, told: Told, watch: Watch) -> None:
    watch()
    for _ in range(5):
        monitor.still_for(59_000)
        monitor.touched()
    assert not monitor.asked_idle
    assert not monitor.active


def test_whoever_was_still_before_is_told_at_once_and_since_when(
    monitor: Monitor, turning: Turning, told: Told, watch: Watch
) -> None:
    monitor.idle = 600_000
    watch()
    turning.until(lambda: len(told) == 2)
    assert isinstance(told[1], StillnessBegan)
    assert 600 <= turning.clock.now() - told[1].since < 610


def test_who_is_back_before_it_was_noticed_was_never_still(
    monitor: Monitor, turning: Turning, told: Told, watch: Watch
) -> None:
    watch()
    monitor.before_idle = monitor.touched
    monitor.still_for(60_000)
    turning.until(lambda: monitor.asked_idle)
    monitor.before_idle = lambda: None
    monitor.still_for(60_000)
    turning.until(lambda: len(told) == 2)
    monitor.touched()
    turning.until(lambda: len(told) == 3)
    assert told.kinds() == ["PresenceFound", "StillnessBegan", "InputCame"]


def test_a_pause_in_typing_is_told_once(monitor: Monitor, turning: Turning, told: Told, watch: Watch) -> None:
    presence = watch()
    presence.await_pause(9)
    presence.await_pause(5)
    turning.until(lambda: 5000 in monitor.watches.values() and 9000 not in monitor.watches.values())
    monitor.still_for(5000)
    turning.until(lambda: len(told) == 2)
    assert told[1] == TypingPaused()
    turning.until(lambda: list(monitor.watches.values()) == [60_000])
    presence.await_pause(5)
    turning.until(lambda: len(told) == 3)
    assert told[2] == TypingPaused()


def test_who_leaves_while_a_film_keeps_the_session_awake_is_seen_all_the_same(
    monitor: Monitor, turning: Turning, told: Told, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some keep it awake all day, and no watch for stillness fires then."""
    monkeypatch.setattr(mutter, "SOONEST", 0.01)
    monitor.own(SESSION)
    presence = watch()
    monitor.inhibit(4 | IDLE)
    turning.until(lambda: monitor.asked_idle >= 1)
    turning.until(lambda: presence.asks_at is not None)
    # Somebody is here: they could be still in a minute at the earliest. Nobody is woken to ask for them.
    assert presence.asks_at is not None
    assert 55 < presence.asks_at - turning.clock.now() <= 60
    assert presence.deadline is None
    monitor.still_for(61_000)
    presence.on_time(turning.clock.now())
    turning.until(lambda: len(told) == 2)
    assert isinstance(told[1], StillnessBegan)
    assert 61 <= turning.clock.now() - told[1].since < 71
    assert presence.asks_at is None
    monitor.touched()
    turning.until(lambda: len(told) == 3)
    assert told[2] == InputCame()
    assert presence.asks_at is not None
    monitor.inhibit(4)
    turning.until(lambda: presence.asks_at is None)


def test_a_pause_in_typing_while_the_session_is_kept_awake(
    monitor: Monitor, turning: Turning, told: Told, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mutter, "SOONEST", 0.01)
    monitor.own(SESSION)
    presence = watch()
    monitor.inhibit(IDLE)
    turning.until(lambda: presence.asks_at is not None)
    monitor.idle = 2000
    presence.await_pause(5)
    turning.until(lambda: presence.deadline is not None and presence.deadline - turning.clock.now() <= 3)
    assert told == [PresenceFound(True)]
    monitor.idle = 5000
    presence.on_time(turning.clock.now())
    turning.until(lambda: len(told) == 2)
    assert told[1] == TypingPaused()
    turning.until(lambda: list(monitor.watches.values()) == [60_000])


def test_a_session_that_is_kept_awake_from_the_start(
    monitor: Monitor, turning: Turning, told: Told, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mutter, "SOONEST", 0.01)
    monitor.own(SESSION)
    monitor.inhibited, monitor.idle = IDLE, 90_000
    watch()
    turning.until(lambda: len(told) == 2)
    assert told.kinds() == ["PresenceFound", "StillnessBegan"]


def test_no_bus_and_no_shell(
    daemon: subprocess.Popen[str], turning: Turning, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    MutterPresence(turning.loop, told.append, told.lost.append)
    turning.until(lambda: told.lost)
    assert told.lost == ["org.gnome.Mutter.IdleMonitor is not on the bus"]
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
    with pytest.raises(Unavailable, match="no session bus"):
        MutterPresence(turning.loop, told.append, told.lost.append)


def test_the_shell_goes_away(monitor: Monitor, turning: Turning, told: Told, watch: Watch) -> None:
    presence = watch()
    presence.await_pause(5)
    monitor.end()
    turning.until(lambda: told.lost)
    assert told.lost == ["GNOME Shell went away"]


def test_the_bus_goes_away(
    monitor: Monitor, daemon: subprocess.Popen[str], turning: Turning, told: Told, watch: Watch
) -> None:
    presence = watch()
    presence.await_pause(5)
    monitor.end()
    daemon.kill()
    turning.until(lambda: told.lost)
    assert len(told.lost) == 1


def test_a_shell_that_refuses(monitor: Monitor, turning: Turning, told: Told) -> None:
    monitor.refuses = True
    MutterPresence(turning.loop, told.append, told.lost.append)
    turning.until(lambda: told.lost)
    assert "GNOME Shell does not answer as it should" in told.lost[0]
    assert len(told.lost) == 1
    assert not told


def test_watches_of_others_and_signals_that_are_none(
    monitor: Monitor, turning: Turning, told: Told, watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    watch()
    monitor.fire(4711)
    with caplog.at_level(logging.CRITICAL):
        monitor.bus.emit(PATH, INTERFACE, "WatchFired", "s", ("now",))
        monitor.bus.emit(PATH, INTERFACE, "WatchFired")
    (watched,) = monitor.watches
    stranger = Bus("SESSION", turning.clock.now)
    turning.loop.add(stranger)
    stranger.emit(PATH, INTERFACE, "WatchFired", "u", (watched,))
    turning.until(lambda: stranger.unique_name)
    monitor.idle = 60_000
    monitor.fire(watched)
    turning.until(lambda: len(told) == 2)
    assert monitor.asked_idle == 1
    assert not told.lost
    turning.loop.remove(stranger)
    stranger.close()
    caplog.clear()
