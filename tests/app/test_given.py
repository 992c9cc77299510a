"""What a break is given, and what outlives a restart."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from deskbreak.app.advice import Advice, Now
from deskbreak.app.given import Given
from deskbreak.core.breaks import BreakRecord, Outcome
from deskbreak.core.choice import Reason
from deskbreak.core.effects import Decision, Did
from deskbreak.core.laying_out import of_movement
from deskbreak.core.library import Library
from deskbreak.core.moment import Moment
from deskbreak.core.movement import Side
from deskbreak.core.profile import Answer, Place, Profile, RedFlag
from deskbreak.core.safety import THINGS
from deskbreak.errors import DeskbreakError
from deskbreak.history.store import Store
from tests.offered import FEW, LIBRARY, OFFERED, PLAIN, named, suggested
from tests.virtual import VirtualClock, VirtualZone

CLOCK = VirtualClock()
STRETCH = "standing-ql-stretch"
AT_A_DESK = "after-long-meeting-3m"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "history.db")) as store:
        yield store


def given(store: Store, library: Library = FEW, profile: Profile = Profile(), is_read: bool = True) -> Given:  # noqa: B008
    """As it is after a start: all it remembers is in the store."""
    now = Now(Moment(CLOCK.now(), CLOCK.wall(), VirtualZone().local), CLOCK.wall())
    return Given(Advice(library, PLAIN, lambda: profile, store, lambda: now), store, CLOCK, lambda: is_read)


def test_the_choice_outlives_a_restart(store: Store) -> None:
    given(store).choose("walk-break")
    again = given(store)
    assert again.chosen == "walk-break"
    assert (again.now().id, again.now().reason, again.now().by_hand) == ("walk-break", Reason.CHOSEN, False)
    assert given(store).chosen is None


def test_a_routine_can_be_chosen_as_well(store: Store) -> None:
    at_a_door = Profile(equipment=frozenset({"door frame"}), sore=Side.LEFT)
    given(store, LIBRARY).choose("doorway-relief-3m")
    assert given(store, LIBRARY, at_a_door).now().id == "doorway-relief-3m"


def test_a_choice_that_is_for_later_waits(store: Store) -> None:
    """The day has just begun: nothing rounded yet."""
    one = given(store, LIBRARY)
    one.choose("seated-cat-cow")
    assert one.now().id != "seated-cat-cow"
    one.drop()
    assert store.chosen() == "seated-cat-cow"
    store.note(Decision(Did.BACK), CLOCK.wall() - 3600)
    assert one.now().id == "seated-cat-cow"
    assert one.chosen is None


def test_of_plain_breaks_alone_there_is_no_choice(store: Store) -> None:
    assert given(store).has_choice
    assert not given(store, profile=Profile(red_flag=RedFlag.SAME_DAY)).has_choice
    assert not given(store, is_read=False).has_choice


@pytest.mark.parametrize(
    "by_now",
    [
        Profile(answers={"acute-pain": Answer.YES}),
        Profile(can_stand=False),
        Profile(equipment=frozenset({"chair"})),
        Profile(red_flag=RedFlag.SAME_DAY),
    ],
)
def test_a_choice_that_is_closed_by_now_is_given_up(store: Store, by_now: Profile) -> None:
    given(store, LIBRARY).choose(AT_A_DESK)
    assert given(store, LIBRARY, by_now).now().id != AT_A_DESK
    assert given(store, LIBRARY).chosen is None, "nor does it come back when the condition is withdrawn"
    assert store.chosen() is None


def test_a_choice_of_another_version_is_none(store: Store) -> None:
    store.choose("moon-walk")
    assert given(store).chosen is None
    assert given(store).now().id == STRETCH


@pytest.mark.parametrize("library", [FEW, LIBRARY], ids=["movement", "routine"])
def test_an_open_break_keeps_over_a_restart_what_it_was_given(store: Store, library: Library) -> None:
    before = given(store, library)
    first = before.now()
    assert first.reason is not None
    again = given(store, library)
    again.go_on()
    assert again.now() == first
    assert named(store) == [first.id]


def test_all_of_it_is_kept(store: Store) -> None:
    one = replace(
        suggested(STRETCH, Side.RIGHT),
        owed=Side.LEFT,
        easier=True,
        reason=Reason.WEEKLY,
        facts={"done": 1, "goal": 3.0},
    )
    given(store).give(replace(one, parts=one.parts[:1]))
    again = given(store)
    again.go_on()
    assert again.suggestion == replace(one, parts=one.parts[:1])


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"routine": true}', '{"routine": false, "parts": [["gone", 1, null]]}']
)
def test_what_cannot_be_read_is_given_anew(store: Store, text: str) -> None:
    given(store).now()
    store._db.execute("UPDATE showing SET suggestion = ?", (text,))
    again = given(store)
    again.go_on()
    assert again.suggestion is None
    assert again.now().id == STRETCH


def test_after_a_restart_nothing_is_named_that_somebody_must_not_do_by_now(store: Store) -> None:
    given(store).now()
    again = given(store, profile=Profile(red_flag=RedFlag.EMERGENCY))
    again.go_on()
    assert again.now().id == PLAIN.id


def test_nothing_but_the_plain_break_itself_passes_for_one(store: Store) -> None:
    one = given(store, profile=Profile(red_flag=RedFlag.EMERGENCY))
    one.give(of_movement(replace(LIBRARY.movements[STRETCH], id=PLAIN.id)))
    assert not one.stands
    assert one.now().what is PLAIN


def test_after_a_restart_with_a_new_safety_notice_nothing_is_named_before_it_was_read(store: Store) -> None:
    given(store).now()
    again = given(store, is_read=False)
    again.go_on()
    assert (again.now().id, again.now().reason) == (PLAIN.id, Reason.UNREAD)


def test_a_choice_is_stronger_than_what_an_open_break_was_given(store: Store) -> None:
    given(store).now()
    given(store).choose("walk-break")
    again = given(store)
    again.go_on()
    assert again.now().id == "walk-break"


def test_a_choice_for_the_next_break_leaves_over_a_restart_the_open_one_as_it_was(store: Store) -> None:
    before = given(store)
    named = before.now()
    before.choose("walk-break")
    again = given(store)
    again.go_on()
    assert again.now() == named
    again.drop()
    assert again.now().id == "walk-break"
    assert again.chosen is None


def test_nothing_to_go_on_with(store: Store) -> None:
    fresh = given(store)
    fresh.go_on()
    assert fresh.suggestion is None


def test_starting_what_was_chosen_uses_the_choice_up(store: Store) -> None:
    one = given(store)
    one.choose("walk-break")
    one.give(one.called("stand-and-shift").suggestion)
    assert one.chosen == "walk-break"
    one.give(one.called("walk-break").suggestion)
    assert one.chosen is None


def test_of_one_movement_there_is_no_other(store: Store) -> None:
    with pytest.raises(DeskbreakError, match="no other movement"):
        given(store, Library.of(OFFERED[:1], ())).another()
    assert store.rows("showing")[0]["declined"] == 0


@pytest.mark.parametrize("first", ["side-plank-full", "seated-side-bend", "standing-hip-hike"])
def test_another_is_another_of_its_kind_too(store: Store, first: str) -> None:
    """What was turned down counts when the next one is chosen: nothing of its family, no second side plank."""
    everything = Profile((Place.HOME,) * 7, floor_ok=True, equipment=frozenset(THINGS), level_max=3)
    store.note(Decision(Did.BACK), CLOCK.wall() - 3 * 3600)
    one = given(store, LIBRARY, everything)
    one.give(replace(suggested(first), reason=Reason.SCORE))
    family, other = LIBRARY.movements[first].family, one.another()
    assert family not in {part.family for part in LIBRARY.parts(other.id)}


def test_what_was_turned_down_stays_so_over_a_restart(store: Store) -> None:
    before = given(store, LIBRARY)
    told = [before.now().id, before.another().id]
    again = given(store, LIBRARY)
    again.go_on()
    assert again.now().id == told[1]
    assert again.another().id not in told
    store.add(BreakRecord("stand-up", Outcome.TAKEN, 1800), again.suggestion, CLOCK.wall() + 60)
    assert store.declined() == frozenset()


def test_before_the_safety_notice_was_read_there_is_the_plain_break(store: Store) -> None:
    one = given(store, is_read=False)
    assert (one.now().id, one.offers()) == (PLAIN.id, ())
    one.now()
    assert named(store) == [PLAIN.id]
    with pytest.raises(DeskbreakError):
        one.another()


def test_erasing_forgets_the_choice_too(store: Store) -> None:
    store.choose("walk-break")
    store.walk(600, 1e9)
    store.erase()
    assert (store.chosen(), store.walks(), store.first_day()) == (None, [], None)
