"""deskbreak as it is, on a real screen with a real sound server: calls, films, locks and sleep, as it takes them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.contracts.conftest import Wire, require
from tests.desktop.quiet.sound import SoundServer
from tests.desktop.quiet.windows import OFF, Client
from tests.desktop.session.fake_logind import FakeLogind
from tests.desktop.session.test_linux import Locker
from tests.desktop.turning import Turning

from .running import LONG, SETTLE, SOON, Running, heard, machine
from .screen import NOTIFICATIONS, Desktop

pytestmark = pytest.mark.desktop


def test_a_call_holds_a_reminder_back_until_it_is_over(desktop: Desktop, sound: SoundServer) -> None:
    running = Running(desktop, SOON, SETTLE, **heard(sound))
    call = sound.record("Firefox", binary="firefox")
    running.wait_phase("deferred")
    running.wait_reasons("microphone")
    assert "Firefox has used the microphone since " in running.said()
    assert "Microphone, by pulseaudio; now: Firefox uses the microphone" in running.command("doctor").stdout
    sound.stop(call)
    running.wait_phase("prompted")
    assert "because Firefox used the microphone " in running.why()
    running.quit()


def test_a_call_that_begins_takes_the_reminder_away(desktop: Desktop, sound: SoundServer) -> None:
    running = Running(desktop, SOON, SETTLE, **heard(sound))
    running.wait_phase("prompted")
    sound.record("Zoom")
    running.wait_phase("deferred")
    running.quit()


def test_a_program_that_is_to_be_ignored(desktop: Desktop, sound: SoundServer) -> None:
    running = Running(desktop, SOON, SETTLE, **heard(sound))
    sound.record("Recorder")
    running.wait_phase("deferred")
    assert running.command("ignore", "Recorder").returncode == 0
    running.wait_phase("prompted")
    assert 'ignored = ["Recorder"]' in (Path(desktop.env["XDG_CONFIG_HOME"]) / "deskbreak" / "settings.toml").read_text(
        encoding="utf-8"
    )
    running.quit()


def test_a_sound_server_that_is_killed_in_a_call_ends_the_hold_and_is_heard_again(
    desktop: Desktop, sound: SoundServer
) -> None:
    running = Running(desktop, SOON, SETTLE, **heard(sound))
    sound.record("Zoom")
    running.wait_phase("deferred")
    sound.kill()
    running.wait_phase("prompted")
    assert "no sound server at " in running.command("doctor").stdout
    sound.start()
    sound.record("Zoom")
    running.wait_phase("deferred")
    running.wait_reasons("microphone")
    running.quit()


def test_what_is_switched_off_is_not_even_loaded(desktop: Desktop, sound: SoundServer) -> None:
    off = "".join(f"{name} = false\n" for name in ("microphone", "fullscreen", "do_not_disturb", "presentation"))
    running = Running(desktop, SOON, SETTLE, settings=f"[quiet]\n{off}\n[presence]\nfilms = false\n", **heard(sound))
    sound.record("Zoom")
    running.wait_phase("prompted")
    assert running.status()["signals"] == {}
    running.quit()


def test_do_not_disturb_of_dunst(sound: SoundServer) -> None:
    require("dunst", "dunst")
    with Desktop(notifyd=False) as desktop:
        desktop.start_program("dunst", ["dunst"], NOTIFICATIONS)
        running = Running(desktop, SOON, SETTLE, **heard(sound))
        running.wait_phase("prompted")
        pause(desktop, True)
        running.wait_phase("deferred")
        running.wait_reasons("do_not_disturb")
        assert "do not disturb has been on since " in running.said()
        assert "Do not disturb, by dunst; now: do not disturb is on" in running.command("doctor").stdout
        pause(desktop, False)
        running.wait_phase("prompted")
        running.quit()


def pause(desktop: Desktop, paused: bool) -> None:
    desktop.spawn(["dunstctl", "set-paused", str(paused).lower()]).wait(10)


def test_a_window_that_fills_the_screen(desktop: Desktop) -> None:
    turning = Turning()
    client = Client(desktop, turning)
    window = client.open("player", "Player")
    client.fill(window)
    running = Running(desktop, SOON, SETTLE)
    running.wait_phase("deferred")
    assert "Held back: Player has filled the screen since " in running.said()
    client.fill(window, OFF)
    turning.until(lambda: running.is_in("prompted"), 20)
    running.quit()
    client.close()
    turning.close()


def test_with_the_screen_all_of_it_ends_and_the_state_is_kept(desktop: Desktop, sound: SoundServer) -> None:
    running = Running(desktop, SOON, SETTLE, **heard(sound))
    sound.record("Zoom")
    running.wait_phase("deferred")
    before = running.saved_at()
    desktop.kill_screen()
    running.has_ended()
    assert running.saved_at() > before


def test_who_leaves_comes_back_from_a_break(desktop: Desktop) -> None:
    running = Running(desktop, LONG, SETTLE, 1.0)
    desktop.key("a")
    running.wait_phase("away")
    running.wait("the break", lambda: "a break by itself" in running.why())
    desktop.key("a")
    running.wait_phase("working")
    running.wait("the record", lambda: running.outcomes() == ["natural"])
    running.quit()


def test_whoever_listens_in_a_call_sits_there_though_nothing_moves(desktop: Desktop, sound: SoundServer) -> None:
    running = Running(desktop, LONG, SETTLE, 1.0, **heard(sound))
    call = sound.record("Zoom")
    running.wait("the microphone", lambda: running.status()["signals"]["microphone"]["way"])
    else_away = time.monotonic() + 4.0
    running.wait("stillness", lambda: time.monotonic() > else_away)
    assert running.status()["phase"] == "working"
    sound.stop(call)
    running.wait_phase("away")
    running.quit()


def test_a_lock_is_being_away_at_once(desktop: Desktop, wire: Wire) -> None:
    locker = Locker(wire, "org.xfce.ScreenSaver")
    running = Running(desktop, LONG)
    locker.becomes(True)
    wire.until(lambda: running.is_in("away"))
    assert running.status()["session"] == "org.xfce.ScreenSaver"
    locker.becomes(False)
    wire.until(lambda: running.is_in("working"))
    running.quit()


def test_the_state_is_kept_before_the_machine_sleeps_also_after_logind_was_started_again(
    desktop: Desktop, wire: Wire
) -> None:
    logind = FakeLogind(wire)
    running = Running(desktop, LONG, **machine(desktop))
    wire.until(lambda: logind.given)
    logind.close()
    again = FakeLogind(wire)
    wire.until(lambda: again.given)
    saved = running.saved_at()
    again.sleeps(True)
    wire.until(lambda: not again.inhibitor.held)
    assert running.saved_at() > saved
    running.quit()
    again.close()
