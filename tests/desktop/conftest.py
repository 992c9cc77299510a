"""Desktops for the tests: `desktop` is fresh for each, `shared_desktop` serves all tests of a module."""

from __future__ import annotations

import os
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from deskbreak.desktop import x11_server
from tests.contracts.conftest import Wire
from tests.desktop.quiet.sound import SoundServer, running_pulseaudio

from .screen import PACKAGES, Desktop, missing
from .turning import Turning

LET_IN = (
    struct.pack("<BxHHH", 1, 11, 0, 10)
    + struct.pack("<IIIIHHBB10x", 1, 0x400000, 0x1FFFFF, 0, 0, 0, 1, 0)
    + struct.pack("<II", 77, 0)
)
"""What an X server says first: there is a screen, and its root is window 77."""


class Pose(Protocol):
    """Says these bytes to whoever comes."""

    def __call__(self, says: bytes, stays: bool = False) -> None: ...


def require_programs() -> None:
    """Skips without the programs of a desktop; where all tests have to run, that is a failure."""
    if names := missing():
        message = f"no {', '.join(names)}: apt-get install --no-install-recommends {' '.join(PACKAGES)}"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    require_programs()
    with Desktop() as fresh:
        yield fresh


@pytest.fixture
def bare_desktop() -> Iterator[Desktop]:
    """Without a panel and without notifications: sooner there, where nothing is to be seen."""
    require_programs()
    with Desktop(panel=False, notifyd=False) as bare:
        yield bare


@pytest.fixture(scope="module")
def shared_desktop() -> Iterator[Desktop]:
    require_programs()
    with Desktop() as shared:
        yield shared


@pytest.fixture
def sound() -> Iterator[SoundServer]:
    with running_pulseaudio() as server:
        yield server


@pytest.fixture
def turning() -> Iterator[Turning]:
    turning = Turning()
    yield turning
    turning.close()


@pytest.fixture
def posing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pose]:
    """Have what is no X server listen at display 5 and say these bytes; then it hangs up, or waits to be left."""
    threads: list[threading.Thread] = []
    monkeypatch.setattr(x11_server, "SOCKETS", str(tmp_path / "X"))

    def pose(says: bytes, stays: bool = False) -> None:
        listening = socket.socket(socket.AF_UNIX)
        listening.bind(str(tmp_path / "X5"))
        listening.listen()

        def serve() -> None:
            visitor, _ = listening.accept()
            with listening, visitor:
                visitor.recv(4096)
                visitor.sendall(says)
                while stays and visitor.recv(4096):
                    pass

        threads.append(threading.Thread(target=serve))
        threads[0].start()

    yield pose
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()


@pytest.fixture
def wire(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    """The desktop's bus, which the program takes for the machine's as well."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.env["DBUS_SESSION_BUS_ADDRESS"])
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", desktop.env["DBUS_SESSION_BUS_ADDRESS"])
    wire = Wire()
    # `settle` goes by the connections: all else in the loop is served on the way.
    wire.connect()
    yield wire
    wire.close()
