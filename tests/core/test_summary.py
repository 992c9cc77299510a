from __future__ import annotations

from dataclasses import fields

from deskbreak.core.breaks import Outcome
from deskbreak.core.summary import Day, Tally, by_day, total


def test_a_tally_has_a_field_for_each_outcome_in_its_order() -> None:
    assert [field.name for field in fields(Tally)] == [outcome.value for outcome in Outcome]


def test_a_tally_counts_what_was_a_break() -> None:
    tally = Tally(taken=3, partly=1, natural=2, skipped=1, missed=1)
    assert (tally.done, tally.due) == (6, 8)


def test_every_day_that_is_asked_for_is_there() -> None:
    kept = [Day("2026-03-02", Tally(taken=2), 60), Day("2026-03-04", Tally(missed=1))]
    days = ["2026-03-03", "2026-03-04", "2026-03-05"]
    assert by_day(kept, days) == [Day("2026-03-03"), kept[1], Day("2026-03-05")]
    assert by_day([], []) == []


def test_the_total_of_all_days() -> None:
    first = Day("2026-03-02", Tally(1, 2, 3, 4, 5), 60)
    second = Day("2026-03-03", Tally(10, 20, 30, 40, 50), 30)
    assert total([first, second]) == Day("", Tally(11, 22, 33, 44, 55), 90)
    assert total([]) == Day("")
