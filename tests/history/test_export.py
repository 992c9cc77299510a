from __future__ import annotations

import csv
import io
import json
from datetime import datetime

import pytest

from deskbreak.core.breaks import BreakRecord, Movements, Outcome
from deskbreak.core.checkin import CheckIn, NotedCheckIn, NotedSelfCheck, SelfCheck
from deskbreak.core.movement import Side
from deskbreak.core.summary import Entry, Walk
from deskbreak.history.export import KEYS, as_csv, as_json, by_time

NOON = datetime(2026, 3, 2, 12).timestamp()
FULL = Entry(
    NOON, "2026-03-02", "bend", BreakRecord("stand-up", Outcome.PARTLY, 1800.04, 2, Movements(20, 7.25, 0), 90, "Zoom")
)
NOT_TOLD = {"intensity": None, "left_tender": None, "right_tender": None, "told": "", "note": ""}
HELD_BY = KEYS.index("held_by")
BARE = Entry(NOON, "2026-03-02", None, BreakRecord("stand-up", Outcome.MISSED, 3600))


def held_by(name: str) -> Entry:
    return Entry(NOON, "2026-03-02", None, BreakRecord("stand-up", Outcome.MISSED, 3600, held=60, held_by=name))


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_the_keys_are_a_contract() -> None:
    assert list(json.loads(as_json([FULL]))[0]) == [
        "at", "day", "plan", "outcome", "movement", "left_seconds", "right_seconds", "both_seconds", "snoozes",
        "sat_seconds", "held_seconds", "held_by", "walked_seconds", "intensity", "left_tender", "right_tender", "told",
        "note",
    ]  # fmt: skip


def test_json() -> None:
    full, bare = json.loads(as_json([FULL, BARE]))
    assert datetime.fromisoformat(full.pop("at")) == datetime(2026, 3, 2, 12).astimezone()
    assert full == {
        "day": "2026-03-02", "plan": "stand-up", "outcome": "partly", "movement": "bend",
        "left_seconds": 20, "right_seconds": 7.2, "both_seconds": 0, "snoozes": 2,
        "sat_seconds": 1800, "held_seconds": 90, "held_by": "Zoom", "walked_seconds": 0, **NOT_TOLD,
    }  # fmt: skip
    assert bare["movement"] is None
    assert bare["held_by"] == ""
    assert json.loads(as_json([])) == []


def test_csv() -> None:
    names, full, bare = cells(as_csv([FULL, BARE]))
    assert tuple(names) == KEYS
    assert full[1:] == [
        "2026-03-02", "stand-up", "partly", "bend", "20", "7.2", "0", "2", "1800.0", "90", "Zoom", "0.0",
        "", "", "", "", "",
    ]  # fmt: skip
    assert bare[4] == bare[HELD_BY] == ""
    assert cells(as_csv([])) == [list(KEYS)]


def test_a_walk_is_told_among_the_records() -> None:
    walk = Walk(NOON - 60, "2026-03-02", 600.04)
    told = json.loads(as_json(by_time([FULL, BARE], [walk])))
    assert [entry["outcome"] for entry in told] == ["walked", "partly", "missed"]
    assert told[0].pop("at") == datetime(2026, 3, 2, 11, 59).astimezone().isoformat()
    assert told[0] == {
        "day": "2026-03-02", "plan": None, "outcome": "walked", "movement": None,
        "left_seconds": 0, "right_seconds": 0, "both_seconds": 0, "snoozes": 0,
        "sat_seconds": 0, "held_seconds": 0, "held_by": "", "walked_seconds": 600, **NOT_TOLD,
    }  # fmt: skip
    assert cells(as_csv([walk]))[1][3] == "walked"


def test_check_ins_and_self_checks_are_told_among_the_records() -> None:
    full = CheckIn(4, side=("left",), zone=("hip-crest", "groin"), eases=("walking",), eases_seconds=1200, note="=1")
    told = [NotedCheckIn(NOON - 60, "2026-03-02", full), NotedCheckIn(NOON + 60, "2026-03-02", CheckIn(0))]
    pressed = [NotedSelfCheck(NOON + 90, "2026-03-02", SelfCheck(5, 1, (Side.LEFT,)))]
    first, record, fine, tender = json.loads(as_json(by_time([FULL], [], told, pressed)))
    assert [each["outcome"] for each in (first, record, fine, tender)] == [
        "checked-in", "partly", "checked-in", "self-checked",
    ]  # fmt: skip
    assert (first["intensity"], first["note"], first["plan"]) == (4, "=1", None)
    assert first["told"] == "side: left; zone: hip-crest, groin; eases: walking; eases_seconds: 1200"
    assert (fine["intensity"], fine["told"], fine["left_tender"]) == (0, "", None)
    assert (tender["left_tender"], tender["right_tender"], tender["told"]) == (5, 1, "knots: left")
    assert cells(as_csv(told))[1][-1] == "'=1"


def test_a_clock_that_was_set_back_does_not_change_what_came_first() -> None:
    walks = [Walk(NOON + 60, "2026-03-02", 1), Walk(NOON - 60, "2026-03-02", 2)]
    assert [entry for entry in by_time([], walks) if isinstance(entry, Walk)] == walks


@pytest.mark.parametrize(
    "name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "  =1", "=1,2", '="x"', "＝1"]
)
def test_no_cell_is_a_formula(name: str) -> None:
    assert cells(as_csv([held_by(name)]))[1][HELD_BY] == f"'{name}"
    assert json.loads(as_json([held_by(name)]))[0]["held_by"] == name


@pytest.mark.parametrize("name", ['Zoom, and "Meet"', "two\nlines", "Ünïcode 🎥", "a=b", "7 - 8", ""])
def test_other_text_stays_as_it_is(name: str) -> None:
    assert cells(as_csv([held_by(name)]))[1][HELD_BY] == name
