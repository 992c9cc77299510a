"""Stillness and input from a real compositor, and the program, whose compositor goes away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskbreak.core.events import InputCame, PresenceFound, StillnessBegan, TypingPaused
from deskbreak.desktop.presence.wayland import DIALECTS, WaylandPresence
from tests.contracts.conftest import require
from tests.desktop.turning import Turning

from .conftest import Told
from .program import sees_and_ends_with
from .sway import Hand, Sway, sway

STILL = 0.5


@pytest.fixture
def compositor() -> Iterator[Sway]:
    require("sway", "sway")
    with sway() as compositor:
        yield compositor


@pytest.fixture
def presence(compositor: Sway, turning: Turning, told: Told) -> Iterator[WaylandPresence]:
    presence = WaylandPresence(turning.loop, compositor.environment, told.append, told.lost.append, STILL)
    turning.until(lambda: told)
    assert told == [PresenceFound(True)]
    assert presence.name in [dialect.name for dialect in DIALECTS]
    yield presence
    presence.close()


def test_stillness_a_pause_and_input(compositor: Sway, presence: WaylandPresence, turning: Turning, told: Told) -> None:
    hand = Hand(turning, compositor)
    presence.await_pause(STILL / 2)
    turning.until(lambda: len(told) == 3)
    assert told[1] == TypingPaused()
    assert isinstance(told[2], StillnessBegan)
    hand.moves()
    turning.until(lambda: len(told) == 4)
    turning.until(lambda: len(told) == 5)
    hand.moves()
    turning.until(lambda: len(told) == 6)
    assert told.kinds()[3:] == ["InputCame", "StillnessBegan", "InputCame"]
    hand.close()


def test_a_seat_of_its_own_for_another_mouse(
    compositor: Sway, presence: WaylandPresence, turning: Turning, told: Told
) -> None:
    turning.until(lambda: len(told) == 2)
    compositor.tell("seat", "another", "hide_cursor", "0")
    turning.until(lambda: len(told) == 3)
    hand = Hand(turning, compositor, seat=1)
    turning.until(lambda: len(told) == 4)
    hand.moves()
    turning.until(lambda: len(told) == 5)
    assert told.kinds()[1:] == ["StillnessBegan", "InputCame", "StillnessBegan", "InputCame"]
    assert told[4] == InputCame()
    hand.close()


def test_the_program_sees_who_sits_there_and_ends_with_its_compositor(compositor: Sway, tmp_path: Path) -> None:
    names = [dialect.name for dialect in DIALECTS]
    lost = "is lost: the compositor went away"
    sees_and_ends_with(compositor.kill, tmp_path, compositor.environment, names, lost)
