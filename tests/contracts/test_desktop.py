"""What the program makes of a bus that comes late, goes and comes back."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskbreak.app import runtime, tray
from deskbreak.app.desktop import Desktop
from deskbreak.app.notifiers import Notifiers
from deskbreak.core.breaks import Rules
from deskbreak.core.engine import Engine
from deskbreak.core.moment import Moment
from deskbreak.core.view import View
from deskbreak.ports.tray import Panel
from deskbreak.tray_icon import INKS
from tests.contracts.conftest import CONFIG, Wire
from tests.contracts.notification_server import FakeServer
from tests.contracts.notifying import OTHER, PROMPT
from tests.contracts.test_panel import ONE_PANEL, THEME, Xfconf
from tests.contracts.test_tray import FakePanel
from tests.virtual import VirtualZone


class Session:
    """A login session whose bus can be ended and begun again at the same address."""

    def __init__(self, folder: Path) -> None:
        self.config = folder / "bus.conf"
        self.socket = folder / "bus"
        self.config.write_text(CONFIG.replace("unix:tmpdir=/tmp", f"unix:path={self.socket}"), encoding="utf-8")
        self.daemon: subprocess.Popen[str] | None = None

    def begin(self) -> None:
        self.daemon = subprocess.Popen(
            ["dbus-daemon", f"--config-file={self.config}", "--nofork", "--print-address", "--nopidfile"],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.daemon.stdout is not None
        assert self.daemon.stdout.readline()

    def end(self) -> None:
        if self.daemon is not None:
            self.daemon.kill()
            self.daemon.communicate()
        self.daemon = None
        self.socket.unlink(missing_ok=True)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    session = Session(tmp_path)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={session.socket}")
    yield session
    session.end()


def view(wire: Wire) -> View:
    return Engine(Rules(), wire.clock.now()).view(wire.clock.now())


def a_minute_later(desktop: Desktop, wire: Wire) -> None:
    """It is told a view, as it is each minute."""
    desktop(view(wire), wire.clock.now() + runtime.SAVE_EVERY)


def test_a_bus_that_comes_late_goes_and_comes_back(session: Session, tmp_path: Path) -> None:
    wire = Wire()
    missing: list[str] = []
    notifiers = Notifiers()
    desktop = Desktop(
        wire.loop, notifiers, tuple, lambda: Moment(wire.clock.now(), wire.clock.wall(), VirtualZone().local),
        lambda _request: None, tmp_path, tmp_path / "note", missing.append,
    )  # fmt: skip
    desktop.join()
    desktop(view(wire), wire.clock.now())
    assert "no session bus" in missing[0]
    for _ in range(2):
        session.begin()
        panel, server = FakePanel(wire), FakeServer(wire)
        a_minute_later(desktop, wire)
        wire.until(lambda: desktop.tray != "none")
        notifiers.show(OTHER)
        wire.until(lambda server=server: server.screen)  # type: ignore[misc]
        for bus in (panel.bus, server.bus):
            wire.give_up(bus)
        before = len(missing)
        session.end()
        wire.until(lambda before=before: len(missing) > before)  # type: ignore[misc]
        assert desktop.tray == "none"
    assert len(missing) == 3
    a_minute_later(desktop, wire)
    desktop.close()
    wire.close()


def test_what_falls_due_while_it_closes_is_not_left_on_the_screen(session: Session, tmp_path: Path) -> None:
    session.begin()
    wire = Wire()
    server, notifiers = FakeServer(wire), Notifiers()
    desktop = Desktop(
        wire.loop, notifiers, tuple, lambda: Moment(wire.clock.now(), wire.clock.wall(), VirtualZone().local),
        lambda _request: None, tmp_path, tmp_path / "note", lambda _missing: None,
    )  # fmt: skip
    desktop.join()
    notifiers.show(OTHER)
    wire.until(lambda: server.screen)
    server.hang()
    notifiers.show(PROMPT)

    class Due:
        deadline: float | None = wire.clock.now()

        def on_time(self, _now: float) -> None:
            self.deadline = None
            notifiers.show(OTHER)
            server.go_on()

    wire.loop.add_timed(Due())
    desktop.close()
    wire.until(lambda: not server.screen)
    wire.settle()
    assert server.screen == {}
    wire.close()


def test_to_look_for_a_bus_takes_no_wake_of_its_own(tmp_path: Path, session: Session) -> None:
    wire = Wire()
    desktop = Desktop(
        wire.loop, Notifiers(), tuple, lambda: Moment(wire.clock.now(), wire.clock.wall(), VirtualZone().local),
        lambda _request: None, tmp_path, tmp_path / "note", lambda _missing: None,
    )  # fmt: skip
    desktop.join()
    desktop(view(wire), wire.clock.now())
    assert [timed.deadline for timed in wire.loop._timed if timed.deadline is not None] == []
    session.begin()
    panel = FakePanel(wire)
    # A bus that hangs takes seconds to find out; not at each event.
    desktop(view(wire), wire.clock.now())
    wire.settle()
    assert desktop.tray == "none"
    a_minute_later(desktop, wire)
    wire.until(lambda: desktop.tray != "none")
    desktop.close()
    wire.give_up(panel.bus)
    wire.close()


class Viewed:
    """The program's desktop part, shown one view."""

    def __init__(self, folder: Path) -> None:
        self.wire = Wire()
        self.missing: list[str] = []
        self.desktop = Desktop(
            self.wire.loop, Notifiers(), tuple, self.moment, lambda _request: None, folder, folder / "note",
            self.missing.append,
        )  # fmt: skip
        self.desktop.join()
        self.desktop(view(self.wire), self.wire.clock.now())

    def moment(self) -> Moment:
        return Moment(self.wire.clock.now(), self.wire.clock.wall(), VirtualZone().local)

    def pause(self) -> None:
        """Longer than a tray is waited for."""
        end = self.wire.clock.now() + 0.1
        self.wire.until(lambda: self.wire.clock.now() > end)


@pytest.fixture
def shown_views(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Viewed]:
    monkeypatch.setattr(tray, "PATIENCE", 0.05)
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "XFCE")
    session.begin()
    viewed = Viewed(tmp_path)
    yield viewed
    viewed.desktop.close()
    viewed.wire.close()


def test_no_tray_is_said_once_whatever_happens_to_the_bus(session: Session, shown_views: Viewed) -> None:
    wire, desktop = shown_views.wire, shown_views.desktop
    wire.until(lambda: shown_views.missing)
    assert "no tray icons" in shown_views.missing[0]
    session.end()
    wire.until(lambda: len(shown_views.missing) == 2)
    session.begin()
    a_minute_later(desktop, wire)
    shown_views.pause()
    assert ["no tray icons" in said for said in shown_views.missing] == [True, False]
    FakePanel(wire)
    wire.until(lambda: desktop.tray != "none")
    shown_views.pause()
    assert len(shown_views.missing) == 2


def colour(panel: FakePanel) -> tuple[int, ...]:
    """Of the strongest pixel in the icon that the panel reads, as RGB."""
    width, _height, data = panel.properties()["IconPixmap"][-1]
    alpha, *rest = max(data[at : at + 4] for at in range(0, 4 * width * width, 4))
    assert alpha == 255
    return tuple(rest)


def test_the_icon_follows_the_panel_and_the_setting_has_the_last_word(shown_views: Viewed) -> None:
    wire, desktop = shown_views.wire, shown_views.desktop
    panel = FakePanel(wire)
    wire.until(lambda: desktop.tray != "none")

    def is_drawn_for(look: Panel) -> bool:
        return colour(panel) == INKS[look].ink[:3]

    assert is_drawn_for(Panel.UNKNOWN)
    xfconf = Xfconf(wire, xfce4_panel=dict(ONE_PANEL), xsettings={THEME: ("s", "Adwaita")})
    wire.until(lambda: is_drawn_for(Panel.LIGHT))
    desktop.choose_panel(Panel.DARK)
    assert is_drawn_for(Panel.DARK)
    xfconf.becomes("xsettings", THEME, ("s", "Nothing"))
    wire.settle()
    assert is_drawn_for(Panel.DARK)
    desktop.choose_panel(None)
    assert is_drawn_for(Panel.LIGHT)
    xfconf.becomes("xsettings", THEME, ("s", "Adwaita-dark"))
    wire.until(lambda: is_drawn_for(Panel.DARK))


def test_a_reminder_from_before_the_bus_is_shown_on_it(session: Session, tmp_path: Path) -> None:
    wire = Wire()
    notifiers = Notifiers()
    desktop = Desktop(
        wire.loop, notifiers, tuple, lambda: Moment(wire.clock.now(), wire.clock.wall(), VirtualZone().local),
        lambda _request: None, tmp_path, tmp_path / "note", lambda _missing: None,
    )  # fmt: skip
    desktop.join()
    notifiers.show(PROMPT)
    session.begin()
    server = FakeServer(wire)
    a_minute_later(desktop, wire)
    wire.until(lambda: server.screen)
    assert server.only.title == PROMPT.title
    desktop.close()
    wire.until(lambda: not server.screen)
    wire.close()
