"""deskbreak as it is, on a real screen with a real sound server: calls, films, locks and sleep, as it takes them."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.contracts.conftest import Wire, require
from tests.desktop.quiet.sound import SoundServer, running_pulseaudio
from tests.desktop.quiet.windows import OFF, Client
from tests.desktop.session.fake_logind import FakeLogind
from tests.desktop.session.test_linux import Locker
from tests.desktop.turning import Turning
from tests.reading import has_read_the_safety_notice

from .screen import NOTIFICATIONS, Desktop

pytestmark = pytest.mark.desktop

ROOT = Path(__file__).parents[2]
QUICK = Path(__file__).with_name("quick.py")
LONG, SOON, SETTLE = 900.0, 3.0, 1.0


@pytest.fixture
def sound() -> Iterator[SoundServer]:
    with running_pulseaudio() as server:
        yield server


class Running:
    """deskbreak on a desktop, with this sound server, and the desktop's own bus as the machine's."""

    def __init__(self, desktop: Desktop, *seconds: float, settings: str = "", **env: str) -> None:
        """`seconds` are those of `quick.py`."""
        file = Path(desktop.env["XDG_CONFIG_HOME"]) / "deskbreak" / "settings.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(settings, encoding="utf-8")
        has_read_the_safety_notice(Path(desktop.env["HOME"]))
        self.desktop = desktop
        self.env = {"PYTHONPATH": str(ROOT), **env}
        self.process = desktop.spawn([sys.executable, str(QUICK), *map(str, seconds)], **self.env)
        self.wait("it", lambda: self.command("status").returncode == 0)

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        argv = [sys.executable, "-m", "deskbreak", *words]
        env = {**self.desktop.env, **self.env}
        return subprocess.run(argv, env=env, capture_output=True, text=True, timeout=20, check=False)

    def status(self) -> dict[str, Any]:
        status: dict[str, Any] = json.loads(self.command("status", "--json").stdout)
        return status

    def wait(self, what: str, condition: Callable[[], object], seconds: float = 20.0) -> None:
        try:
            self.desktop.wait_for(what, condition, seconds)
        except AssertionError as error:
            error.add_note(self.command("status", "--json").stdout + self.command("why").stdout + self.log())
            raise

    def wait_phase(self, phase: str) -> None:
        self.wait(f"the phase {phase}", lambda: self.status()["phase"] == phase)

    def wait_reasons(self, *signals: str) -> None:
        self.wait(f"the reasons {signals}", lambda: self.status()["reasons"] == list(signals))

    def said(self) -> str:
        return self.command("status").stdout

    def outcomes(self) -> list[str]:
        with sqlite3.connect(Path(self.desktop.env["XDG_DATA_HOME"]) / "deskbreak" / "history.db") as database:
            return [outcome for (outcome,) in database.execute("SELECT outcome FROM record ORDER BY id")]

    def log(self) -> str:
        return (Path(self.desktop.env["XDG_STATE_HOME"]) / "deskbreak" / "deskbreak.log").read_text(encoding="utf-8")

    def quit(self) -> None:
        """In good order: nothing failed on the way."""
        assert self.command("quit").returncode == 0
        assert self.process.wait(20) == 0
        assert "Traceback" not in self.log() + self.desktop.log_of(self.process)


def heard(sound: SoundServer) -> dict[str, str]:
    """What a program needs to find the sound server."""
    return {"PULSE_SERVER": f"unix:{sound.path}"}


def test_a_call_holds_a_reminder_back_until_it_is_over(desktop: Desktop, sound: SoundServer) -> None:
    running = Running(desktop, SOON, SETTLE, **heard(sound))
    call = sound.record("Firefox", binary="firefox")
    running.wait_phase("deferred")
    running.wait_reasons("microphone")
    assert "Firefox has used the microphone since " in running.said()
    assert "Microphone, by pulseaudio; now: Firefox uses the microphone" in running.command("doctor").stdout
    sound.stop(call)
    running.wait_phase("prompted")
    assert "because Firefox used the microphone " in running.command("why").stdout
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
    turning.until(lambda: running.status()["phase"] == "prompted", 20)
    running.quit()
    client.close()
    turning.close()


def test_with_the_screen_all_of_it_ends_and_the_state_is_kept(desktop: Desktop, sound: SoundServer) -> None:
    running = Running(desktop, SOON, SETTLE, **heard(sound))
    sound.record("Zoom")
    running.wait_phase("deferred")
    before = state(desktop)
    desktop.kill_screen()
    assert running.process.wait(20) == 0
    assert state(desktop) > before
    assert "Traceback" not in running.log() + desktop.log_of(running.process)


def test_who_leaves_comes_back_from_a_break(desktop: Desktop) -> None:
    running = Running(desktop, LONG, SETTLE, 1.0)
    desktop.key("a")
    running.wait_phase("away")
    running.wait("the break", lambda: "a break by itself" in running.command("why").stdout)
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


@pytest.fixture
def wire(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    """The desktop's bus, which the program takes for the machine's as well."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.env["DBUS_SESSION_BUS_ADDRESS"])
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", desktop.env["DBUS_SESSION_BUS_ADDRESS"])
    wire = Wire()
    yield wire
    wire.close()


def machine(desktop: Desktop) -> dict[str, str]:
    return {"DBUS_SYSTEM_BUS_ADDRESS": desktop.env["DBUS_SESSION_BUS_ADDRESS"], "XDG_SESSION_ID": "2"}


def test_a_lock_is_being_away_at_once(desktop: Desktop, wire: Wire) -> None:
    locker = Locker(wire, "org.xfce.ScreenSaver")
    running = Running(desktop, LONG)
    locker.becomes(True)
    wire.until(lambda: running.status()["phase"] == "away")
    assert running.status()["session"] == "org.xfce.ScreenSaver"
    locker.becomes(False)
    wire.until(lambda: running.status()["phase"] == "working")
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
    saved = state(desktop)
    again.sleeps(True)
    wire.until(lambda: not again.inhibitor.held)
    assert state(desktop) > saved
    running.quit()
    again.close()


def state(desktop: Desktop) -> float:
    """When the state was last kept."""
    with sqlite3.connect(Path(desktop.env["XDG_DATA_HOME"]) / "deskbreak" / "history.db") as database:
        ((at,),) = database.execute("SELECT now FROM state").fetchall()
    return float(at)
