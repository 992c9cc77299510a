"""Far sides for the quiet signals."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contracts.conftest import daemon, wire
from tests.desktop.turning import Turning

from .sound import SoundServer, running_pulseaudio

__all__ = ["daemon", "wire"]


@pytest.fixture
def turning() -> Iterator[Turning]:
    turning = Turning()
    yield turning
    turning.close()


@pytest.fixture
def sound() -> Iterator[SoundServer]:
    with running_pulseaudio() as server:
        yield server
