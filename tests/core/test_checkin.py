"""What follows from a check-in, what it points to, and which side a self-check finds the sorer one."""

from __future__ import annotations

from dataclasses import fields

import pytest

from deskbreak.core.checkin import TOPICS, Answer, CheckIn, Follows, SelfCheck, follows, points_to_signs
from deskbreak.core.movement import Side
from deskbreak.library.checkin import questions
from tests.library.files import CONFIG

QUESTIONS = questions(CONFIG)


def test_a_check_in_has_a_field_for_each_topic() -> None:
    assert [field.name for field in fields(CheckIn)] == ["intensity", *TOPICS, "eases_seconds", "note"]


@pytest.mark.parametrize(
    ("intensity", "what"),
    [(0, Follows.NOTHING), (3, Follows.NOTHING), (4, Follows.CALM), (6, Follows.CALM), (7, Follows.GENTLE)],
)
def test_what_follows_for_the_day(intensity: int, what: Follows) -> None:
    assert follows(intensity) is what


def test_from_seven_on_the_signs_are_pointed_to() -> None:
    assert [n for n in range(11) if points_to_signs(CheckIn(n))] == [7, 8, 9, 10]


def test_numbness_tingling_groin_and_below_the_knee_point_to_the_signs() -> None:
    told = {
        (topic.id, answer.id)
        for topic in QUESTIONS.topic
        for answer in topic.answers
        if points_to_signs(CheckIn(0, **{topic.id: (answer.id,)}), QUESTIONS)  # type: ignore[arg-type]
    }
    assert told == {("zone", "groin"), ("zone", "leg-below-knee"), ("quality", "tingling"), ("quality", "numb")}


@pytest.mark.parametrize(
    ("left", "right", "sorer"),
    [(0, 0, None), (4, 2, None), (5, 2, Side.LEFT), (0, 3, Side.RIGHT), (10, 10, None), (7, 10, Side.RIGHT)],
)
def test_three_apart_is_clearly_more_tender(left: int, right: int, sorer: Side | None) -> None:
    assert SelfCheck(left, right).sorer is sorer


def test_more_than_a_number() -> None:
    assert not CheckIn(4).tells_more
    assert CheckIn(4, note="after lunch").tells_more
    assert CheckIn(0, sleep=("poor",)).tells_more


def test_what_another_version_called_otherwise_is_not_lost() -> None:
    assert QUESTIONS.chosen(CheckIn(4, zone=("rib", "groin")), "zone") == [
        Answer("rib", "rib"), Answer("groin", "in the groin", sign=True),
    ]  # fmt: skip
