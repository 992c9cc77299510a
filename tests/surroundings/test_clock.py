"""A wall clock that stands wrong by decades. Linux lets nobody set one before 1970 or after 2232."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.surroundings.program import Program
from tests.test_terminal import bare_env

CLOCK = Path(__file__).with_name("clock.py")


@pytest.mark.parametrize("year", [1970, 1980, 2038, 2106, 2200, 2231])
def test_every_answer_makes_sense(tmp_path: Path, year: int) -> None:
    start = datetime(year, 1, 1, tzinfo=UTC)
    program = Program(bare_env(tmp_path), tmp_path / "said.txt", (str(CLOCK), str(start.timestamp())))
    with program.running():
        assert program.ok("status").startswith("Stand up in 30 min")
        program.ok("done")
        assert program.ok("pause", "tomorrow").startswith("Paused until 06:00")
        assert program.status()["until"] == f"{year}-01-01T06:00:00+00:00"
        program.ok("resume")
        (record,) = json.loads(program.ok("history", "--json"))
        assert record["day"] == f"{year}-01-01"
        assert f"{year}-01-01" in program.ok("history")
        assert "You resumed reminders." in program.ok("why")
        assert [told["at"][:4] for told in json.loads(program.ok("why", "--json"))] == [str(year)] * 3


def test_a_clock_put_right_between_two_starts(tmp_path: Path) -> None:
    """The count, and the records of the wrong years, are still there."""
    program = Program(bare_env(tmp_path), tmp_path / "said.txt", (str(CLOCK), "0"))
    with program.running():
        program.ok("skip")
    right = Program(bare_env(tmp_path), tmp_path / "said.txt")
    with right.running():
        right.ok("done")
        assert right.status()["today"]["taken"] == 1
    days = [record["day"] for record in json.loads(right.ok("history", "--days", "36600", "--json"))]
    assert len(days) == 2
    assert days[0] == "1970-01-01"
