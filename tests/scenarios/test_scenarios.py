"""Each rule that shows, and each bug in time that peers had, as a day at a desk."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from deskbreak.app import happenings as happen
from deskbreak.app.scenario import Scenario, read
from deskbreak.core.breaks import Outcome
from tests.scenarios.files import FILES, FOLDER, expected, lines, name, text

DID = {
    "prompt", "repeat", "badge", "withdraw", "defer", "begin", "record", "pause", "resume", "away", "back",
    "another", "choose", "too-much", "walk", "check-in", "refuse", "tell",
}  # fmt: skip
ALWAYS = {"at", "did", "plan", "why"}
BESIDE = {
    "prompt": {"sat_seconds", "snoozes"}, "repeat": {"sat_seconds", "snoozes"}, "begin": {"sat_seconds"},
    "record": {"outcome", "sat_seconds", "snoozes"}, "defer": {"reason"}, "pause": {"reason"}, "resume": {"reason"},
    "away": {"reason"}, "tell": {"reason"}, "too-much": {"movement"}, "walk": {"seconds"},
}  # fmt: skip
"""What stands in a line besides; `reason` may stand in any."""
NAMED = {"movement", "sides", "seconds"}
"""What a break was given, wherever one is asked for, begun or over."""
GIVEN = {
    "prompt": {"suggests"},
    "repeat": {"suggests"},
    "begin": {"suggests"},
    "another": {"suggests"},
    "record": {"moved"},
}
"""With what else that stands, in which lines."""
MAY = {
    "prompt": {"chosen_because"},
    "repeat": {"chosen_because"},
    "begin": {"chosen_because"},
    "another": {"chosen_because"},
    "choose": {"movement"},
    "check-in": {*NAMED, "suggests", "chosen_because"},
}
"""What else may stand in these."""

QUESTIONS = {"standing", "paused"}
"""The reasons of a prompt that asks for no break. It replaces whatever is on the screen, and is replaced likewise."""

each_scenario = pytest.mark.parametrize("file", FILES, ids=name)


def seconds(line: dict[str, object]) -> float:
    return datetime.fromisoformat(str(line["at"])).timestamp()


def asks_for_a_break(line: dict[str, object]) -> bool:
    return line["did"] in {"prompt", "repeat"} and line.get("reason") not in QUESTIONS


def is_given(line: dict[str, object]) -> bool:
    """Whether a movement belongs to it; what was a break by itself, or never asked for, has none."""
    if line["did"] == "record":
        return "movement" in line and line["outcome"] != "natural"
    return line["did"] in GIVEN and line.get("reason") not in QUESTIONS


def times(scenario: Scenario, kind: type[happen.Happening]) -> list[float]:
    return [time for time, happening in scenario.happenings if isinstance(happening, kind)]


@each_scenario
def test_the_output(file: Path) -> None:
    assert text(file) == expected(file).read_text(encoding="utf-8")


def test_each_scenario_has_an_output_and_the_other_way_round() -> None:
    assert FILES
    assert {expected(file) for file in FILES} == set(FOLDER.glob("*/*.expected"))


@each_scenario
def test_each_scenario_tells_its_idea_first(file: Path) -> None:
    assert file.read_text(encoding="utf-8").startswith("# ")


@each_scenario
def test_each_line_keeps_the_contract(file: Path) -> None:
    scenario, told = read(file), lines(file)
    for line in told:
        assert line.keys() >= ALWAYS
        assert line["did"] in DID
        beside = BESIDE.get(line["did"], set()) | (NAMED | GIVEN[line["did"]] if is_given(line) else set())
        assert beside <= line.keys() - ALWAYS <= beside | MAY.get(line["did"], set()) | {"reason"}
        assert line["plan"] == "stand-up"
        assert line.get("outcome", "taken") in set(Outcome)
        assert line.get("reason", "microphone")
        assert isinstance(line.get("reason", ""), str)
        assert isinstance(line.get("sat_seconds", 0), int)
        assert line.get("sat_seconds", 0) >= 0
        assert line.get("snoozes", 0) in {0, 1, 2}
        assert scenario.start <= seconds(line) <= scenario.end
    assert all(seconds(one) <= seconds(next_one) for one, next_one in pairwise(told))


@each_scenario
def test_each_time_is_the_one_that_the_clock_of_the_zone_shows(file: Path) -> None:
    zone = ZoneInfo(
        next((line.split('"')[1] for line in file.read_text().splitlines() if line.startswith("timezone")), "UTC")
    )
    for line in lines(file):
        assert line["at"] == datetime.fromtimestamp(seconds(line), zone).isoformat(timespec="seconds")


@each_scenario
def test_each_sentence_is_one(file: Path) -> None:
    for line in lines(file):
        why = line["why"]
        assert why.endswith((".", "?"))
        assert why[0].isupper()
        assert why.split() == why.split(" "), "a gap or a second line in it"
        assert not set("{}_") & set(why)


@each_scenario
def test_there_is_one_prompt_and_nothing_is_withdrawn_that_is_not_there(file: Path) -> None:
    kills = times(read(file), happen.Kill)
    shown_at: float | None = None
    for line in lines(file):
        if shown_at is not None and any(shown_at <= kill <= seconds(line) for kill in kills):
            shown_at = None  # It went with the program.
        if asks_for_a_break(line):
            assert shown_at is None, line
            shown_at = seconds(line)
        elif line["did"] == "withdraw":
            assert shown_at is not None, line
            shown_at = None


@each_scenario
def test_nobody_is_asked_who_is_away_or_has_paused(file: Path) -> None:
    away, pauses = False, set()
    for line in lines(file):
        match line["did"]:
            case "away" | "back":
                assert away is (line["did"] == "back"), line
                away = not away
            case "pause":
                pauses.add(line["reason"])
            case "resume":
                pauses.remove(line["reason"])
            case _ if asks_for_a_break(line):
                assert not away, line
                assert not pauses, line
            case _:
                pass


@each_scenario
def test_nobody_is_asked_behind_a_locked_or_sleeping_screen(file: Path) -> None:
    scenario = read(file)
    for begin, end in [(happen.Lock, happen.Unlock), (happen.Suspend, happen.Resume), (happen.Kill, happen.Run)]:
        begins, ends = times(scenario, begin), times(scenario, end)
        for line in lines(file):
            if line["did"] in {"prompt", "repeat", "begin"}:
                at = seconds(line)
                last = max((time for time in begins if time <= at), default=None)
                assert last is None or any(last <= time <= at for time in ends), line
