"""What may be started by hand: nothing that is withheld, the best fitting first, each laid out in full."""

from __future__ import annotations

from dataclasses import replace

import pytest

from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.choice import Reason
from deskbreak.core.laying_out import bouts, of_movement, suggestion_of, whole
from deskbreak.core.movement import Item, Movement, Routine, Side
from deskbreak.core.offers import Offer, closed_by, may_be_named, offers, suits
from deskbreak.core.past import Past
from deskbreak.core.profile import Answer, Profile, RedFlag
from deskbreak.core.safety import Verdict, limits, routine_verdict, verdict
from deskbreak.core.suggest import choose
from deskbreak.core.timeline import duration
from tests.core.policy_words import EVENING, HOME, NOON, OFFICE, done, each, left_undone, situation, too_much
from tests.offered import LIBRARY, PLAIN

SOME = (done("posture-reset", 1),)
CONDITIONS = sorted({
    name for one in LIBRARY.movements.values() if one.contraindications
    for name in (*one.contraindications.withhold, *one.contraindications.care)
})  # fmt: skip


def offered(profile: Profile = OFFICE, past: tuple[Past, ...] = SOME) -> tuple[Offer, ...]:
    now = replace(situation(profile, NOON, past), library=LIBRARY)
    return offers(now, choose(LIBRARY, profile, NOON, past))


def ids(profile: Profile = OFFICE, past: tuple[Past, ...] = SOME) -> list[str]:
    return [offer.suggestion.id for offer in offered(profile, past)]


def test_what_the_policy_chose_comes_first() -> None:
    for profile in (OFFICE, HOME):
        assert ids(profile)[0] == choose(LIBRARY, profile, NOON, SOME).what


@pytest.mark.parametrize("condition", CONDITIONS)
def test_what_is_withheld_is_not_there_and_what_asks_for_care_is_marked(condition: str) -> None:
    profile = replace(HOME, answers={condition: Answer.YES})
    level, told = limits(profile), {offer.suggestion.id: offer.care for offer in offered(profile)}
    verdicts = {one.id: verdict(one, level) for one in LIBRARY.movements.values()}
    verdicts |= {one.id: routine_verdict(one, level, LIBRARY) for one in LIBRARY.routines.values()}
    for name, said in verdicts.items():
        assert said is not Verdict.WITHHELD or name not in told
        assert name not in told or told[name] is (said is Verdict.CARE)


def test_who_cannot_stand_is_offered_nothing_but_what_is_done_seated() -> None:
    contexts = {offer.suggestion.context for offer in offered(replace(HOME, can_stand=False))}
    assert contexts == {"seated"}


def test_without_the_floor_and_the_things_there_is_nothing_that_needs_them() -> None:
    for offer in offered():
        assert not offer.suggestion.what.needs_floor
        assert offer.suggestion.what.level == 1


def test_under_a_warning_sign_there_is_nothing() -> None:
    assert ids(replace(HOME, red_flag=RedFlag.EMERGENCY)) == []


def test_too_much_this_week_is_not_offered() -> None:
    past = (*SOME, too_much("seated-side-bend", 1))
    assert "seated-side-bend" in ids()
    assert "seated-side-bend" not in ids(OFFICE, past)


@pytest.mark.parametrize("ball", ["ball-ql-leg-rock", "ball-glute-release-wall", "ball-release-evening"])
def test_a_ball_is_for_once_a_day_by_hand_as_well(ball: str) -> None:
    what = LIBRARY.movements.get(ball) or LIBRARY.routines[ball]

    def closed(*past: Past) -> str | None:
        return closed_by(what, replace(situation(HOME, NOON, past), library=LIBRARY))

    pressed = each("ball-ql-release-wall", 45, 45)
    assert closed(*SOME) is None, "at any time of day"
    assert closed(done("ball-ql-release-wall", 1, pressed)) is None
    assert closed(left_undone("ball-ql-release-wall", 0)) is None
    for outcome in (Outcome.TAKEN, Outcome.PARTLY):
        assert closed(done("ball-ql-release-wall", 0, pressed, outcome=outcome)) == "F9"
    assert closed(replace(done("ball-ql-release-wall", 0, pressed), shown=False)) == "F9"


@pytest.mark.parametrize(
    ("chosen", "past", "at_noon", "in_the_evening"),
    [
        ("ball-ql-leg-rock", SOME, False, True),
        ("ball-release-evening", SOME, False, True),
        ("wall-side-plank", SOME, True, True),
        ("wall-side-plank", (left_undone("suitcase-hold", 1),), False, False),
        ("seated-side-bend", SOME, True, True),
    ],
)
def test_a_reminder_names_what_was_chosen_once_nothing_keeps_it_from(
    chosen: str, past: tuple[Past, ...], at_noon: bool, in_the_evening: bool
) -> None:
    what = LIBRARY.movements.get(chosen) or LIBRARY.routines[chosen]
    for moment, expected in ((NOON, at_noon), (EVENING, in_the_evening)):
        assert may_be_named(what, replace(situation(HOME, moment, past), library=LIBRARY)) is expected


def test_by_hand_it_is_all_of_it_whatever_the_budget() -> None:
    short = replace(situation(replace(OFFICE, budget=20), NOON, SOME), library=LIBRARY)
    suggestion = whole(LIBRARY.movements["seated-side-bend"], short)
    assert (suggestion.sides, suggestion.by_hand, duration(suggestion)) == ((Side.LEFT, Side.RIGHT), True, 50)
    assert suggestion.begun_on(Side.RIGHT).sides == (Side.RIGHT, Side.LEFT)
    assert suggestion.begun_on(Side.LEFT) is suggestion


def test_what_was_named_suits_no_longer_once_somebody_told_otherwise() -> None:
    named = suggestion_of(choose(LIBRARY, OFFICE, NOON, SOME), LIBRARY, OFFICE, PLAIN)
    assert isinstance(named.what, Movement)

    def fits(profile: Profile) -> bool:
        return suits(named, replace(situation(profile, NOON, SOME), library=LIBRARY))

    assert fits(OFFICE)
    assert not fits(replace(OFFICE, red_flag=RedFlag.SAME_DAY))
    assert not fits(replace(OFFICE, answers={"recent-surgery": Answer.YES}))


def test_where_somebody_is_takes_back_what_was_named_but_not_what_they_began() -> None:
    by_hand = whole(LIBRARY.movements["seated-side-bend"], replace(situation(HOME), library=LIBRARY))
    in_the_office = replace(HOME, places=OFFICE.places)
    for profile, fits in ((HOME, True), (in_the_office, True), (replace(in_the_office, quiet=True), False)):
        now = replace(situation(profile, EVENING, SOME), library=LIBRARY)
        for reason in (Reason.SCORE, Reason.CHOSEN):
            assert suits(replace(by_hand, reason=reason), now) is fits
        assert suits(by_hand, now)


def test_of_a_routine_the_parts_count_as_they_were_named() -> None:
    """Meanwhile somebody may have written their own in its place."""
    named = whole(LIBRARY.routines["desk-ql-reset-2m"], replace(situation(OFFICE), library=LIBRARY))
    gentler = replace(LIBRARY.routines["desk-ql-reset-2m"], items=(Item("posture-reset", "both", 20),), blocked_for=())
    library = replace(LIBRARY, routines={**LIBRARY.routines, gentler.id: gentler})
    kept = replace(named, what=gentler)
    now = replace(situation(replace(OFFICE, answers={"hip-replacement": Answer.YES}), NOON, SOME), library=library)
    assert suits(whole(gentler, now), now)
    for reason in (None, Reason.SCORE):
        assert not suits(replace(kept, reason=reason), now), "the seated spinal twist of before"


@pytest.mark.parametrize(
    ("movement", "intensity", "fits"),
    [
        ("seated-side-bend", 3, True), ("seated-side-bend", 4, False), ("seated-side-bend", 7, False),
        ("seated-sit-bone-walk", 6, True), ("seated-sit-bone-walk", 7, False),
        ("walk-break", 4, True), ("walk-break", 10, True), ("posture-reset", 10, True),
    ],
)  # fmt: skip
def test_what_was_named_goes_with_how_the_back_is_today(movement: str, intensity: int, fits: bool) -> None:
    told = replace(NOON, check_ins={NOON.today: intensity})
    now = replace(situation(OFFICE, told, SOME), library=LIBRARY)
    by_hand = whole(LIBRARY.movements[movement], now)
    assert suits(replace(by_hand, reason=Reason.SCORE), now) is fits
    is_gentle_day = intensity >= 7
    assert suits(replace(by_hand, reason=Reason.CHOSEN), now) is (fits or not is_gentle_day)
    assert may_be_named(by_hand.what, now) is (fits or not is_gentle_day)
    assert suits(by_hand, now), "what they start by hand is theirs to do"


@pytest.mark.parametrize("what", [*LIBRARY.movements.values(), *LIBRARY.routines.values()], ids=lambda what: what.id)
def test_what_is_laid_out_is_done_part_by_part(what: Movement | Routine) -> None:
    suggestion = whole(what, replace(situation(HOME, NOON, SOME), library=LIBRARY))
    total = sum(part.seconds for part in suggestion.parts)
    for share in (0.0, 0.3, 0.5, 1.0):
        told = bouts(suggestion, Outcome.PARTLY, total * share)
        assert sum(bout.moved.total for bout in told) == pytest.approx(total * share)
        assert len({bout.movement for bout in told}) == len(told)
    assert bouts(suggestion, Outcome.SKIPPED, 0.0) == ()
    mirrored = bouts(suggestion.mirrored(), Outcome.TAKEN, total)
    for bout, other in zip(bouts(suggestion, Outcome.TAKEN, total), mirrored, strict=True):
        assert (bout.moved.left, bout.moved.right) == (other.moved.right, other.moved.left)


def test_a_plain_break_when_the_policy_has_nothing() -> None:
    choice = choose(LIBRARY, replace(OFFICE, red_flag=RedFlag.EMERGENCY), NOON, SOME)
    assert suggestion_of(choice, LIBRARY, OFFICE, PLAIN) == replace(of_movement(PLAIN), reason=Reason.LOCKED)
    assert bouts(of_movement(PLAIN), Outcome.TAKEN, 60)[0].moved == Movements(both=60)
