"""What was asked and told beside the breaks, and what came of it."""

from __future__ import annotations

import sqlite3
from datetime import date

from deskbreak.core.asked import YES, Asked, What
from deskbreak.core.growth import AWAY, TOO_MUCH
from deskbreak.core.progress import AWAY as LONG
from deskbreak.history.moments import day

_ASKED = "SELECT day, what, about, answer FROM asked ORDER BY id"
_FIRST_YES = "SELECT min(day) FROM asked WHERE what = ? AND answer = ?"
_GROWING = f"""
    WITH RECURSIVE busy (day) AS (   -- the days on which anything was done, each found from the one before
        SELECT :first UNION ALL
        SELECT (
            SELECT min(day) FROM (
                SELECT min(day) AS day FROM record WHERE day > busy.day AND outcome IN ('taken', 'partly')
                UNION ALL SELECT min(day) FROM walk WHERE day > busy.day
            )
        ) FROM busy WHERE busy.day IS NOT NULL
    ), known AS (SELECT day FROM busy WHERE day < :today UNION SELECT :today
    ), gap AS (SELECT day, julianday(day) - julianday(lag(day) OVER (ORDER BY day)) AS days FROM known)
    SELECT '{AWAY}' AS what, '' AS about, day, 0 AS wall FROM gap WHERE days >= {LONG.days}
    UNION ALL SELECT what, about, day, wall FROM asked WHERE what = '{What.MORE}' AND answer = '{YES}'
    UNION ALL SELECT '{TOO_MUCH}', what, day, wall FROM too_much WHERE day >= :first
    ORDER BY day, wall
"""  # noqa: S608 - words of ours


def asked(db: sqlite3.Connection) -> list[Asked]:
    """All of it, oldest first."""
    return [Asked(date.fromisoformat(on), *what) for on, *what in db.execute(_ASKED)]


def growing(db: sqlite3.Connection, today: date) -> list[tuple[str, str]]:
    """What `core.growth.steps` goes by: what happened, and to which movement, oldest first."""
    (first,) = db.execute(_FIRST_YES, (What.MORE, YES)).fetchone()
    if first is None:
        return []
    rows = db.execute(_GROWING, {"first": first, "today": today.isoformat()})
    return [(what, about) for what, about, *_when in rows]


def ask(db: sqlite3.Connection, what: str, about: str, wall: float) -> None:
    """Keep that this is asked or told now."""
    db.execute("INSERT INTO asked (wall, day, what, about) VALUES (?, ?, ?, ?)", (wall, day(wall), what, about))


def answer(db: sqlite3.Connection, what: str, about: str, answer: str) -> None:
    """Keep the answer to what was asked last of this kind, about this."""
    last = "SELECT max(id) FROM asked WHERE what = ? AND about = ?"
    db.execute(f"UPDATE asked SET answer = ? WHERE id = ({last})", (answer, what, about))  # noqa: S608 - nothing of others
