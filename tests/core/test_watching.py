"""When what asks for quiet is watched."""

from __future__ import annotations

import pytest

from deskbreak.core.breaks import Rules
from deskbreak.core.state import Phase
from deskbreak.core.watching import LEAD, begins_at, is_wanted
from tests.desk import MINUTE, Desk


def watches(desk: Desk) -> bool:
    return is_wanted(desk.engine.view(desk.now), desk.now)


def begins_in(desk: Desk) -> float | None:
    at = begins_at(desk.engine.view(desk.now), desk.now)
    return None if at is None else at - desk.now


def phase(desk: Desk) -> Phase:
    return desk.engine.state.phase


@pytest.fixture
def desk() -> Desk:
    return Desk(Rules(typing_pause=0)).is_seen()


def test_not_while_somebody_works_but_from_the_heads_up_on(desk: Desk) -> None:
    assert (watches(desk), begins_in(desk)) == (False, 29 * MINUTE)
    desk.works(20)
    assert (watches(desk), begins_in(desk)) == (False, 9 * MINUTE)
    desk.works(9)
    assert (watches(desk), begins_in(desk)) == (True, None)


def test_in_time_also_without_a_heads_up() -> None:
    late = Desk(Rules(heads_up=0)).is_seen()
    assert begins_in(late) == 30 * MINUTE - LEAD


def test_while_a_break_is_asked_for_held_back_or_put_off(desk: Desk) -> None:
    desk.call(True).works(31)
    assert phase(desk) is Phase.DEFERRED
    assert watches(desk)
    desk.call(False).works(1)
    assert phase(desk) is Phase.PROMPTED
    assert watches(desk)
    desk.snoozes()
    assert phase(desk) is Phase.SNOOZED
    assert watches(desk)
    desk.starts()
    assert not watches(desk)


def test_before_the_repeat_of_one_that_nobody_answered(desk: Desk) -> None:
    desk.works(34)
    assert phase(desk) is Phase.WORKING
    assert not watches(desk)
    left = begins_in(desk)
    assert left is not None
    desk.works(left / MINUTE)
    assert watches(desk)
    desk.works(1)
    assert phase(desk) is Phase.PROMPTED


def test_while_somebody_is_still_until_they_are_away(desk: Desk) -> None:
    desk.leaves(2)
    assert watches(desk)
    desk.works(2)
    assert phase(desk) is Phase.AWAY
    assert (watches(desk), begins_in(desk)) == (False, None)
    desk.returns()
    assert not watches(desk)


def test_for_as_long_as_a_film_lasts(desk: Desk) -> None:
    desk.leaves(1).film(True).works(20)
    assert watches(desk)


def test_not_behind_a_lock_and_not_all_night_in_a_pause(desk: Desk) -> None:
    desk.locks(20)
    assert (watches(desk), begins_in(desk)) == (False, None)
    desk.unlocks().pauses()
    desk.leaves(60)
    assert (watches(desk), begins_in(desk)) == (False, None)


def test_what_was_on_the_screen_when_a_pause_came_falls_due_at_its_end(desk: Desk) -> None:
    desk.works(30.5).pauses()
    assert watches(desk)


def test_not_while_standing(desk: Desk) -> None:
    desk.works(29.5).stands()
    assert (watches(desk), begins_in(desk)) == (False, None)
