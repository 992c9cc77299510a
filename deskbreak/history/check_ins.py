"""Check-ins and self-checks as they are kept."""

from __future__ import annotations

import json
import sqlite3
from datetime import date

from deskbreak.core.checkin import TOPICS, CheckIn, NotedCheckIn, NotedSelfCheck, SelfCheck
from deskbreak.core.movement import Side
from deskbreak.history.moments import day

_ADD_CHECK_IN = """
    INSERT INTO check_in (wall, day, intensity, told, eases_seconds, note) VALUES (?, ?, ?, ?, ?, ?)
"""
_ADD_SELF_CHECK = "INSERT INTO self_check (wall, day, left_tender, right_tender, knots) VALUES (?, ?, ?, ?, ?)"
_CHECK_INS = "SELECT wall, day, intensity, told, eases_seconds, note FROM check_in WHERE day >= ? ORDER BY id"
_SELF_CHECKS = "SELECT wall, day, left_tender, right_tender, knots FROM self_check WHERE day >= ? ORDER BY id"
_INTENSITIES = "SELECT day, intensity FROM check_in WHERE day BETWEEN ? AND ? ORDER BY id"


def add_check_in(db: sqlite3.Connection, told: CheckIn, wall: float) -> None:
    """Keep how a back was."""
    answers = {topic: told.told(topic) for topic in TOPICS if told.told(topic)}
    row = (wall, day(wall), told.intensity, json.dumps(answers), told.eases_seconds, told.note)
    db.execute(_ADD_CHECK_IN, row)


def add_self_check(db: sqlite3.Connection, told: SelfCheck, wall: float) -> None:
    """Keep how tender the sides were."""
    db.execute(_ADD_SELF_CHECK, (wall, day(wall), told.left, told.right, " ".join(told.knots)))


def check_ins(db: sqlite3.Connection, since_day: str) -> list[NotedCheckIn]:
    """From this day on, oldest first."""
    return [_check_in(*row) for row in db.execute(_CHECK_INS, (since_day,))]


def self_checks(db: sqlite3.Connection, since_day: str) -> list[NotedSelfCheck]:
    """From this day on, oldest first."""
    return [
        NotedSelfCheck(wall, on, SelfCheck(left, right, tuple(map(Side, knots.split()))))
        for wall, on, left, right, knots in db.execute(_SELF_CHECKS, (since_day,))
    ]


def intensities(db: sqlite3.Connection, since: date, today: date) -> dict[date, int]:
    """Of each of these days the number that was told last: whoever mistook a line says so with the next."""
    rows = db.execute(_INTENSITIES, (since.isoformat(), today.isoformat()))
    return {date.fromisoformat(on): intensity for on, intensity in rows}


def _check_in(wall: float, on: str, intensity: int, told: str, eases_seconds: float, note: str) -> NotedCheckIn:
    # Another version may have asked for what this one has no topic for.
    answers = {topic: tuple(ids) for topic, ids in json.loads(told).items() if topic in TOPICS}
    return NotedCheckIn(wall, on, CheckIn(intensity, **answers, eases_seconds=eases_seconds, note=note))
