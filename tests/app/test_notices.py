from __future__ import annotations

import re
from dataclasses import replace

import pytest

from deskbreak.app import countdown_notices, notices
from deskbreak.app.texts import Said
from deskbreak.core.effects import Asking, ShowPrompt
from deskbreak.core.laying_out import of_movement, of_routine
from deskbreak.core.movement import Side
from deskbreak.core.profile import Profile
from deskbreak.core.suggestion import Suggestion
from deskbreak.core.timeline import timeline
from deskbreak.guide_words import EASY_RANGE
from deskbreak.library.vocabulary import BODY_WORDS, NOT_SAID
from deskbreak.ports.notices import Notice
from tests.offered import LIBRARY, PLAIN, suggested

TITLE_MOST, BODY_MOST, BUTTON_MOST = 40, 120, 14
PLAINLY = Said("Time for a pause")


def prompt(
    asking: Asking = Asking.DUE,
    sat: float = 1800,
    can_snooze: bool = True,
    suggestion: Suggestion | None = None,
    said: Said = PLAINLY,
) -> Notice:
    asked = ShowPrompt(("stand-up",), asking, sat, can_snooze)
    return notices.prompt(asked, suggestion or suggested("standing-ql-stretch", Side.RIGHT), said, snooze=300)


def labels(notice: Notice) -> list[str]:
    return [button.label for button in notice.buttons]


def test_it_names_the_movement_its_sides_and_its_time() -> None:
    both = suggested("standing-ql-stretch", Side.RIGHT)
    assert prompt().body == "Right side, then left: Standing QL stretch, 50 s.\nYou have sat 30 min."
    for side, told in ((Side.LEFT, "Left side: "), (Side.RIGHT, "Right side: ")):
        one = of_movement(both.parts[0].movement, (side,))
        assert notices.movement_line(one) == f"{told}Standing QL stretch, 25 s."
    assert notices.movement_line(both.mirrored()) == "Left side, then right: Standing QL stretch, 50 s."
    assert notices.movement_line(suggested("stand-and-shift")) == "Stand and shift, 35 s."
    assert notices.movement_line(of_routine(LIBRARY.routines["after-long-meeting-3m"], LIBRARY, Profile())) == (
        "After a long meeting, 3 min."
    )


def test_a_text_with_a_body_of_its_own_names_no_movement() -> None:
    said = Said("Mat routine: 1 of 3 this week", "Six minutes on the mat, now or later this evening.")
    shown = prompt(said=said)
    assert (shown.title, shown.body.splitlines()[0]) == (said.title, said.body)


@pytest.mark.parametrize("what", [*LIBRARY.movements, *LIBRARY.routines])
def test_what_a_notice_calls_it_may_be_read_by_others(what: str) -> None:
    """CONTENT 7.1, W6. The program's own lists have the plain names."""
    routine = LIBRARY.routines.get(what)
    suggestion = of_routine(routine, LIBRARY, Profile()) if routine else suggested(what)
    countdown = [
        countdown_notices.countdown(suggestion, stretch, 60).title for stretch in timeline(suggestion).stretches
    ]
    asked = prompt(suggestion=suggestion), notices.another(suggestion)
    for said in (*countdown, *(notice.body for notice in asked)):
        assert set(re.findall("[a-z]+", said.lower())).isdisjoint(BODY_WORDS | NOT_SAID), said
    assert all(len(title) <= TITLE_MOST for title in countdown)


def test_the_lists_of_the_program_have_the_plain_name() -> None:
    mat = of_routine(LIBRARY.routines["butt-walk-programme"], LIBRARY, Profile())
    assert prompt(suggestion=mat).body.startswith("Mat routine, 6 min.")
    assert notices.movement_line(mat) == "Butt-walk programme, 6 min."


def test_where_titles_are_private_the_countdown_names_nothing() -> None:
    routine = of_routine(LIBRARY.routines["stand-side-bend-30s"], LIBRARY, Profile())
    titles = [
        countdown_notices.countdown(routine, stretch, 8, private=True).title for stretch in timeline(routine).stretches
    ]
    assert titles == [
        "Get into place · 0:08", "Your break · 0:08", "Get into place · 0:08", "Left side · 0:08",
        "Change sides: right next · 0:08", "Right side · 0:08",
    ]  # fmt: skip


def test_a_snoozed_one_says_so() -> None:
    assert prompt(Asking.SNOOZED).body.startswith("Your snoozed reminder.")


def test_buttons() -> None:
    assert labels(prompt()) == ["Start", "In 5 min", "Skip"]
    assert labels(prompt(Asking.REPEAT)) == ["Start", "I did it", "Skip"]
    assert labels(prompt(Asking.SNOOZED, can_snooze=False)) == ["Start", "I did it", "Skip"]


@pytest.mark.parametrize("what", [*LIBRARY.movements, *LIBRARY.routines])
@pytest.mark.parametrize("asking", Asking)
def test_it_can_be_read_at_a_glance(asking: Asking, what: str) -> None:
    routine = LIBRARY.routines.get(what)
    suggestion = of_routine(routine, LIBRARY, Profile()) if routine else suggested(what)
    notice = prompt(asking, sat=99 * 60, suggestion=suggestion)
    assert len(notice.body) <= BODY_MOST
    assert all(len(label) <= BUTTON_MOST for label in labels(notice))
    assert "!" not in notice.title + notice.body


def test_a_routine_is_led_through_part_by_part() -> None:
    routine = of_routine(LIBRARY.routines["stand-side-bend-30s"], LIBRARY, Profile())
    titles = [
        countdown_notices.countdown(routine, stretch, stretch.seconds).title for stretch in timeline(routine).stretches
    ]
    assert titles == [
        "Get into place · 0:02", "Stand and shift · 0:08", "Next: Standing QL stretch · 0:02", "Left side · 0:08",
        "Change sides: right next · 0:02", "Right side · 0:08",
    ]  # fmt: skip


def test_every_stretch_ends_with_what_to_keep_to_but_a_plain_break_has_nothing_to_keep_to() -> None:
    for suggestion, ends in ((suggested("standing-ql-stretch"), True), (suggested(PLAIN), False)):
        bodies = [
            countdown_notices.countdown(suggestion, stretch, 1).body for stretch in timeline(suggestion).stretches
        ]
        assert [body.endswith(f"\n{EASY_RANGE}") for body in bodies] == [ends] * len(bodies)


def test_a_plain_break_has_no_place_to_get_into_and_nothing_that_could_be_too_much() -> None:
    suggestion = suggested(PLAIN)
    (only,) = timeline(suggestion).stretches
    shown = countdown_notices.countdown(suggestion, only, 60)
    assert shown.title == "A minute away from the screen · 1:00"
    assert labels(shown) == ["I did it", "Stop"]
    assert labels(countdown_notices.held(suggestion, only, 60)) == ["Go on", "Stop"]


def test_the_easier_way_is_told_first() -> None:
    easier = replace(suggested("seated-side-bend"), easier=True)
    shown = countdown_notices.countdown(easier, timeline(easier).stretches[1], 20)
    assert shown.body.startswith("Easier: Keep the top hand on your hip and lean only a hand's width. Sit tall")


@pytest.mark.parametrize(
    ("held_by", "second"), [("meeting", "10 min more"), ("microphone", "In 5 min"), ("", "In 5 min")]
)
def test_the_prompt_after_a_meeting_makes_it_longer(held_by: str, second: str) -> None:
    asked = ShowPrompt(("stand-up",), Asking.HELD, 1800, can_snooze=True, held_by=held_by, held=600.0)
    notice = notices.prompt(asked, suggested("standing-ql-stretch"), PLAINLY, snooze=300)
    assert labels(notice) == ["Start", second, "Skip"]
    if held_by == "meeting":
        assert notice.buttons[1].request == {"do": "meeting", "seconds": 600}
