"""What comes before the movements are weighed: D1 to D5b, when each holds and when it does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from deskbreak.core.breaks import Outcome
from deskbreak.core.choice import Choice, Reason
from deskbreak.core.movement import Contraindications, Side
from deskbreak.core.past import Past
from deskbreak.core.profile import Answer, Context, Place, Profile, RedFlag
from deskbreak.core.suggest import choose
from tests.core.policy_library import LIBRARY
from tests.core.policy_words import (
    EVENING,
    HOME,
    NOON,
    OFFICE,
    WEDNESDAY,
    ago,
    both,
    done,
    each,
    left_undone,
    situation,
    too_much,
)

SOME = (done("posture-reset", 1),)
SHORT = replace(OFFICE, budget=30)
FOURTH = replace(NOON, number=4)


def chosen(profile: Profile = OFFICE, context: Context = NOON, past: Sequence[Past] = SOME) -> Choice:
    return choose(LIBRARY, profile, context, past)


def check_in(level: int, context: Context = NOON) -> Context:
    return replace(context, check_ins={WEDNESDAY: level})


@pytest.mark.parametrize("flag", [RedFlag.EMERGENCY, RedFlag.SAME_DAY])
def test_d1_a_red_flag_leaves_the_plain_break(flag: RedFlag) -> None:
    choice = chosen(replace(HOME, red_flag=flag), replace(NOON, number=4, after_long_meeting=True), ())
    assert (choice.what, choice.reason, choice.candidates) == (None, Reason.LOCKED, ())


def test_d2_the_gentle_list_goes_round() -> None:
    past: list[Past] = []
    for _ in range(6):
        choice = chosen(context=check_in(7), past=past)
        assert choice.reason is Reason.GENTLE
        past.append(done(str(choice.what), 0))
    order = ["stand-and-shift", "walk-break", "side-rib-breathing", "posture-reset"]
    assert [each.what for each in past] == [*order, *order[:2]]


def test_d2_every_fourth_gentle_break_is_the_routine() -> None:
    assert chosen(context=check_in(9, FOURTH)).what == "gentle-day-2m"
    acute = replace(OFFICE, answers={"acute-pain": Answer.YES})
    assert chosen(acute, FOURTH).what == "gentle-day-2m"
    seated = replace(acute, can_stand=False)
    choice = chosen(seated, FOURTH, ())
    assert (choice.what, choice.seconds) == ("side-rib-breathing", 36)
    assert choice.candidates[0].id == "gentle-day-2m"
    assert choice.candidates[0].dropped == ("F5",)


def test_d2_leaves_out_what_was_too_much_and_in_a_call_what_is_seen() -> None:
    assert chosen(context=check_in(8), past=[too_much("stand-and-shift", 1)]).what == "walk-break"
    assert chosen(context=replace(check_in(8), in_call=True), past=()).what == "side-rib-breathing"
    surgery = replace(OFFICE, answers={"recent-surgery": Answer.YES})
    assert chosen(surgery, check_in(8)).reason is Reason.NOTHING


def test_d2_goes_by_what_acute_pain_allows_whatever_made_the_day_gentle() -> None:
    """What is written of a movement of that name holds, also of one's own."""
    own = replace(LIBRARY.movements["stand-and-shift"], contraindications=Contraindications(withhold=("acute-pain",)))
    library = replace(LIBRARY, movements={**LIBRARY.movements, own.id: own})
    acute = replace(OFFICE, answers={"acute-pain": Answer.YES})
    for profile, context in ((acute, NOON), (OFFICE, check_in(7))):
        choice = choose(library, profile, context, SOME)
        assert (choice.what, choice.candidates[0].dropped) == ("walk-break", ("F1",))
        assert choose(library, profile, replace(context, number=4), SOME).what != "gentle-day-2m"


def test_d3_with_little_time_every_other_break_is_the_short_routine() -> None:
    assert chosen(SHORT, replace(NOON, number=5)).reason is Reason.SHORT
    assert chosen(SHORT, replace(NOON, number=6)).reason is Reason.SCORE
    assert chosen(replace(OFFICE, budget=31), replace(NOON, number=5)).reason is Reason.SCORE
    assert chosen(SHORT, replace(NOON, number=5, in_call=True)).reason is Reason.SCORE
    assert chosen(SHORT, check_in(4, replace(NOON, number=5))).reason is Reason.SCORE
    choice = chosen(replace(SHORT, quiet=True), replace(NOON, number=5))
    assert choice.reason is Reason.SCORE
    assert next(each.dropped for each in choice.candidates) == ("F3",)


def test_d3b_the_other_side_comes_in_the_next_break() -> None:
    banana = each("lazy-banana-stretch", 40, 0)
    first = done("lazy-banana-stretch", 0, banana, owed=Side.RIGHT)
    choice = chosen(HOME, past=[first])
    assert (choice.what, choice.sides, choice.seconds) == ("lazy-banana-stretch", (Side.RIGHT,), 40)
    assert (choice.reason, choice.owed) == (Reason.OWED, None)
    assert chosen(HOME, FOURTH, [first]).reason is Reason.OWED, "before the walk"
    assert chosen(replace(HOME, budget=30), past=[first]).reason is Reason.OWED, "before the short routine"
    for other in (
        [replace(first, day=ago(1))],
        [replace(first, outcome=Outcome.SKIPPED, did=())],
        [replace(first, too_much="lazy-banana-stretch")],
        [first, done("posture-reset", 0)],
    ):
        assert chosen(HOME, past=other).reason is not Reason.OWED
    assert chosen(replace(HOME, floor_ok=False), past=[first]).reason is not Reason.OWED
    assert chosen(HOME, check_in(5), [first]).reason is not Reason.OWED


def test_d3b_what_was_not_named_in_between_changes_nothing() -> None:
    first = done("seated-figure-four", 0, each("seated-figure-four", 20, 0), owed=Side.RIGHT)
    walked = replace(done("daily-walk", 0), shown=False)
    marked = replace(too_much("sit-to-stand", 0), shown=False)
    choice = chosen(replace(OFFICE, budget=30), past=[first, walked, marked])
    assert (choice.what, choice.sides, choice.easier) == ("seated-figure-four", (Side.RIGHT,), False)
    its_own = replace(too_much("seated-figure-four", 0), shown=False)
    assert chosen(replace(OFFICE, budget=30), past=[first, its_own]).reason is not Reason.OWED


def test_d3b_the_second_side_is_as_easy_as_the_first() -> None:
    """After a long time away: the first side took that back, and was the easier one."""
    before = done("seated-figure-four", 16, each("seated-figure-four", 20, 20))
    first = done("seated-figure-four", 0, each("seated-figure-four", 20, 0), owed=Side.RIGHT)
    for easier in (True, False):
        choice = chosen(replace(OFFICE, budget=30), past=[before, replace(first, easier=easier)])
        assert (choice.reason, choice.easier) == (Reason.OWED, easier)


@pytest.mark.parametrize("movement", ["ball-ql-release-wall", "suitcase-hold"])
def test_d3b_what_rests_after_it_may_be_ended(movement: str) -> None:
    past = [done(movement, 0, each(movement, 20, 0), owed=Side.RIGHT)]
    assert chosen(HOME, EVENING, past).reason is Reason.OWED
    yesterday = replace(past[0], day=ago(1))
    expected = Reason.OWED if movement == "ball-ql-release-wall" else Reason.WEEKLY
    assert chosen(HOME, EVENING, [yesterday, *past]).reason is expected


def test_d4_after_a_long_meeting() -> None:
    after = replace(NOON, after_long_meeting=True)
    assert chosen(context=after).what == "after-long-meeting-3m"
    assert chosen(context=replace(after, number=4)).what == "after-long-meeting-3m", "before the walk"
    for context in (replace(after, in_call=True), check_in(4, after)):
        assert chosen(context=context).reason is not Reason.LONG_MEETING
    assert chosen(replace(OFFICE, can_stand=False), after).reason is Reason.SCORE
    assert chosen(replace(OFFICE, equipment=frozenset({"chair"})), after).reason is Reason.SCORE


def test_d5_a_walk_every_fourth_break_or_two_hours_after_the_last() -> None:
    assert chosen(context=FOURTH).facts == {"number": 4}
    assert chosen(context=replace(NOON, since_walk=120)).facts == {"minutes": 120}
    assert chosen(context=replace(NOON, since_walk=119)).reason is Reason.SCORE
    assert chosen(context=replace(NOON, since_walk=None)).facts == {"minutes": 180}, "since the day began"
    assert chosen(context=replace(FOURTH, in_call=True)).reason is Reason.SCORE
    assert chosen(replace(OFFICE, can_stand=False), FOURTH).reason is Reason.SCORE
    assert chosen(context=check_in(5, FOURTH)).reason is Reason.WALK
    assert chosen(context=check_in(5, FOURTH)).longer is None, "not on such a day"
    assert chosen(context=FOURTH, past=[too_much("walk-break", 2)]).reason is Reason.SCORE


def test_d5_a_walk_that_was_just_offered_is_not_offered_again() -> None:
    due = replace(NOON, since_walk=200)
    walk, other = left_undone("walk-break", 0), left_undone("posture-reset", 0)
    assert chosen(context=due, past=[walk]).reason is Reason.SCORE
    assert chosen(context=due, past=[walk, other, other]).reason is Reason.SCORE
    assert chosen(context=due, past=[walk, other, other, other]).reason is Reason.WALK
    assert chosen(context=replace(due, declined=frozenset({"walk-break"}))).reason is Reason.SCORE


def test_d5b_a_weekly_routine_after_work_at_home_once_a_day() -> None:
    choice = chosen(HOME, EVENING)
    assert (choice.what, choice.seconds) == ("butt-walk-programme", 360)
    assert choice.facts == {"target": "butt-walk", "done": 0, "goal": 3}
    assert chosen(replace(HOME, places=(Place.OFFICE,) * 7), EVENING).reason is Reason.SCORE
    afternoon = replace(EVENING, now=datetime(2026, 3, 4, 15, 30))
    assert chosen(HOME, afternoon).reason is Reason.SCORE
    assert chosen(HOME, replace(afternoon, last_of_hours=True)).reason is Reason.WEEKLY
    for outcome in (Outcome.SKIPPED, Outcome.MISSED, Outcome.TAKEN):
        assert chosen(HOME, EVENING, [left_undone("evening-unwind-7m", 0, outcome)]).reason is Reason.SCORE
    assert chosen(HOME, check_in(4, EVENING)).reason is Reason.SCORE


def test_d5b_what_is_withheld_is_passed_over() -> None:
    sore_knees = replace(HOME, answers={"knee": Answer.YES, "bleeding-risk": Answer.YES})
    choice = chosen(sore_knees, EVENING)
    assert [(each.id, each.dropped) for each in choice.candidates[:3]] == [
        ("butt-walk-programme", ("F1",)),
        ("side-plank-ladder-3", ("ladder", "F1")),
        ("side-plank-ladder-2", ("ladder", "F1")),
    ]
    assert choice.what == "side-plank-ladder-1"
    early = replace(EVENING, now=datetime(2026, 3, 4, 16, 0), last_of_hours=True)
    enough = [
        done("butt-walk", 2), done("suitcase-hold", 2), done("evening-unwind-7m", 2),
        done("butt-walk", 1), done("evening-unwind-7m", 1), done("suitcase-hold", 0),
    ]  # fmt: skip
    assert chosen(HOME, EVENING, enough).what == "ball-release-evening"
    assert chosen(HOME, early, enough).reason is not Reason.WEEKLY, "too early for a ball"


def test_d5b_leaves_side_strength_to_the_ladder_for_who_has_evenings() -> None:
    def dropped(past: Sequence[Past], profile: Profile = HOME) -> bool:
        looked_at = {each.id: each.dropped for each in chosen(profile, past=past).candidates}
        return "F10" in looked_at["wall-side-plank"]

    offered = left_undone("butt-walk-programme", 1, Outcome.MISSED)
    assert not dropped(SOME), "who never had an evening waits for none"
    assert dropped([offered])
    assert not dropped([offered], replace(HOME, places=(Place.OFFICE,) * 7))
    assert not dropped([offered], replace(HOME, equipment=HOME.equipment - {"wall"})), "there is no step to begin with"
    skipped = left_undone("side-plank-ladder-1", 4)
    assert not dropped([skipped, offered]), "they want none"
    climbed = done("side-plank-ladder-1", 2, each("wall-side-plank", 10, 10))
    assert not dropped([climbed, offered])


def test_where_there_is_one_movement_only_every_other_break_is_plain() -> None:
    nothing_at_hand = replace(OFFICE, can_stand=False, equipment=frozenset[str]())
    past: list[Past] = list(SOME)
    told = []
    for number in range(1, 9):
        choice = chosen(nothing_at_hand, replace(NOON, number=number), past)
        told.append(choice.what)
        past += [done(choice.what, 0)] if choice.what else []
    assert len(set(told)) == 2
    assert told[0::2] == [told[0]] * 4
    assert told[3::2] == [None] * 3


def test_when_nothing_fits_there_is_still_something() -> None:
    little = replace(OFFICE, budget=10)
    choice = chosen(little)
    assert (choice.what, choice.seconds, choice.reason) == ("stand-and-shift", 10, Reason.NOTHING_ELSE)
    assert chosen(replace(little, can_stand=False)).what == "posture-reset"
    assert chosen(little, replace(NOON, in_call=True)).what == "posture-reset"
    surgery = replace(OFFICE, answers={"recent-surgery": Answer.YES})
    choice = chosen(surgery)
    assert (choice.what, choice.reason, choice.stands_up) == (None, Reason.NOTHING, False)
    assert {each.id for each in choice.candidates} == set(LIBRARY.movements)


def test_what_is_no_longer_in_the_library_is_forgotten() -> None:
    gone = Past(WEDNESDAY, "my-own", Outcome.TAKEN, (both("my-own"),), owed=Side.LEFT, too_much="my-own")
    assert chosen(past=[gone]).reason is Reason.SCORE
    assert situation(past=[gone]).lately.worked == {}
