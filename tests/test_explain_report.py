"""The report: what was noted and done in some days, on a page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.checkin import CheckIn, NotedCheckIn, NotedSelfCheck, SelfCheck
from deskbreak.core.past import Bout, Past
from deskbreak.explain_report import WIDTH, Kept, Report
from deskbreak.library.checkin import questions
from tests.library.files import CONFIG

TODAY = date(2026, 3, 14)
SINCE = TODAY - timedelta(days=13)
NAMES = {"bend": "Side bend", "posture": "Posture reset", "stroll": "Stroll"}


def at(day: date, hour: int) -> float:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC).timestamp()


def noted(days_ago: int, hour: int, told: CheckIn) -> NotedCheckIn:
    day = TODAY - timedelta(days=days_ago)
    return NotedCheckIn(at(day, hour), day.isoformat(), told)


def did(days_ago: int, name: str, moved: Movements) -> Past:
    return Past(TODAY - timedelta(days=days_ago), name, Outcome.TAKEN, (Bout(name, moved),))


def page(
    check_ins: Sequence[NotedCheckIn] = (), self_checks: Sequence[NotedSelfCheck] = (), past: Sequence[Past] = ()
) -> str:
    kept = Kept(SINCE, TODAY, check_ins, self_checks, past)
    return Report(kept, questions(CONFIG), NAMES, {"stroll"}, lambda wall: datetime.fromtimestamp(wall, UTC)).page


ACHE = CheckIn(4, side=("left",), quality=("deep-ache",), eases=("walking",), eases_seconds=1200, note="after lunch")


def test_a_page_of_everything() -> None:
    told = [noted(9, 9, CheckIn(6, eases=("walking", "warmth"))), noted(2, 9, ACHE), noted(2, 17, CheckIn(2))]
    pressed = [NotedSelfCheck(at(TODAY, 8), TODAY.isoformat(), SelfCheck(5, 1))]
    past = [
        did(20, "bend", Movements(90, 90)), did(10, "bend", Movements(60, 60)), did(3, "bend", Movements(60, 30)),
        did(2, "posture", Movements(both=30)), did(2, "stroll", Movements(both=600)),
        did(1, "stroll", Movements(both=900)), did(1, "gone", Movements(both=20)),
    ]  # fmt: skip
    assert (
        page(told, pressed, past)
        == """\
My back, 2026-03-01 to 2026-03-14
Written by deskbreak from what I noted myself. It is no diagnosis.

In a sentence
  2026-03-12: 4/10, deep ache on the left; easier with walking for about 20
    min; done this week: Side bend 1 time, gone 1 time, Posture reset 1 time,
    walks 25 min.

Check-ins
  Thu 2026-03-05: 6/10 at 09:00
    6/10; easier with walking and warmth.
  Thu 2026-03-12: 4/10 at 09:00, 2/10 at 17:00
    4/10, deep ache on the left; easier with walking for about 20 min.
    Note: after lunch

Self-checks, by pressing
  Sat 2026-03-14: left 5/10, right 1/10

What was done
  Side bend: 2 times, 3 min 30 s (left 2 min, right 1 min 30 s)
  gone: 1 time, 20 s
  Posture reset: 1 time, 30 s
  Walks: 25 min on 2 days

What eased it
  walking: told 2 times, for about 20 min
  warmth: told 1 time

A back can hurt for many reasons; a professional can find out which.
"""
    )


def test_with_nothing_noted_it_says_so_and_still_ends_as_it_does() -> None:
    assert page().splitlines()[-3:] == [
        "Nothing was noted in these days.", "",
        "A back can hurt for many reasons; a professional can find out which.",
    ]  # fmt: skip


def test_numbers_alone_make_a_sentence_too() -> None:
    assert "In a sentence\n  2026-03-12: 3/10.\n" in page([noted(5, 9, CheckIn(1)), noted(2, 9, CheckIn(3))])


def test_what_was_done_this_week_is_not_said_of_an_older_check_in() -> None:
    past = [did(1, "bend", Movements(10, 10))]
    assert "done this week" not in page([noted(7, 9, ACHE)], past=past)
    assert "done this week" in page([noted(6, 9, ACHE)], past=past)


def test_lines_fit_a_page() -> None:
    long = CheckIn(4, zone=("beside-spine", "low-centre", "hip-crest"), note="so " * 150)
    assert all(len(line) <= WIDTH for line in page([noted(1, 9, long)]).splitlines())


def test_too_much_is_told() -> None:
    def too_much(name: str) -> Past:
        return Past(TODAY, name, Outcome.PARTLY, too_much=name, shown=False)

    told = page(past=[did(1, "bend", Movements(28)), *map(too_much, ("bend", "posture", "stroll"))])
    assert "Side bend: 1 time, 28 s (left 28 s, right 0 s), too much 1 time" in told
    assert "Posture reset: too much 1 time" in told
    assert "Walks" not in told
