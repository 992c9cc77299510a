"""Stillness and input from a real compositor, and the program, whose compositor goes away."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskbreak.core.events import InputCame, PresenceFound, StillnessBegan, TypingPaused
from deskbreak.desktop.presence.wayland import DIALECTS, WaylandPresence
from tests.contracts.conftest import require
from tests.desktop.processes import poll
from tests.desktop.turning import Turning
from tests.reading import has_read_the_safety_notice

from .conftest import Told
from .sway import Hand, Sway, sway

ROOT = Path(__file__).parents[3]
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
    environment = {**compositor.environment, "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    has_read_the_safety_notice(tmp_path)

    def command(*words: str) -> str:
        argv = [sys.executable, "-m", "deskbreak", *words]
        return subprocess.run(argv, env=environment, capture_output=True, text=True, timeout=20, check=False).stdout

    def presence() -> str:
        told = command("status", "--json")
        return str(json.loads(told)["presence"]) if told else ""

    with (tmp_path / "out").open("wb") as out:
        program = subprocess.Popen([sys.executable, "-m", "deskbreak", "run"], env=environment, stdout=out, stderr=out)
    try:
        assert poll(lambda: presence() in [dialect.name for dialect in DIALECTS], 20)
        compositor.kill()
        assert program.wait(20) == 0
    finally:
        program.kill()
        program.wait()
    log = (tmp_path / ".local" / "state" / "deskbreak" / "deskbreak.log").read_text(encoding="utf-8")
    assert "is lost: the compositor went away" in log
    assert "the screen is gone" in log
    assert "Traceback" not in log + (tmp_path / "out").read_text(encoding="utf-8")
