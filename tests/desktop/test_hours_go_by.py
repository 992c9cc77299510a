"""Hours that the program believes to have gone by: long calls, full screens that somebody works in, nights."""

from __future__ import annotations

import pytest

from tests.contracts.conftest import Wire
from tests.contracts.notification_server import XFCE, FakeServer
from tests.desktop.quiet.sound import SoundServer
from tests.desktop.quiet.windows import Client
from tests.desktop.session.fake_logind import FakeLogind
from tests.desktop.turning import Turning

from .running import LONG, SETTLE, Forwarded, heard, machine
from .screen import Desktop

pytestmark = pytest.mark.desktop

MINUTE, HOUR = 60.0, 3600.0
HALF_AN_HOUR = 30 * MINUTE


@pytest.fixture
def desktop(bare_desktop: Desktop) -> Desktop:
    return bare_desktop


def test_after_a_long_call_comes_what_is_meant_for_that(desktop: Desktop, wire: Wire, sound: SoundServer) -> None:
    """By the rules as they are: a call of two hours, told of after 90 minutes, and half a minute after its end."""
    server = FakeServer(wire, XFCE)
    running = Forwarded(desktop, HALF_AN_HOUR, 30.0, **heard(sound))
    running.between = wire.settle
    # The very first break has something of its own.
    assert running.command("now").returncode == running.command("done").returncode == 0
    call = sound.record("Zoom")
    running.wait_reasons("microphone")
    running.passes(HALF_AN_HOUR)
    running.wait_phase("deferred")
    running.passes(89 * MINUTE)
    assert "held-long" not in running.decisions()
    running.passes(2 * MINUTE)
    running.wait("word of it", lambda: "held-long" in running.decisions())
    assert server.screen == {}
    sound.stop(call)
    running.wait("the end", lambda: running.told()["reasons"] == [])
    assert "Held back for a moment more" in running.said()
    running.passes(30)
    running.wait("the reminder", lambda: server.screen)
    assert "After a long meeting, 3 min." in server.only.body
    assert "2 h" in server.only.title + server.only.body
    running.quit()


def test_a_full_screen_that_somebody_works_in_holds_for_a_quarter_of_an_hour(desktop: Desktop) -> None:
    turning = Turning()
    client = Client(desktop, turning)
    window = client.open("editor", "Editor")
    client.fill(window)
    running = Forwarded(desktop, MINUTE, SETTLE)
    running.passes(MINUTE)
    turning.until(lambda: running.is_in("deferred"), 20)
    running.passes(13 * MINUTE)
    assert running.is_in("deferred")
    running.passes(2 * MINUTE)
    turning.until(lambda: running.is_in("prompted"), 20)
    running.quit()
    client.close()
    turning.close()


def test_a_sleep_that_nobody_tells_of(desktop: Desktop) -> None:
    running = Forwarded(desktop, LONG)
    running.passes(10 * MINUTE)
    running.sleeps(2 * HOUR)
    assert running.status()["sat_seconds"] == 0
    assert running.decisions() == ["away", "natural", "back"]
    assert running.outcomes() == ["natural"]
    assert "The machine slept from " in running.why()
    running.quit()


def test_a_lid_that_is_closed_and_opened_again(desktop: Desktop, wire: Wire) -> None:
    """Locked, saved, asleep, awake, and unlocked a while after that."""
    logind = FakeLogind(wire)
    running = Forwarded(desktop, LONG, **machine(desktop))
    running.between = wire.settle
    running.wait("the session", lambda: logind.given and running.status()["session"] == "logind")
    running.passes(10 * MINUTE)
    logind.sets(LockedHint=True)
    running.wait_phase("away")
    saved = running.saved_at()
    logind.sleeps(True)
    running.wait("the state to be kept", lambda: not logind.inhibitor.held)
    assert running.saved_at() >= saved
    running.sleeps(2 * HOUR)
    logind.sleeps(False)
    running.wait("another inhibitor", lambda: len(logind.given) == 2)
    running.wait("the break", lambda: running.decisions() == ["away", "natural"])
    assert running.outcomes() == []
    logind.sets(LockedHint=False)
    running.wait_phase("working")
    running.wait("the record", lambda: running.outcomes() == ["natural"])
    assert running.status()["sat_seconds"] == 0
    running.quit()
    logind.close()
