"""Who sits there, as the whole program takes it: films, music, knocks against the desk, and typing at a reminder."""

from __future__ import annotations

import pytest

from deskbreak.desktop.quiet.inhibitors import LogindInhibitors
from tests.contracts.conftest import Wire
from tests.desktop.quiet.test_film import Logind, Player
from tests.desktop.session.test_linux import Locker

from .running import LONG, SETTLE, SOON, Running, machine
from .screen import Desktop

pytestmark = pytest.mark.desktop

STILL = 0.5
"""Seconds without a touch after which somebody is still; away after twice as many, and after thrice it is a break."""
FILM = ("idle", "user", LogindInhibitors.MIRRORED, "block")
"""An inhibitor as GNOME hands it on: whose it is, it does not say."""


@pytest.fixture
def desktop(bare_desktop: Desktop) -> Desktop:
    return bare_desktop


def untouched(desktop: Desktop, wire: Wire) -> Running:
    """The program, with nobody who touches anything."""
    running = Running(desktop, LONG, SETTLE, STILL, **machine(desktop))
    running.between = wire.settle
    return running


def wait_sat(running: Running, seconds: float) -> None:
    running.wait(f"{seconds} s of sitting", lambda: running.status()["sat_seconds"] > seconds)


def test_who_watches_a_film_sits_there_and_who_hears_music_does_not(desktop: Desktop, wire: Wire) -> None:
    """It plays on when it keeps the screen on no more."""
    logind = Logind(wire)
    Player(wire, "celluloid", "Playing", "Celluloid")
    logind.lists(FILM)
    running = untouched(desktop, wire)
    wait_sat(running, 6 * STILL)
    assert running.told()["phase"] == "working"
    assert "Films, by idle inhibitors; now: Celluloid keeps the screen on" in running.command("doctor").stdout
    logind.lists()
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


def test_a_reminder_waits_for_a_pause_in_typing_but_not_for_ever(desktop: Desktop) -> None:
    hands = desktop.spawn(["xdotool", "type", "--delay", "100", "a" * 1000])
    running = Running(desktop, SOON, "typing_pause=1", "typing_limit=3")
    running.wait("typing when it is due", lambda: running.decisions() == ["typing"])
    assert "You are typing: I wait for a pause, until " in running.why()
    running.wait_phase("prompted")
    assert running.told()["sat_seconds"] > SOON + 2
    assert hands.poll() is None
    assert running.command("skip").returncode == 0
    running.wait("typing when it is due again", lambda: running.decisions()[-1] == "typing")
    desktop.end(hands)
    # The key that was down is let go.
    desktop.key("a")
    running.wait_phase("prompted")
    running.quit()
