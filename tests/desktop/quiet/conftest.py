"""Far sides for the quiet signals."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contracts.conftest import daemon, require, wire
from tests.desktop.turning import Turning

from .sound import SoundServer, sound_server

__all__ = ["daemon", "wire"]


@pytest.fixture
def turning() -> Iterator[Turning]:
    turning = Turning()
    yield turning
    turning.close()


@pytest.fixture
def sound() -> Iterator[SoundServer]:
    require("pulseaudio", "pulseaudio")
    require("pactl", "pulseaudio-utils")
    with sound_server(SoundServer) as server:
        server.start()
        yield server
