"""Our connection on a real bus."""

from __future__ import annotations

import logging
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from jeepney import MessageType

from deskbreak.desktop.bus import DISCONNECTED, NO_REPLY, Bus
from deskbreak.desktop.objects import Interface, Method, Property, split_signature
from deskbreak.desktop.replies import Replies, Waiting
from deskbreak.ports import Unavailable
from tests.contracts.conftest import Wire

PATH, NAME = "/thing", "org.example.Thing"
ERROR = "org.freedesktop.DBus.Error."


def broken() -> tuple[Any, ...]:
    raise ValueError("a bug")


THING = Interface(
    methods={
        "Double": Method("i", "i", lambda number: (2 * number,)),
        "Broken": Method("", "", broken),
        "Mixed": Method("sa{sv}", "a(is)", lambda text, more: ([(len(more), text)],)),
    },
    properties={"Colour": Property("s", lambda: "teal")},
    signals={"Moved": "i"},
)


class Caller:
    """Calls the thing and keeps what came back."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self.server, self.bus = wire.connect(), wire.connect()
        self.server.export(PATH, NAME, THING)

    def __call__(
        self, member: str, signature: str | None = None, *body: Any, path: str = PATH, interface: str = NAME
    ) -> Any:
        got: list[Any] = []
        self.bus.call(
            self.server.unique_name, path, interface, member, signature, body, on_reply=got.append, on_error=got.append
        )
        self.wire.until(lambda: got)
        return got[0]


@pytest.fixture
def call(wire: Wire) -> Caller:
    return Caller(wire)


def test_call_and_reply(call: Caller) -> None:
    assert call("Double", "i", 21) == (42,)
    assert call("Mixed", "sa{sv}", "x", {"a": ("i", 1)}) == ([(1, "x")],)


def test_properties_and_introspection(call: Caller) -> None:
    properties = "org.freedesktop.DBus.Properties"
    assert call("Get", "ss", NAME, "Colour", interface=properties) == (("s", "teal"),)
    assert call("GetAll", "s", NAME, interface=properties) == ({"Colour": ("s", "teal")},)
    (xml,) = call("Introspect", interface="org.freedesktop.DBus.Introspectable")
    assert "<method name='Mixed'><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>" in xml
    assert call("Ping", path="/any", interface="org.freedesktop.DBus.Peer") == ()


@pytest.mark.parametrize(
    ("member", "signature", "body", "path", "interface", "error"),
    [
        ("Nothing", None, (), PATH, NAME, "UnknownMethod"),
        ("Double", "i", (1,), PATH, "org.example.Other", "UnknownMethod"),
        ("Double", "i", (1,), "/nowhere", NAME, "UnknownObject"),
        ("Double", "s", ("1",), PATH, NAME, "InvalidArgs"),
        ("Double", None, (), PATH, NAME, "InvalidArgs"),
        ("Get", "ss", (NAME, "Size"), PATH, "org.freedesktop.DBus.Properties", "UnknownProperty"),
        ("Set", "ssv", (NAME, "Colour", ("s", "x")), PATH, "org.freedesktop.DBus.Properties", "PropertyReadOnly"),
    ],
)
def test_what_we_do_not_have_is_answered_all_the_same(
    call: Caller, member: str, signature: str | None, body: tuple[Any, ...], path: str, interface: str, error: str
) -> None:
    assert call(member, signature, *body, path=path, interface=interface) == ERROR + error


def test_a_bug_of_ours_is_answered_and_logged(call: Caller, caplog: pytest.LogCaptureFixture) -> None:
    assert call("Broken") == ERROR + "Failed"
    assert "a bug" in caplog.text
    assert call("Double", "i", 1) == (2,)


def test_a_call_that_nobody_answers_fails_in_time(wire: Wire) -> None:
    silent, bus = wire.connect(), wire.connect()
    wire.loop.remove(silent)
    got: list[str] = []
    bus.call(silent.unique_name, "/", "a.b", "C", on_error=got.append, limit=0.1)
    wire.until(lambda: got)
    assert got == [NO_REPLY]


def test_a_name_is_watched_from_now_on(wire: Wire) -> None:
    watcher, owner = wire.connect(), wire.connect()
    seen: list[str] = []
    watcher.watch_name(NAME, seen.append)
    wire.until(lambda: seen)
    wire.own(owner, NAME)
    wire.settle()
    wire.give_up(owner)
    wire.until(lambda: len(seen) == 3)
    assert seen == ["", owner.unique_name, ""]


def test_signals_reach_those_who_listen(wire: Wire) -> None:
    sender, listener = wire.connect(), wire.connect()
    seen: list[tuple[str, Any]] = []
    listener.on_signal(PATH, NAME, lambda _sender, member, body: seen.append((member, body)))
    wire.settle()
    sender.emit(PATH, NAME, "Moved", "i", (7,))
    sender.emit(PATH, "org.example.Other", "Moved", "i", (8,))
    wire.settle()
    assert seen == [("Moved", (7,))]


def test_what_is_no_longer_listened_to_is_not_even_sent_to_us(wire: Wire) -> None:
    sender, listener = wire.connect(), wire.connect()
    seen: list[str] = []
    forget_any = listener.on_signal(None, NAME, lambda _sender, member, _body: seen.append(f"any {member}"))
    listener.on_signal(PATH, NAME, lambda _sender, member, _body: seen.append(f"here {member}"))
    forget_name = listener.watch_name("org.example.Watched", seen.append)
    wire.settle()
    sender.emit("/elsewhere", NAME, "Moved", "i", (7,))
    sender.emit(PATH, NAME, "Moved", "i", (7,))
    wire.settle()
    assert seen == ["", "any Moved", "any Moved", "here Moved"]
    for forget in (forget_any, forget_name, forget_any, forget_name):
        forget()
    wire.settle()
    sender.emit("/elsewhere", NAME, "Moved", "i", (7,))
    sender.emit(PATH, NAME, "Moved", "i", (7,))
    wire.own(sender, "org.example.Watched")
    wire.settle()
    assert seen[4:] == ["here Moved"]


def test_whoever_listens_or_stops_is_not_woken_for_that(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    bus, other = wire.connect(), wire.connect()
    answers: list[Any] = []
    monkeypatch.setattr(bus, "_dispatch", answers.append)
    bus.on_signal(PATH, NAME, lambda _sender, _member, _body: None)()
    wire.deaf = [bus]
    wire.settle()
    other.call(bus.unique_name, PATH, NAME, "Double", "i", (1,))
    wire.until(lambda: answers)
    assert [message.header.message_type for message in answers] == [MessageType.method_call]


def test_what_is_done_at_leisure_wakes_nobody(wire: Wire) -> None:
    later = 0.0
    bus = wire.connect(lambda: wire.clock.now() + later)
    wire.settle()
    done: list[str] = []
    bus.at_leisure(60.0, lambda: done.append("at leisure"))
    bus.later(70.0, lambda: done.append("in time"))
    assert bus.deadline is not None
    assert 65.0 < bus.deadline - bus.now() <= 70.0
    later = 61.0
    assert bus.deadline <= bus.now(), "it goes with whatever wakes us now"
    bus.on_time(bus.now())
    assert done == ["at leisure"]
    later = 71.0
    bus.on_time(bus.now())
    assert done == ["at leisure", "in time"]
    assert bus.deadline is None


def test_a_large_message_is_sent_in_pieces_without_blocking(call: Caller) -> None:
    """Larger than any socket buffer, while the other end reads only when its turn comes."""
    text = "x" * 900_000
    assert call("Mixed", "sa{sv}", text, {}) == ([(0, text)],)


def test_the_bus_dies(wire: Wire, daemon: subprocess.Popen[str], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    bus = wire.connect()
    lost: list[str] = []
    bus.on_lost = lambda: lost.append("lost")
    bus.call("org.freedesktop.DBus", "/", "a.b", "C", on_error=lost.append)
    daemon.kill()
    wire.until(lambda: "lost" in lost)
    assert len(lost) == 2


def test_without_a_bus_there_is_a_reason(monkeypatch: pytest.MonkeyPatch, wire: Wire) -> None:
    for address in ("unix:path=/nonexistent/bus", "tcp:host=x", "junk"):
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        with pytest.raises(Unavailable, match="session bus"):
            Bus("SESSION", wire.clock.now)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nonexistent")
    with pytest.raises(Unavailable, match="DBUS_SESSION_BUS_ADDRESS is not set"):
        Bus("SESSION", wire.clock.now)


def test_the_bus_of_the_login_is_found_without_the_variable(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wire: Wire
) -> None:
    address = os.environ["DBUS_SESSION_BUS_ADDRESS"].partition("path=")[2].partition(",")[0]
    (tmp_path / "bus").symlink_to(address)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert wire.connect().unique_name


def test_connection_lost_fails_what_waits(wire: Wire) -> None:
    bus = wire.connect()
    got: list[str] = []
    bus.call("org.freedesktop.DBus", "/", "a.b", "C", on_error=got.append)
    wire.give_up(bus)
    assert got == [DISCONNECTED]


def test_while_the_machine_sleeps_nobody_can_answer() -> None:
    replies, failed = Replies(), list[str]()
    replies.expect(1, Waiting(None, failed.append, None, until=10.0))
    replies.on_time(3600.0)
    assert failed == []
    assert replies.deadline is not None
    replies.on_time(replies.deadline)
    assert failed == [NO_REPLY]


def test_signatures_are_split_into_types() -> None:
    assert split_signature("ia{sv}av(ia{sv}av)as") == ["i", "a{sv}", "av", "(ia{sv}av)", "as"]
    assert split_signature("aa{sa(ii)}u") == ["aa{sa(ii)}", "u"]
