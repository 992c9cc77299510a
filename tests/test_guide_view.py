"""What a terminal shows of a movement under way, without a terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak import places
from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.choice import Reason
from deskbreak.core.guiding import Guiding
from deskbreak.core.laying_out import of_routine
from deskbreak.core.movement import Movement, Side
from deskbreak.core.profile import Profile
from deskbreak.core.suggestion import Suggestion
from deskbreak.guide_script import Saying, Weight, heading, script
from deskbreak.guide_view import KEYS, keys_line, line, next_change, request, summary
from deskbreak.guide_words import EASY_RANGE
from deskbreak.library.safety import safety
from deskbreak.terminal_view import cells
from tests.offered import LIBRARY, PLAIN, suggested

BEGAN = 500.0
STRETCH = suggested("standing-ql-stretch", Side.RIGHT)
EVERYTHING = [suggested(one) for one in (*LIBRARY.movements.values(), PLAIN)]
EVERYTHING += [of_routine(one, LIBRARY, Profile()) for one in LIBRARY.routines.values()]


def routine(id: str) -> Suggestion:
    return of_routine(LIBRARY.routines[id], LIBRARY, Profile())


def signs(movement: Movement) -> tuple[str, ...]:
    return ("sharp pain", "dizziness") if movement.id == "standing-ql-stretch" else ()


def said(suggestion: Suggestion) -> list[Saying]:
    return list(script(suggestion, signs))


def texts(saying: Saying) -> list[str]:
    return [told.text for told in saying.lines]


def test_the_script_of_a_movement_with_two_sides() -> None:
    sayings = said(STRETCH)
    assert [(each.at, each.part, each.about) for each in sayings] == [
        (0, 0, "get-ready"), (5, 0, "move"), (15, 0, "half"),
        (25, 1, "switch"), (30, 1, "move"), (40, 1, "half"),
    ]  # fmt: skip
    ready, move, half, switch, other, _half = map(texts, sayings)
    assert ready[:3] == ["Standing QL stretch · 50 s", "Stand up.", "Get into place for the right side."]
    assert ready[3] == "1. Stand with feet shoulder-width apart, knees soft."
    assert "Sweep your right arm overhead." in ready[5]
    assert ready[-2:] == ["Stop when there is: sharp pain; dizziness", EASY_RANGE]
    assert sayings[0].lines[-1].weight is Weight.FAINT
    assert move == ["Right side · 1 of 2"]
    assert half == ["Half time. Still mild? Breathe."]
    assert switch[0] == "Change sides: left next"
    assert "Sweep your left arm overhead." in switch[3]
    assert not any("Stop when" in text for text in switch)
    assert other == ["Left side · 2 of 2"]


def test_a_routine_tells_what_comes_and_shows_the_same_steps_once() -> None:
    sayings = said(routine("side-plank-ladder-1"))
    first = [texts(each)[0] for each in sayings]
    assert first[:5] == [
        "Side-plank ladder 1: wall · 2 min", "Stand and shift · 1 of 7",
        "Next: Wall side plank · Left side", "Wall side plank · 2 of 7 · Left side", "Change sides: right next",
    ]  # fmt: skip
    assert texts(sayings[0])[1] == "First: Stand and shift"
    numbered = [text for each in sayings for text in texts(each) if text.startswith("1. ")]
    assert len(numbered) == len(set(numbered)) == 3


def test_a_routine_without_time_to_get_ready_still_tells_the_steps() -> None:
    (only,) = said(routine("walk-break-5m"))
    assert texts(only)[1].startswith("First: ")
    assert texts(only)[2].startswith("1. ")
    assert texts(only)[-1].endswith(" · 1 of 1")


def test_the_ball_is_nudged_at_half_time() -> None:
    evening = routine("ball-release-evening")
    halves = [each for each in said(evening) if each.about == "half"]
    told = {evening.parts[each.part].movement.kind: texts(each)[0] for each in halves}
    assert told["release"] == "Half time. Still mild? Breathe. Nudge the ball a little; spare ribs and spine."
    assert all("ball" not in text for kind, text in told.items() if kind != "release")


def test_short_holds_and_what_is_not_held_have_no_half_time() -> None:
    assert [each.about for each in said(routine("side-plank-ladder-1")) if each.about == "half"] == []
    for id in ("walk-break", "wall-side-plank", "seated-spinal-twist"):
        assert [each.about for each in said(suggested(id)) if each.about == "half"] == []


def test_several_holds_are_told() -> None:
    assert "2 holds of 10 s, with 5 s of rest between." in texts(said(suggested("wall-side-plank"))[0])
    assert not any("holds of" in text for each in said(routine("side-plank-ladder-1")) for text in texts(each))


@pytest.mark.parametrize("suggestion", EVERYTHING, ids=lambda suggestion: str(suggestion.id))
def test_everything_there_is_can_be_told(suggestion: Suggestion) -> None:
    sayings = said(suggestion)
    assert [each.at for each in sayings] == sorted(each.at for each in sayings)
    assert len({(each.part, each.about) for each in sayings}) == len(sayings)
    assert all(told.text and "{" not in told.text for each in sayings for told in each.lines)
    assert {each.part for each in sayings} == set(range(len(suggestion.parts)))


@pytest.mark.parametrize(
    ("reason", "told"), [(Reason.UNREAD, "deskbreak safety"), (Reason.LOCKED, "You ticked a warning sign")]
)
def test_why_it_is_only_a_plain_break(reason: Reason, told: str) -> None:
    assert told in texts(said(replace(suggested(PLAIN), reason=reason))[0])[1]


def test_one_side_alone_is_not_counted() -> None:
    one_side = Suggestion(STRETCH.what, STRETCH.parts[:1], owed=Side.LEFT)
    assert heading(one_side, Guiding(one_side, BEGAN).at(BEGAN + 10)) == "Right side"


@pytest.mark.parametrize(
    ("after", "width", "shown"),
    [
        (2, 79, "████░░░░░░░░  Get ready · 0:03 · 0:48 in all  space pause · q end · n next"),
        (8.5, 99, "██░░░░░░░░░░  Right side · 0:17 · 0:42 in all  space pause · q end · n next · m too much"),
        (15, 39, "███░░░  Right side · 0:10 · 0:35 in all"),
        (26, 39, "░░░░  Change sides · 0:04 · 0:24 in all"),
        (26, 20, "Change sides · 0:04"),
        (26, 12, "Change side…"),
        (49.9, 79, "███████████░  Left side · 0:01  space pause · q end · n next · m too much"),
        (60, 79, "████████████  Done · 0:00  space pause · q end · n next · m too much"),
    ],
)
def test_the_live_line(after: float, width: int, shown: str) -> None:
    assert line(Guiding(STRETCH, BEGAN), BEGAN + after, width).plain == shown


def test_while_it_pauses_the_line_says_how_to_go_on() -> None:
    held = Guiding(STRETCH, BEGAN).held(BEGAN + 10)
    assert line(held, BEGAN + 300, 39).plain == "█░░░░░  Paused · 0:15  space go on"
    assert next_change(held, BEGAN + 300) is None


def test_in_plain_ascii_and_without_keys() -> None:
    shown = line(Guiding(STRETCH, BEGAN), BEGAN + 15, 79, ascii_only=True, has_keys=False)
    assert (shown.bar, shown.keys) == ("[######------]", "")


@given(
    st.sampled_from(EVERYTHING), st.floats(0, 2000), st.integers(1, 120), st.booleans(), st.booleans(), st.booleans()
)
def test_the_line_is_never_wider_than_the_terminal(
    suggestion: Suggestion, after: float, width: int, ascii_only: bool, has_keys: bool, pauses: bool
) -> None:
    guiding = Guiding(suggestion, BEGAN)
    guiding = guiding.held(BEGAN + after / 2) if pauses else guiding
    assert cells(line(guiding, BEGAN + after, width, ascii_only, has_keys).plain) <= width


@given(st.sampled_from(EVERYTHING), st.floats(0, 300))
def test_between_two_changes_the_line_stays_as_it_is(suggestion: Suggestion, after: float) -> None:
    guiding, now = Guiding(suggestion, BEGAN), BEGAN + after
    then = next_change(guiding, now)
    assert then is not None
    assert now < then <= now + 1 + 1e-6
    halfway = now + (then - now) / 2
    assert line(guiding, halfway, 79).words == line(guiding, now, 79).words


def test_the_keys() -> None:
    guiding = Guiding(STRETCH, BEGAN)
    held = guiding.held(BEGAN + 3)
    assert keys_line(guiding) == "space pause · q end · n next · m too much"
    assert keys_line(held) == "space go on · q end · n next · m too much"
    assert [request(key.letter, guiding) for key in KEYS] == [
        {"do": "hold"}, {"do": "stop"}, {"do": "ahead"}, {"do": "too-much"},
    ]  # fmt: skip
    assert request(" ", held) == {"do": "go-on"}
    assert request("x", guiding) is None


def test_a_plain_break_has_nothing_that_could_be_too_much() -> None:
    guiding = Guiding(suggested(PLAIN), BEGAN)
    assert keys_line(guiding) == "space pause · q end · n next"
    assert request("m", guiding) is None


@pytest.mark.parametrize(
    ("outcome", "moved", "told"),
    [
        (Outcome.TAKEN, Movements(20, 20), ["Done.", "Left side 20 s · Right side 20 s"]),
        (Outcome.TAKEN, Movements(both=90), ["Done.", "1 min 30 s of movement"]),
        (Outcome.PARTLY, Movements(right=8, both=30), [
            "Ended early. What you did counts.", "Right side 8 s · Both sides 30 s",
        ]),
        (None, Movements(left=2), ["Ended before it began to count.", "Left side 2 s"]),
        (None, Movements(), ["Ended before it began to count."]),
    ],
)  # fmt: skip
def test_what_is_told_at_the_end(outcome: Outcome | None, moved: Movements, told: list[str]) -> None:
    assert [each.text for each in summary(outcome, moved)] == told


ON_FOOT = [each for each in EVERYTHING if each.parts[0].movement.context in ("standing", "doorway")]
NOT_FROM_A_CHAIR = ("sit-to-stand", "daily-walk")
"""The one begins on it, the other waits for its moment."""


@pytest.mark.parametrize("suggestion", ON_FOOT, ids=lambda each: each.id)
def test_whoever_sits_is_told_first_to_stand_up_for_what_is_done_standing(suggestion: Suggestion) -> None:
    told = [text for saying in said(suggestion) for text in texts(saying)]
    ups = [n for n, text in enumerate(told) if text == "Stand up." or text.startswith("1. Stand up")]
    if suggestion.id in NOT_FROM_A_CHAIR:
        assert ups == []
    else:
        assert ups[0] <= 2, "before anything that is to be done standing"
    assert told.count("Stand up.") <= 1


def test_nobody_is_told_to_stand_up_for_anything_else() -> None:
    for suggestion in EVERYTHING:
        if all(part.movement.context not in ("standing", "doorway") for part in suggestion.parts):
            assert "Stand up." not in [text for saying in said(suggestion) for text in texts(saying)]


def test_the_line_of_the_stop_signals_is_told_once_and_not_of_a_plain_break() -> None:
    assert safety(places.shipped("config")).stop_signals.line == EASY_RANGE
    for suggestion in EVERYTHING:
        told = [texts(saying) for saying in said(suggestion)]
        assert told[0].count(EASY_RANGE) == (suggestion.id != PLAIN.id)
        assert not any(EASY_RANGE in later for later in told[1:])


def test_back_from_the_chair_it_is_told_again() -> None:
    stretch = LIBRARY.movements["standing-ql-stretch"]
    parts = (*suggested("posture-reset").parts, *suggested(stretch, Side.LEFT).parts)
    both = replace(routine("gentle-day-2m"), parts=parts)
    assert [text for saying in said(both) for text in texts(saying)].count("Stand up.") == 1
