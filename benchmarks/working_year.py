"""A year of working days at a desk, as a scenario for `deskbreak simulate`: made up, but the same at each run.

Reminders are answered where they are to be expected. Some days come out otherwise, and then an answer meets what
it finds, as it does in life.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

YEAR = 2026
HEAD = f"""start = "{YEAR}-01-02T08:00"
end = "{YEAR}-12-31T23:59"
timezone = "Europe/Berlin"

[settings.hours]
enabled = true
{{hours}}
"""
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
HOLIDAYS = {
    *(date(YEAR, month, day) for month, day in ((1, 1), (4, 3), (4, 6), (5, 1), (5, 14), (5, 25), (10, 3))),
    *(date(YEAR, 8, 3) + timedelta(days=n) for n in range(14)),
    *(date(YEAR, 12, 24) + timedelta(days=n) for n in range(8)),
}
CLOCK_CHANGES = {date(YEAR, 3, 29), date(YEAR, 10, 25)}
INTERVAL = timedelta(minutes=30)

Happens = tuple[datetime, dict[str, Any]]

# What somebody does about a reminder: how often, what (seconds after it came), and where the next interval begins.
START, DONE = {"do": "answer", "value": "start"}, {"do": "answer", "value": "done"}
SKIP, SNOOZE = {"do": "answer", "value": "skip"}, {"do": "answer", "value": "snooze"}
REACTIONS: tuple[tuple[int, tuple[tuple[int, dict[str, Any]], ...], int], ...] = (
    (8, ((20, START), (80, {"do": "guide", "outcome": "taken"})), 80),
    (4, ((90, DONE),), 90),
    (4, ((15, SNOOZE), (335, DONE)), 335),
    (2, ((15, SNOOZE), (330, SNOOZE), (650, SKIP)), 315),
    (2, ((20, START), (60, {"do": "guide", "outcome": "partly"})), 60),
    (3, ((10, SKIP),), 0),
    (3, (), 0),
    (2, ((30, {"do": "leave"}), (450, {"do": "back"})), 450),
)
MICROPHONE_FREE = {"do": "quiet-end", "signal": "microphone"}
# What else there is on some days: how many of a hundred, when, and what follows after how many minutes.
INCIDENTS: tuple[tuple[int, str, dict[str, Any], int, dict[str, Any]], ...] = (
    (60, "10:00", {"do": "quiet", "signal": "microphone", "by": "zoom"}, 25, MICROPHONE_FREE),
    (50, "11:00", {"do": "quiet", "signal": "camera", "by": "zoom"}, 50, {"do": "quiet-end", "signal": "camera"}),
    (40, "15:00", {"do": "quiet", "signal": "microphone", "by": "teams"}, 40, MICROPHONE_FREE),
    (30, "10:40", {"do": "lock"}, 1, {"do": "unlock"}),
    (40, "15:50", {"do": "lock"}, 6, {"do": "unlock"}),
    (10, "14:00", {"do": "pause", "for": "30m"}, 45, {"do": "back"}),
    (10, "16:05", {"do": "stand"}, 20, {"do": "sit"}),
    (10, "14:10", {"do": "meeting", "for": "45m"}, 50, {"do": "resume"}),
    (15, "13:10", {"do": "type"}, 40, {"do": "type-end"}),
    (5, "09:20", {"do": "kill"}, 1, {"do": "run"}),
)  # fmt: skip


def scenario() -> tuple[str, int]:
    """The scenario as TOML, and on how many days somebody works."""
    dice = random.Random(YEAR)
    days = [date(YEAR, 1, 1) + timedelta(days=n) for n in range(365)]
    working = [day for day in days if day.weekday() < len(DAYS) and day not in HOLIDAYS]
    happenings = [happening for day in working for happening in _day(day, dice)]
    hours = "\n".join(f'{day} = ["08:30-18:30"]' for day in DAYS)
    entries = (_entry(at, what) for at, what in sorted(happenings, key=lambda each: each[0]))
    return HEAD.format(hours=hours) + "".join(entries), len(working)


def _day(day: date, dice: random.Random) -> Iterator[Happens]:
    """One working day, from the evening before to leaving the desk."""
    arrives = _at(day, "08:40") + timedelta(minutes=dice.randrange(20))
    lunch = _at(day, "12:05") + timedelta(minutes=dice.randrange(30))
    returns = lunch + timedelta(minutes=dice.randrange(35, 55))
    goes = _at(day, "17:00") + timedelta(minutes=dice.randrange(45))
    asleep = not CLOCK_CHANGES & {day - timedelta(days=1), day}
    yield arrives, {"do": "resume"}
    yield arrives, {"do": "unlock"}
    yield lunch, {"do": "leave"}
    yield returns, {"do": "back"}
    calls = []
    for hundredth, clock, begins, minutes, ends in INCIDENTS:
        if dice.randrange(100) < hundredth:
            start = _at(day, clock)
            end = start + timedelta(minutes=minutes)
            yield from ((start, begins), (end, ends))
            calls += [(start, end)] * (begins["do"] == "quiet")
    for sits, leaves in ((arrives, lunch), (returns, goes)):
        yield from _reactions(sits + INTERVAL, leaves, calls, dice)
    yield goes, {"do": "lock"}
    if asleep:
        yield goes + timedelta(minutes=5), {"do": "suspend"}


def _reactions(
    due: datetime, until: datetime, calls: list[tuple[datetime, datetime]], dice: random.Random
) -> Iterator[Happens]:
    """What is done about each reminder that is to be expected in one stretch of sitting."""
    weights = [often for often, _, _ in REACTIONS]
    while due < until - timedelta(minutes=12):
        for start, end in calls:
            if start <= due <= end:
                due = end + timedelta(seconds=30)
        _, acts, rests = dice.choices(REACTIONS, weights)[0]
        yield from ((due + timedelta(seconds=after), what) for after, what in acts)
        due += timedelta(seconds=rests) + INTERVAL


def _at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock))


def _entry(at: datetime, what: dict[str, Any]) -> str:
    keys = "".join(f"{key} = {json.dumps(value)}\n" for key, value in what.items())
    return f'\n[[at]]\ntime = "{at.isoformat()}"\n{keys}'
