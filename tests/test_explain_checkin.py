"""The sentence of a check-in has what is known, and nothing else."""

from __future__ import annotations

import pytest

from deskbreak.core.checkin import CheckIn, SelfCheck
from deskbreak.core.movement import Side
from deskbreak.explain_checkin import in_short, self_check_line, sentence, what_follows
from deskbreak.library.checkin import questions
from tests.library.files import CONFIG

QUESTIONS = questions(CONFIG)
FULL = CheckIn(
    4, side=("left",), zone=("beside-spine",), quality=("deep-ache",), since=("days",), worse=("sitting",),
    eases=("walking",), eases_seconds=1200, before=("drive",),
)  # fmt: skip


def test_all_of_it() -> None:
    assert sentence(FULL, QUESTIONS, ["Doorway stretch 6 times", "walks 1 h 25 min"]) == (
        "For a few days, 4/10, deep ache on the left, beside the spine, between rib and hip; "
        "worse with sitting for long; easier with walking for about 20 min; began after a long drive; "
        "done this week: Doorway stretch 6 times, walks 1 h 25 min."
    )


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (CheckIn(4), "4/10."),
        (CheckIn(0, note="fine again"), "0/10."),
        (CheckIn(4, side=("both",)), "4/10, on both sides."),
        (CheckIn(4, quality=("tight", "burning", "dull")), "4/10, tightness, burning and dull ache."),
        (CheckIn(4, eases=("walking", "warmth")), "4/10; easier with walking and warmth."),
        (CheckIn(4, eases_seconds=1200), "4/10."),
        (CheckIn(4, since=("months",), care=("yoga",)), "For more than three months, 4/10; also: yoga."),
        (CheckIn(1, sleep=("poor",), food=("good",)), "1/10; sleep: badly; meals: good."),
    ],
)
def test_only_what_is_known(told: CheckIn, said: str) -> None:
    assert sentence(told, QUESTIONS) == said


def test_in_short_it_is_how_much_and_where() -> None:
    assert in_short(FULL, QUESTIONS).endswith("4/10, deep ache on the left, beside the spine, between rib and hip")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (SelfCheck(5, 1), "left 5/10, right 1/10"),
        (SelfCheck(5, 1, (Side.LEFT,)), "left 5/10, right 1/10, a knot on the left"),
        (SelfCheck(5, 1, (Side.RIGHT,)), "left 5/10, right 1/10, a knot on the right"),
        (SelfCheck(5, 1, (Side.RIGHT, Side.LEFT)), "left 5/10, right 1/10, knots on both sides"),
    ],
)
def test_a_self_check(told: SelfCheck, said: str) -> None:
    assert self_check_line(told) == said


def test_what_follows_is_told_without_what_was_told() -> None:
    assert what_follows(CheckIn(2)) == ["It stays on this computer."]
    assert what_follows(CheckIn(4)) == ["Today stays calm: easy movements only."]
    gentle, signs = what_follows(CheckIn(7))
    assert gentle == "Today stays gentle."
    assert "deskbreak safety --signs" in signs
    assert len(what_follows(CheckIn(1, zone=("groin",)), QUESTIONS)) == 2
