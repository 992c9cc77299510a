"""Do not disturb, as real services tell it and as fakes of all the others do."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from deskbreak.desktop.bus import Bus
from deskbreak.desktop.objects import Interface, Method, Property
from deskbreak.desktop.quiet import dnd_plasma
from deskbreak.desktop.quiet.dconf import HEADER, SIGNATURE, switch, switch_in
from deskbreak.desktop.quiet.dnd import PATIENCE, DoNotDisturb
from deskbreak.desktop.quiet.dnd_ways import BY_SERVER, OFTEN, PROPERTIES, SERVER, Asked, Kept, Written
from deskbreak.desktop.quiet.fullscreen_rule import STILL_SECONDS, WORKED_IN_SECONDS
from deskbreak.ports.senses import Holders
from tests.contracts.conftest import Wire, require
from tests.contracts.notification_server import FakeServer, Habits
from tests.desktop.conftest import require_programs
from tests.desktop.screen import NOTIFICATIONS, Desktop

ON: Holders = frozenset({""})
OFF: Holders = frozenset()
XFCONF, XFCONF_PATH = "org.xfce.Xfconf", "/org/xfce/Xfconf"
WRITER, WRITER_PATH = "ca.desrt.dconf.Writer", "/ca/desrt/dconf/Writer/user"


class Watch:
    """What our side tells."""

    def __init__(self, wire: Wire, environment: dict[str, str] | None = None) -> None:
        self.wire = wire
        self.told: list[Holders] = []
        self.bus = wire.connect()
        self.dnd = DoNotDisturb(self.bus, environment or {}, self.told.append)

    def tells(self, *holders: Holders) -> None:
        self.wire.until(lambda: self.told == list(holders))

    def settle(self) -> None:
        for _ in range(4):
            self.wire.settle()


# -- real ones --------------------------------------------------------------


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    require_programs()
    require("dunst", "dunst")
    with Desktop(panel=False, notifyd=False) as desktop:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.env["DBUS_SESSION_BUS_ADDRESS"])
        yield desktop


@pytest.fixture
def watch_there(desktop: Desktop) -> Iterator[Watch]:
    wire = Wire()
    yield Watch(wire, desktop.env)
    wire.close()


def run(desktop: Desktop, *argv: str, **env: str) -> None:
    process = desktop.spawn(argv, **env)
    desktop.wait_for(argv[0], lambda: process.poll() is not None)
    assert process.returncode == 0, desktop.log_of(process)


@pytest.mark.desktop
def test_dunst_is_paused(desktop: Desktop, watch_there: Watch) -> None:
    desktop.start_program("dunst", ["dunst"], NOTIFICATIONS)
    watch_there.dnd.begin()
    watch_there.tells(OFF)
    run(desktop, "dunstctl", "set-paused", "true")
    watch_there.tells(OFF, ON)
    run(desktop, "dunstctl", "set-paused", "false")
    watch_there.tells(OFF, ON, OFF)
    watch_there.dnd.end()
    run(desktop, "dunstctl", "set-paused", "true")
    watch_there.dnd.begin()
    watch_there.tells(OFF, ON, OFF, ON)
    desktop.kill_program("dunst", NOTIFICATIONS)
    watch_there.tells(OFF, ON, OFF, ON, OFF)


@pytest.mark.desktop
def test_the_switch_of_xfce(desktop: Desktop, watch_there: Watch) -> None:
    desktop.start_notifyd()
    watch_there.dnd.begin()
    watch_there.tells(OFF)
    set_it = ("xfconf-query", "-c", "xfce4-notifyd", "-p", "/do-not-disturb")
    run(desktop, *set_it, "-n", "-t", "bool", "-s", "true")
    watch_there.tells(OFF, ON)
    run(desktop, *set_it, "-s", "false")
    watch_there.tells(OFF, ON, OFF)
    run(desktop, *set_it, "-s", "true")
    watch_there.tells(OFF, ON, OFF, ON)
    run(desktop, *set_it, "--reset")
    watch_there.tells(OFF, ON, OFF, ON, OFF)


@pytest.mark.desktop
@pytest.mark.parametrize(
    ("server", "schema", "key", "quiet"),
    [
        ("gnome-shell", "org.gnome.desktop.notifications", "show-banners", "false"),
    ],
)
def test_a_switch_among_the_settings(
    desktop: Desktop, watch_there: Watch, server: str, schema: str, key: str, quiet: str
) -> None:
    """By GNOME's own programs; the service alone is a fake."""
    require("gsettings", "libglib2.0-bin dconf-gsettings-backend dconf-service gsettings-desktop-schemas")
    desktop.start_program("dconf", ["/usr/libexec/dconf-service"], "ca.desrt.dconf")
    FakeServer(watch_there.wire, Habits(server))
    watch_there.dnd.begin()
    watch_there.tells(OFF)
    run(desktop, "gsettings", "set", schema, key, quiet, GSETTINGS_BACKEND="dconf")
    watch_there.tells(OFF, ON)
    run(desktop, "gsettings", "reset", schema, key, GSETTINGS_BACKEND="dconf")
    watch_there.tells(OFF, ON, OFF)


# -- fakes ------------------------------------------------------------------


@pytest.fixture
def watch(wire: Wire, tmp_path: Path) -> Watch:
    return Watch(wire, {"HOME": str(tmp_path)})


class Switch:
    """Whatever the service tells it by, offered as the table says; `quiet` is what is then told."""

    def __init__(self, wire: Wire, server: FakeServer, way: Asked) -> None:
        self.way = way
        self.quiet = False
        self.bus: Bus = server.bus
        if way.service is not None:
            self.bus = wire.connect()
            wire.own(self.bus, way.service)
        if way.interface == PROPERTIES:
            offer = Interface(properties={way.body[1]: Property("b", lambda: self.quiet)})
            objects = {way.body[0]: offer}
            if way.body[0] == SERVER:
                methods = {"GetServerInformation": Method("", "ssss", lambda: (server.habits.name, "", "1", "1.2"))}
                objects = {SERVER: Interface(methods=methods, properties=offer.properties)}
        else:
            objects = {way.interface: Interface(methods={way.member: self._method()})}
        for name, offered in objects.items():
            self.bus.export(way.path, name, offered)

    def _method(self) -> Method:
        match self.way.member:
            case "GetProperty":
                return Method("ss", "v", lambda *_key: (("b", self.quiet),))
            case "ListModes":
                return Method("", "as", lambda: (["default", *(["do-not-disturb"] if self.quiet else [])],))
            case member:
                assert member == "GetDnd"
                return Method("", "b", lambda: (self.quiet,))

    def becomes(self, quiet: bool) -> None:
        self.quiet = quiet
        news = self.way.news
        self.bus.emit(news.path, news.interface, "Changed", "ss", (news.first or "anything", "else"))


@pytest.mark.parametrize("name", [name for name, way in BY_SERVER.items() if isinstance(way, Asked)])
def test_every_service_that_is_asked(wire: Wire, watch: Watch, name: str) -> None:
    way = BY_SERVER[name]
    assert isinstance(way, Asked)
    switch = Switch(wire, FakeServer(wire, Habits(name)), way)
    watch.dnd.begin()
    watch.tells(OFF)
    switch.becomes(True)
    watch.tells(OFF, ON)
    switch.becomes(True)
    switch.becomes(False)
    watch.tells(OFF, ON, OFF)
    watch.dnd.end()
    switch.becomes(True)
    watch.settle()
    assert watch.told == [OFF, ON, OFF]
    watch.dnd.begin()
    watch.tells(OFF, ON, OFF, ON)
    assert watch.dnd.server == name


class Plasma:
    """It does not disturb, and what it wrote of that into its settings; time passes as it is told to."""

    def __init__(self, wire: Wire, home: Path) -> None:
        self.wire = wire
        self.settings = home / ".config" / dnd_plasma.FILE
        self.settings.parent.mkdir()
        way = BY_SERVER["Plasma"]
        assert isinstance(way, Asked)
        self.switch = Switch(wire, FakeServer(wire, Habits("Plasma")), way)
        self.later = 0.0
        self.told: list[Holders] = []
        self.bus = wire.connect(lambda: wire.clock.now() + self.later)
        self.dnd = DoNotDisturb(self.bus, {"HOME": str(home)}, self.told.append)
        self.dnd.begin()
        self.tells(OFF)

    def passes(self, seconds: float) -> None:
        self.later += seconds
        self.bus.on_time(self.bus.now())

    def tells(self, *holders: Holders) -> None:
        self.wire.until(lambda: self.told == list(holders))


def test_what_plasma_does_by_itself_for_a_full_screen_holds_as_one(wire: Wire, tmp_path: Path) -> None:
    """Whoever works in a window that fills the screen would never be reminded there."""
    plasma = Plasma(wire, tmp_path)
    plasma.switch.becomes(True)
    plasma.tells(OFF, ON)
    plasma.passes(WORKED_IN_SECONDS)
    plasma.tells(OFF, ON, OFF)
    plasma.dnd.still(plasma.bus.now() - STILL_SECONDS)
    plasma.tells(OFF, ON, OFF, ON)
    plasma.dnd.still(None)
    plasma.dnd.film(True)
    plasma.tells(OFF, ON, OFF, ON, OFF, ON)
    plasma.switch.becomes(False)
    plasma.tells(OFF, ON, OFF, ON, OFF, ON, OFF)
    plasma.dnd.still(plasma.bus.now() - STILL_SECONDS)
    plasma.dnd.end()
    assert len(plasma.told) == 7


def test_what_somebody_chose_on_plasma_holds_as_long_as_it_is_so(wire: Wire, tmp_path: Path) -> None:
    plasma = Plasma(wire, tmp_path)
    until = datetime.now() + timedelta(hours=1)
    plasma.settings.write_text(f"[DoNotDisturb]\nUntil={until:%Y,%-m,%-d,%-H,%-M,}49.68\n", encoding="utf-8")
    plasma.switch.becomes(True)
    plasma.tells(OFF, ON)
    plasma.passes(2 * WORKED_IN_SECONDS)
    plasma.switch.becomes(True)
    wire.settle()
    assert plasma.told == [OFF, ON]
    plasma.dnd.end()


@pytest.mark.parametrize("text", ["", "Until=", "Until=2020,1,1,0,0,0", "Until=2099,13,1,0,0,0", "Until=true"])
def test_what_nobody_chose_on_plasma(tmp_path: Path, text: str) -> None:
    environment = {"XDG_CONFIG_HOME": str(tmp_path)}
    assert not dnd_plasma.is_chosen(environment)
    (tmp_path / dnd_plasma.FILE).write_text(f"[DoNotDisturb]\n{text}\n", encoding="utf-8")
    assert not dnd_plasma.is_chosen(environment)


@pytest.mark.parametrize("name", [name for name, way in BY_SERVER.items() if isinstance(way, Kept)])
def test_a_switch_that_was_never_touched(wire: Wire, watch: Watch, name: str) -> None:
    FakeServer(wire, Habits(name))
    watch.dnd.begin()
    watch.tells(OFF)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lxqt-notificationd", "[General]\ndoNotDisturb={}\nplacement=top-right\n"),
        ("cosmic-notifications", "{}"),
    ],
)
def test_a_file_is_looked_at_each_minute(wire: Wire, tmp_path: Path, name: str, text: str) -> None:
    way = BY_SERVER[name]
    assert isinstance(way, Written)
    FakeServer(wire, Habits(name))
    file = tmp_path / ".config" / way.file
    file.parent.mkdir(parents=True)
    later = 0.0
    told: list[Holders] = []
    bus = wire.connect(lambda: wire.clock.now() + later)
    dnd = DoNotDisturb(bus, {"HOME": str(tmp_path)}, told.append)
    dnd.begin()
    wire.until(lambda: told == [OFF])
    for value, expected in (("true", [OFF, ON]), ("false", [OFF, ON, OFF])):
        file.write_text(text.format(value), encoding="utf-8")
        later += OFTEN + 1
        bus.on_time(bus.now())
        assert told == expected
    file.unlink()
    file.mkdir()
    later += OFTEN + 1
    bus.on_time(bus.now())
    assert told == [OFF, ON, OFF]
    dnd.end()


def test_a_service_that_tells_of_no_change_is_asked_each_minute(wire: Wire) -> None:
    way = BY_SERVER["mako"]
    assert isinstance(way, Asked)
    switch = Switch(wire, FakeServer(wire, Habits("mako")), way)
    later = 0.0
    told: list[Holders] = []
    bus = wire.connect(lambda: wire.clock.now() + later)
    dnd = DoNotDisturb(bus, {}, told.append)
    dnd.begin()
    wire.until(lambda: told == [OFF])
    for minute, quiet in enumerate((True, False, True), 1):
        switch.quiet = quiet
        later = minute * 61.0
        bus.on_time(bus.now())
        wire.until(lambda minute=minute: len(told) == minute + 1)  # type: ignore[misc]
    assert told == [OFF, ON, OFF, ON]
    dnd.end()
    switch.quiet = False
    later = 1000.0
    bus.on_time(bus.now())
    assert bus.deadline is None
    wire.settle()
    assert told == [OFF, ON, OFF, ON]


def test_nobody_and_somebody_unknown(wire: Wire, watch: Watch) -> None:
    watch.dnd.begin()
    watch.tells(OFF)
    FakeServer(wire, Habits("something new"))
    watch.settle()
    assert watch.told == [OFF]


def test_a_service_that_lacks_what_the_table_says(wire: Wire, watch: Watch) -> None:
    FakeServer(wire, Habits("dunst"))
    watch.dnd.begin()
    watch.tells(OFF)


@pytest.mark.parametrize("value", [("s", "yes"), ("u", 1), ("v", ("b", True))])
def test_an_answer_of_the_wrong_kind_is_not_quiet(wire: Wire, watch: Watch, value: Any) -> None:
    server = FakeServer(wire, Habits("Xfce Notify Daemon"))
    xfconf = wire.connect()
    wire.own(xfconf, XFCONF)
    xfconf.export(XFCONF_PATH, XFCONF, Interface(methods={"GetProperty": Method("ss", "v", lambda *_key: (value,))}))
    watch.dnd.begin()
    watch.tells(OFF)
    assert server.calls == []


def test_a_service_that_hangs_is_not_quiet(wire: Wire, tmp_path: Path) -> None:
    server = FakeServer(wire, Habits("dunst"))
    server.hang()
    later = 0.0
    told: list[Holders] = []
    bus = wire.connect(lambda: wire.clock.now() + later)
    dnd = DoNotDisturb(bus, {}, told.append)
    dnd.begin()
    wire.settle()
    wire.settle()
    assert told == []
    later = PATIENCE + 1
    bus.on_time(bus.now())
    assert told == [OFF]


def test_another_service_in_its_place(wire: Wire, watch: Watch) -> None:
    way = BY_SERVER["dunst"]
    assert isinstance(way, Asked)
    first = FakeServer(wire, Habits("dunst"))
    Switch(wire, first, way).quiet = True
    watch.dnd.begin()
    watch.tells(ON)
    first.crash()
    watch.tells(ON, OFF)
    plasma = BY_SERVER["Plasma"]
    assert isinstance(plasma, Asked)
    second = FakeServer(wire, Habits("Plasma"))
    Switch(wire, second, plasma).becomes(True)
    watch.tells(ON, OFF, ON)


def test_what_a_service_says_that_has_been_replaced_is_not_heard(wire: Wire, watch: Watch) -> None:
    """One that hung, and gave up its name before it went on."""
    first = FakeServer(wire, Habits("first"))
    first.hang()
    watch.dnd.begin()
    watch.settle()
    first.bus.call(
        "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ReleaseName", "s", (NOTIFICATIONS,)
    )
    watch.tells(OFF)
    FakeServer(wire, Habits("second"))
    wire.until(lambda: watch.dnd.server == "second")
    first.go_on()
    watch.settle()
    assert watch.dnd.server == "second"


def test_the_bus_carries_nothing_after_the_end(wire: Wire, watch: Watch) -> None:
    """Each look leaves as many matches as there were."""
    FakeServer(wire, Habits("dunst"))
    before = len(watch.bus._signals)
    for _ in range(3):
        watch.told.clear()
        watch.dnd.begin()
        watch.tells(OFF)
        watch.dnd.end()
    assert len(watch.bus._signals) == before


# -- the file of settings ---------------------------------------------------


def test_no_file_and_a_broken_one(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    environment = {"XDG_CONFIG_HOME": str(tmp_path)}
    assert switch(environment, "/a/b", True) is True
    assert switch(environment, "/a/b", False) is False
    assert not caplog.text
    (tmp_path / "dconf").mkdir()
    for data in (b"not such a file at all, but long enough", b"GVariant", b"GVariant" + b"\xff" * 60):
        (tmp_path / "dconf/user").write_bytes(data)
        caplog.clear()
        assert switch(environment, "/a/b", True) is True
        assert "cannot be read" in caplog.text
    caplog.clear()
    assert switch_in(b"", "/a/b", True) is True


@given(some.binary(max_size=200), some.integers(0, 100), some.integers(0, 2**32 - 1))
def test_any_bytes_are_settings_or_damaged(data: bytes, start: int, end: int) -> None:
    with suppress(struct.error, IndexError, ValueError):
        switch_in(HEADER.pack(SIGNATURE, 0, 0, start, end) + data, "/a/b", True)
