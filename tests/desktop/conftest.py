"""Desktops for the tests: `desktop` is fresh for each, `shared_desktop` serves all tests of a module."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.contracts.conftest import Wire
from tests.desktop.quiet.sound import SoundServer, running_pulseaudio

from .screen import PACKAGES, Desktop, missing


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
def wire(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    """The desktop's bus, which the program takes for the machine's as well."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.env["DBUS_SESSION_BUS_ADDRESS"])
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", desktop.env["DBUS_SESSION_BUS_ADDRESS"])
    wire = Wire()
    # `settle` goes by the connections: all else in the loop is served on the way.
    wire.connect()
    yield wire
    wire.close()
