"""The senses of Linux and their buses, which come and go."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from deskbreak.app.doctor_senses import look
from deskbreak.app.senses_linux import BY_BUS, TRY_EVERY, LinuxSenses
from deskbreak.app.watching import Watching
from deskbreak.core.events import Event
from deskbreak.core.state import Phase
from deskbreak.core.view import View
from deskbreak.settings.schema import Settings
from tests.contracts.conftest import Wire
from tests.desk import Desk
from tests.desktop.session.test_linux import Locker

DUE = Desk().call(on=True).works(31).engine.view(2860.0)


class Program:
    """What the program makes of them."""

    def __init__(self, wire: Wire, folder: Path) -> None:
        self.wire = wire
        self.told: list[Event] = []
        self.senses = LinuxSenses(wire.loop, {"XDG_RUNTIME_DIR": str(folder)})
        self.watching = Watching(wire.loop, self.told.append, self.senses.signals, self.senses.always)
        self.senses.on_news = self.watching.look_again
        wire.loop.add_timed(self.watching)
        self.watching.go_by(Settings())
        self.senses.follow_session(self.told.append, lambda: None)

    def sees(self, view: View = DUE, later: float = 0.0) -> dict[str, str | None]:
        """The way by which each signal is known, after this view."""
        now = self.wire.clock.now() + later
        self.senses(view, now)
        self.watching(view, now)
        return {name: told["way"] for name, told in self.watching.report().items()}

    def close(self) -> None:
        self.watching.close()
        self.senses.close()


@pytest.fixture
def no_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    address = tmp_path / "system"
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={address}")
    return address


def test_a_view_in_which_a_break_is_held_back() -> None:
    assert DUE.phase is Phase.DEFERRED


@pytest.mark.usefixtures("no_system")
def test_a_session_bus_that_comes_and_goes(wire: Wire, tmp_path: Path) -> None:
    program = Program(wire, tmp_path)
    assert not any(program.sees()[name] for name in BY_BUS)
    bus = wire.connect()
    program.senses.use_bus(bus)
    assert all(program.sees()[name] for name in BY_BUS)
    locker = Locker(wire, "org.gnome.ScreenSaver")
    wire.until(lambda: program.senses.session == "org.gnome.ScreenSaver")
    program.senses.use_bus(None)
    assert program.senses.session == ""
    report = program.watching.report()
    assert all(report[name]["refused"][0][1] == "the session bus went away" for name in BY_BUS)
    wire.give_up(locker.bus)
    program.close()


def test_a_system_bus_that_is_missing_is_looked_for_again_and_a_lost_one_too(
    wire: Wire, daemon: subprocess.Popen[str], no_system: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = Program(wire, tmp_path)
    ((name, why),) = program.senses.refused
    assert name == "logind"
    assert why.startswith("no system bus")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", os.environ["DBUS_SESSION_BUS_ADDRESS"])
    program.sees()
    assert program.senses.refused
    program.sees(later=TRY_EVERY)
    assert not program.senses.refused
    assert program.sees()["film"]
    daemon.terminate()
    wire.until(lambda: program.senses.refused)
    assert program.senses.refused == (("logind", "the system bus went away"),)
    assert not program.watching.report()["film"]["way"]
    program.close()


def test_the_doctor_where_there_is_nothing(no_system: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={no_system}")
    looked = look({"XDG_RUNTIME_DIR": str(tmp_path)}, Settings())
    assert not any(seen.way for seen in looked.signals.values())
    assert all(seen.why_not for seen in looked.signals.values())
    assert "apps" not in looked.signals
    assert [name for name, _why in looked.refused] == ["logind"]
