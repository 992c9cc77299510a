"""plyer for real, with the program that it calls; and each way in which it cannot work."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskbreak.desktop.notify import portable
from deskbreak.desktop.notify.portable import PortableNotifier
from deskbreak.ports import Unavailable
from deskbreak.ports.notices import Click, Notice
from tests.contracts.conftest import Wire, require
from tests.contracts.notification_server import FakeServer

ELSEWHERE = "tcp:host=localhost,port=1"
"""An address of a kind that only libdbus knows."""
PROMPT = Notice(
    "-- It's time", "Bend & shift.", unbuttoned={Click.LEFT: "Click.", Click.NONE: "Start is in the tray menu."}
)  # fmt: skip
COUNTDOWN = Notice("0:45", "Left side.", stays=True, share=0.25)


@pytest.fixture
def server(wire: Wire) -> FakeServer:
    require("notify-send", "libnotify-bin")
    return FakeServer(wire)


@pytest.fixture
def plyer(monkeypatch: pytest.MonkeyPatch, server: FakeServer) -> PortableNotifier:
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("DBUS_SESSION_BUS_ADDRESS", ELSEWHERE)
        return PortableNotifier(Path("/icon.png"))


def test_it_is_shown_with_where_the_answers_are(plyer: PortableNotifier, server: FakeServer) -> None:
    plyer.show(PROMPT)
    server.wire.until(lambda: server.screen)
    assert server.only.title.strip() == "-- It’s time"
    assert server.only.body == "Bend & shift.\nStart is in the tray menu."


def test_a_countdown_is_told_once_a_step(plyer: PortableNotifier, server: FakeServer) -> None:
    """It cannot be replaced: told every five seconds, a dozen would stand on the screen."""
    for title, body in (("0:45", "Left"), ("0:40", "Left"), ("0:35", "Left"), ("0:45", "Right")):
        plyer.show(Notice(title, body, share=0.1))
        server.wire.until(lambda body=body: [each for each in server.screen.values() if each.body == body])  # type: ignore[misc]
    server.wire.settle()
    assert [(shown.title, shown.body) for shown in server.screen.values()] == [("0:45", "Left"), ("0:45", "Right")]


def test_what_it_stands_on_may_fail_as_it_likes(
    plyer: PortableNotifier, monkeypatch: pytest.MonkeyPatch, wire: Wire, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    plyer.show(PROMPT)
    wire.until(lambda: "could not show a notice" in caplog.text)


@pytest.mark.parametrize(
    ("platform", "address", "lacks", "why"),
    [
        ("linux", None, "", "it needs a session bus"),
        ("linux", "unix:path=/run/bus", "", "it would need that same session bus"),
        ("linux", "unix:path=/run/bus;unix:abstract=x", "", "it would need that same session bus"),
        ("linux", ELSEWHERE, "notify-send", "it needs the program notify-send (Debian: libnotify-bin)"),
        ("linux in a Flatpak", ELSEWHERE, "gdbus", "it needs the program gdbus (Debian: libglib2.0-bin)"),
        ("linux", ELSEWHERE, "plyer", "the package plyer is not installed"),
        ("darwin", None, "pyobjus", "it needs the package pyobjus"),
    ],
)
def test_each_way_it_cannot_work_has_its_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, address: str | None, lacks: str, why: str
) -> None:
    monkeypatch.setattr("sys.platform", platform.split()[0])
    monkeypatch.setattr(portable, "find_spec", lambda name: None if name in (lacks, "dbus") else object())
    monkeypatch.setattr("shutil.which", lambda name: None if name == lacks else f"/usr/bin/{name}")
    monkeypatch.setattr(portable, "FLATPAK", tmp_path if "Flatpak" in platform else tmp_path / "missing")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    if address is not None:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    with pytest.raises(Unavailable) as refused:
        PortableNotifier(Path("/icon.png"))
    assert str(refused.value) == why
