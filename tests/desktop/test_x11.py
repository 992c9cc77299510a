"""Our connection to an X server, to a real one that asks for a cookie, and to things that are none."""

from __future__ import annotations

import logging
import os
import socket
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from deskbreak.desktop import x11_server
from deskbreak.desktop.x11 import GONE, PROPERTY_CHANGE, PROPERTY_NOTIFY, X11, Extension, Pointer
from deskbreak.ports import Unavailable

from .conftest import LET_IN, Pose
from .server import XServer, write_cookies, x_server
from .turning import Turning

CHANGE_PROPERTY, ANY_ATOM, STRING, CARDINAL = 18, 1, 31, 6


@pytest.fixture
def server() -> Iterator[XServer]:
    with x_server() as server:
        yield server


@pytest.fixture
def x(server: XServer, turning: Turning) -> Iterator[X11]:
    connection = X11(server.environment)
    turning.loop.add(connection)
    yield connection
    turning.loop.remove(connection)
    connection.close()


def answer(turning: Turning, ask: Callable[[Callable[[Any], object]], object]) -> Any:
    """What is told to a callback."""
    told: list[Any] = []
    ask(told.append)
    turning.until(lambda: told)
    return told[0]


def put(x: X11, name: int, text: bytes) -> None:
    x.send(CHANGE_PROPERTY, 0, struct.pack("<IIIB3xI", x.root, name, STRING, 8, len(text)) + text)


def test_atoms_properties_and_their_changes(x: X11, turning: Turning) -> None:
    atoms = answer(turning, lambda tell: x.atoms(["DESKBREAK_TEST", "STRING"], tell))
    assert atoms["STRING"] == STRING
    name = atoms["DESKBREAK_TEST"]
    assert answer(turning, lambda tell: x.property(x.root, name, tell)) == b""
    changed: list[int] = []
    x.on_event(PROPERTY_NOTIFY, lambda event: changed.append(struct.unpack_from("<I", event, 8)[0]))
    x.listen(x.root, PROPERTY_CHANGE)
    put(x, name, b"hello")
    turning.until(lambda: changed)
    assert changed == [name]
    assert answer(turning, lambda tell: x.property(x.root, name, tell)) == b"hello"
    x.listen(x.root, 0)
    put(x, name, b"bye")
    assert answer(turning, lambda tell: x.property(x.root, name, tell)) == b"bye"
    assert changed == [name]


def test_a_window_that_is_gone_has_no_properties(x: X11, turning: Turning) -> None:
    assert answer(turning, lambda tell: x.property(x.new_id(), ANY_ATOM, tell)) == b""


def test_extensions(x: X11, turning: Turning) -> None:
    sync = answer(turning, lambda tell: x.extension("SYNC", tell))
    assert isinstance(sync, Extension)
    assert sync.opcode >= 128
    assert answer(turning, lambda tell: x.extension("NO-SUCH-THING", tell)) is None


def test_the_pointer(server: XServer, x: X11, turning: Turning) -> None:
    server.xdotool("mousemove", 123, 45)
    assert answer(turning, x.pointer) == Pointer(123, 45)


def test_many_requests_at_once(x: X11, turning: Turning) -> None:
    """More than a socket holds, and more than there are sequence numbers; each reply finds who asked."""
    told: list[Pointer | None] = []
    for wave in range(9):
        for _ in range(8000):
            x.pointer(told.append)
        turning.until(lambda wave=wave: len(told) == 8000 * (wave + 1), 60)  # type: ignore[misc]
    assert None not in told


def test_a_server_that_goes_away_is_told_once(server: XServer, x: X11, turning: Turning) -> None:
    lost: list[str] = []
    errors: list[int] = []
    x.on_lost.append(lambda: turning.loop.remove(x))
    x.on_lost.append(lambda: lost.append("lost"))
    server.process.send_signal(19)
    x.send(38, 0, struct.pack("<I", x.root), lambda _reply: None, errors.append)
    server.kill()
    turning.until(lambda: lost)
    assert lost == ["lost"]
    assert errors == [GONE]
    x.pointer(lambda _pointer: None)  # Does no harm.


def test_what_a_callback_makes_of_it_does_not_end_the_connection(
    x: X11, turning: Turning, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_pointer: Pointer | None) -> None:
        raise ValueError("a bug")

    with caplog.at_level(logging.ERROR):
        x.pointer(fail)
        assert answer(turning, x.pointer) is not None
    assert "could not take in" in caplog.text
    caplog.clear()


# -- getting in -------------------------------------------------------------


def test_without_the_cookie_nobody_is_let_in(server: XServer, tmp_path: Path) -> None:
    for cookies in ((), ((server.number, b"x" * 16),)):
        write_cookies(tmp_path / "cookies", *cookies)
        with pytest.raises(Unavailable, match="no X server"):
            X11(server.environment | {"XAUTHORITY": str(tmp_path / "cookies")})


def test_no_display_and_one_elsewhere() -> None:
    with pytest.raises(Unavailable, match="DISPLAY is not set"):
        X11({})
    for display in ("localhost:10.0", "there:0", ":"):
        with pytest.raises(Unavailable, match="another machine"):
            X11({"DISPLAY": display})
    with pytest.raises(Unavailable, match="no X server"):
        X11({"DISPLAY": ":4711"})


def test_which_cookie_is_ours(tmp_path: Path) -> None:
    file = tmp_path / "cookies"
    environment = {"XAUTHORITY": str(file)}
    write_cookies(file, ("7", b"seven"), ("8", b"eight"))
    assert x11_server.cookie("8", environment)[1] == b"eight"
    assert x11_server.cookie("9", environment) == (b"", b"")
    here = os.fsencode(socket.gethostname())
    write_cookies(file, ("", b"mine"), family=256, address=here)
    assert x11_server.cookie("8", environment)[1] == b"mine"
    write_cookies(file, ("", b"mine"), family=256, address=b"elsewhere")
    assert x11_server.cookie("8", environment) == (b"", b"")
    file.rename(tmp_path / ".Xauthority")
    write_cookies(tmp_path / ".Xauthority", ("", b"home"))
    assert x11_server.cookie("8", {"HOME": str(tmp_path)})[1] == b"home"


@pytest.mark.parametrize("data", [b"", b"\1", b"\1\0\0\5a", b"\xff" * 40])
def test_a_broken_file_of_cookies_is_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "cookies").write_bytes(data)
    assert x11_server.cookie("0", {"XAUTHORITY": str(tmp_path / "cookies")}) == (b"", b"")


# -- far sides that are no X servers ------------------------------------------


@pytest.mark.parametrize(
    "says",
    [b"", b"\1", b"HTTP/1.0 400 Bad Request\r\n", struct.pack("<BBHHH", 0, 3, 11, 0, 1) + b"no!\0", b"\1" + bytes(7)],
)
def test_who_does_not_let_us_in(posing: Pose, says: bytes) -> None:
    posing(says)
    with pytest.raises(Unavailable, match="no X server"):
        X11({"DISPLAY": ":5"})


@pytest.mark.parametrize("says", [b"", b"\1" * 32, b"\1\0\1\0" + b"\xff" * 28, bytes(32)])
def test_who_talks_nonsense_then(posing: Pose, turning: Turning, says: bytes) -> None:
    posing(LET_IN + says)
    x = X11({"DISPLAY": ":5"})
    assert x.root == 77
    lost: list[str] = []
    x.on_lost.append(lambda: turning.loop.remove(x))
    x.on_lost.append(lambda: lost.append("lost"))
    turning.loop.add(x)
    turning.until(lambda: lost)
    assert lost == ["lost"]
