"""The history as the policy wants it: what was suggested and done, oldest first."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.movement import PLAIN, Side
from deskbreak.core.past import Bout, Past
from deskbreak.history.moments import day

WALK = "daily-walk"
"""What a walk that somebody told of counts as."""
A_DAY = 86400.0
ACTIVE = ("began", "taken", "partly", "snoozed", "skipped", "put-away", "back", "resumed", "standing", "sitting")
"""The decisions that only somebody at the desk brings about."""

_RECORDS = """
    SELECT id, wall, day, movement, outcome, owed, by_hand, easier FROM record
    WHERE day BETWEEN ? AND ? AND movement IS NOT NULL AND movement != ?
"""
_BEFORE = """
    SELECT day, movement, outcome FROM record
    WHERE day < ? AND movement IS NOT NULL AND movement != ? {done} ORDER BY day DESC, id DESC LIMIT 1
"""
_DONE_BEFORE = _BEFORE.format(done="AND outcome IN ('taken', 'partly')")
_ANY_BEFORE = _BEFORE.format(done="")
_BOUTS = """
    SELECT record, bout.movement, first, bout.left_seconds, bout.right_seconds, bout.both_seconds
    FROM bout JOIN record ON record.id = record WHERE day BETWEEN ? AND ? ORDER BY bout.id
"""
_WALKS = "SELECT wall, day, seconds FROM walk WHERE day BETWEEN ? AND ?"
_TOO_MUCH = "SELECT wall, day, what FROM too_much WHERE day BETWEEN ? AND ?"
_DECLINED = "SELECT wall, movement FROM showing WHERE declined AND movement != ? AND wall >= ?"
_LAST_WALK = """
    SELECT max(wall) FROM (
        SELECT wall FROM walk WHERE day >= :day
        UNION ALL SELECT wall FROM record JOIN bout ON bout.record = record.id WHERE day >= :day AND family = :family
    ) WHERE wall >= :since
"""
_ACTIVE = f"SELECT min(wall) FROM decision WHERE wall >= ? AND did IN ({', '.join('?' * len(ACTIVE))})"  # noqa: S608


def past(db: sqlite3.Connection, since: date, today: date, since_wall: float) -> list[Past]:
    """From this day on, or for what has no day from this moment on, up to today.

    The last break that was done before comes first, without what was done in it: by its day an absence is known. If
    none was done, the last one there was: whoever had one does not begin anew.
    """
    days = since.isoformat(), today.isoformat()
    # In the order in which they come about where two have the same moment: a break is kept when it is over.
    found = [*_declined(db, since_wall), *_marks(db, days), *_walks(db, days), *_records(db, days)]
    return [*_before(db, since), *(each for _day, _wall, each in sorted(found, key=_when) if each.day <= today)]


def last_walk(db: sqlite3.Connection, since: float, family: str) -> float | None:
    """When the last walk from this moment on ended, in a break or told of."""
    # A day earlier: days were told by the zone that held then, and it is there for the index.
    told = {"since": since, "day": day(since - A_DAY), "family": family}
    row: tuple[float | None] = db.execute(_LAST_WALK, told).fetchone()
    return row[0]


def first_active(db: sqlite3.Connection, since: float) -> float | None:
    """When somebody first did anything from this moment on."""
    row: tuple[float | None] = db.execute(_ACTIVE, (since, *ACTIVE)).fetchone()
    return row[0]


Kept = Iterator[tuple[date, float, Past]]


def _when(kept: tuple[date, float, Past]) -> tuple[date, float]:
    return kept[:2]


def _before(db: sqlite3.Connection, since: date) -> Iterator[Past]:
    told = since.isoformat(), PLAIN
    row = db.execute(_DONE_BEFORE, told).fetchone() or db.execute(_ANY_BEFORE, told).fetchone()
    if row is not None:
        on, what, outcome = row
        yield Past(date.fromisoformat(on), what, Outcome(outcome))


def _records(db: sqlite3.Connection, days: tuple[str, str]) -> Kept:
    bouts: dict[int, list[Bout]] = defaultdict(list)
    for record, movement, first, *seconds in db.execute(_BOUTS, days):
        bouts[record].append(Bout(movement, Movements(*seconds), None if first is None else Side(first)))
    for id, wall, on, what, outcome, owed, by_hand, easier in db.execute(_RECORDS, (*days, PLAIN)):
        when = date.fromisoformat(on)
        side = None if owed is None else Side(owed)
        did, shown = tuple(bouts[id]), not by_hand
        yield when, wall, Past(when, what, Outcome(outcome), did, side, shown=shown, easier=bool(easier))


def _walks(db: sqlite3.Connection, days: tuple[str, str]) -> Kept:
    for wall, on, seconds in db.execute(_WALKS, days):
        when = date.fromisoformat(on)
        bout = Bout(WALK, Movements(both=seconds))
        yield when, wall, Past(when, WALK, Outcome.TAKEN, (bout,), shown=False)


def _marks(db: sqlite3.Connection, days: tuple[str, str]) -> Kept:
    for wall, on, what in db.execute(_TOO_MUCH, days):
        when = date.fromisoformat(on)
        yield when, wall, Past(when, what, Outcome.PARTLY, too_much=what, shown=False)


def _declined(db: sqlite3.Connection, since_wall: float) -> Kept:
    """Turned down for another one: shown, and as little wanted as what was skipped."""
    for wall, what in db.execute(_DECLINED, (PLAIN, since_wall)):
        when = date.fromisoformat(day(wall))
        yield when, wall, Past(when, what, Outcome.SKIPPED)
