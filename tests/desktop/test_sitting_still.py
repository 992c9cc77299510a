"""Who sits there, as the whole program takes it: films, music, knocks against the desk, and typing at a reminder."""

from __future__ import annotations

import subprocess

import pytest

from deskbreak.desktop.quiet.inhibitors import LogindInhibitors
from tests.contracts.conftest import Wire
from tests.desktop.quiet.test_film import Logind, Player
from tests.desktop.session.test_linux import Locker

from .running import LONG, SETTLE, SOON, Running, machine
from .screen import Desktop

pytestmark = pytest.mark.desktop

STILL = 0.7
"""Seconds without a touch after which somebody is still; away after twice as many, and after thrice it is a break."""
FILM = ("idle", "user", LogindInhibitors.MIRRORED, "block")
"""An inhibitor as GNOME hands it on: whose it is, it does not say."""


@pytest.fixture
def desktop(bare_desktop: Desktop) -> Desktop:
    return bare_desktop


def untouched(desktop: Desktop, wire: Wire, *words: str) -> Running:
    """The program, with nobody who touches anything."""
    running = Running(desktop, LONG, SETTLE, STILL, *words, **machine(desktop))
    running.between = wire.settle
    return running


def wait_sat(running: Running, seconds: float) -> None:
    running.wait(f"{seconds} s of sitting", lambda: running.status()["sat_seconds"] > seconds)


def test_who_watches_a_film_sits_there_until_it_ends(desktop: Desktop, wire: Wire) -> None:
    logind = Logind(wire)
    Player(wire, "celluloid", "Playing", "Celluloid")
    logind.lists(FILM)
    running = untouched(desktop, wire)
    wait_sat(running, 5 * STILL)
    assert running.told()["phase"] == "working"
    assert "Films, by idle inhibitors; now: Celluloid keeps the screen on" in running.command("doctor").stdout
    logind.lists()
    running.wait_phase("away")
    assert "natural" not in running.decisions()
    running.quit()


def test_a_film_that_nobody_turns_off_is_believed_for_so_long(desktop: Desktop, wire: Wire) -> None:
    Logind(wire).lists(FILM)
    running = untouched(desktop, wire, "still_seated=3")
    running.wait_phase("away")
    assert running.told()["sat_seconds"] >= 3
    running.quit()


def test_music_alone_is_nobody(desktop: Desktop, wire: Wire) -> None:
    Logind(wire)
    Player(wire, "spotify", "Playing", "Spotify")
    running = untouched(desktop, wire)
    running.wait_phase("away")
    running.quit()


def test_a_lock_ends_the_film_as_well(desktop: Desktop, wire: Wire) -> None:
    Logind(wire).lists(FILM)
    locker = Locker(wire, "org.xfce.ScreenSaver")
    running = untouched(desktop, wire)
    wait_sat(running, 3 * STILL)
    locker.becomes(True)
    running.wait_phase("away")
    locker.becomes(False)
    running.wait_phase("working")
    running.quit()


def test_a_knock_against_the_desk_is_nobody_who_comes_back(desktop: Desktop, wire: Wire) -> None:
    running = untouched(desktop, wire)
    desktop.move(400, 400)
    running.wait_phase("away")
    desktop.move(401, 401)
    running.wait("a break by itself", lambda: "natural" in running.decisions())
    assert running.told()["phase"] == "away"
    desktop.move(500, 500)
    running.wait_phase("working")
    running.quit()


def typing(desktop: Desktop) -> subprocess.Popen[bytes]:
    """Somebody who types for longer than the test takes."""
    return desktop.spawn(["xdotool", "type", "--delay", "100", "a" * 1000])


def test_a_reminder_waits_for_a_pause_in_typing(desktop: Desktop) -> None:
    hands = typing(desktop)
    running = Running(desktop, SOON, "typing_pause=1")
    running.wait("typing when it is due", lambda: "typing" in running.decisions())
    wait_sat(running, SOON + 2)
    assert running.told()["phase"] == "working"
    assert "You are typing: I wait for a pause, until " in running.why()
    desktop.end(hands)
    # The key that was down is let go.
    desktop.key("a")
    running.wait_phase("prompted")
    running.quit()


def test_but_not_for_ever(desktop: Desktop) -> None:
    hands = typing(desktop)
    running = Running(desktop, SOON, "typing_pause=1", "typing_limit=2")
    running.wait_phase("prompted")
    assert "typing" in running.decisions()
    assert running.told()["sat_seconds"] >= SOON + 2
    assert hands.poll() is None
    running.quit()
