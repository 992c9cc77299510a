"""What was done in a stretch of days, added up by movement."""

from __future__ import annotations

from datetime import date

from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.deeds import Deed, deeds
from deskbreak.core.past import Bout, Past

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def done(day: date, *bouts: tuple[str, float, float], outcome: Outcome = Outcome.TAKEN) -> Past:
    return Past(day, "", outcome, tuple(Bout(name, Movements(left, right)) for name, left, right in bouts))


def test_occasions_days_and_seconds_of_each_side() -> None:
    past = [
        done(MONDAY, ("hike", 10, 5), ("bend", 20, 20)),
        done(TUESDAY, ("bend", 20, 0), outcome=Outcome.PARTLY),
        done(TUESDAY, ("bend", 0, 20)),
    ]
    assert deeds(past, MONDAY) == [
        Deed("bend", 3, frozenset({MONDAY, TUESDAY}), Movements(40, 40)),
        Deed("hike", 1, frozenset({MONDAY}), Movements(10, 5)),
    ]
    assert [deed.movement for deed in deeds(past, TUESDAY)] == ["bend"]


def test_what_was_skipped_or_hardly_begun_is_no_deed() -> None:
    assert deeds([done(MONDAY, ("bend", 20, 20), outcome=Outcome.SKIPPED), done(MONDAY, ("bend", 0, 0))], MONDAY) == []


def test_what_was_too_much_is_told_though_it_hardly_began() -> None:
    def too_much(day: date, name: str) -> Past:
        return Past(day, name, Outcome.PARTLY, too_much=name, shown=False)

    past = [too_much(MONDAY, "hike"), done(TUESDAY, ("bend", 20, 0)), too_much(TUESDAY, "bend")]
    assert [(deed.movement, deed.times, deed.too_much) for deed in deeds(past, MONDAY)] == [
        ("bend", 1, 1),
        ("hike", 0, 1),
    ]
    assert [deed.movement for deed in deeds(past, TUESDAY)] == ["bend"]
