"""What a break is given, and what outlives a restart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from deskbreak.app.given import Given
from deskbreak.core.movement import Movement, Showing, Side
from deskbreak.errors import DeskbreakError
from deskbreak.history.store import Store
from tests.offered import OFFERED
from tests.virtual import VirtualClock

LIBRARY = OFFERED


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "history.db")) as store:
        yield store


def given(store: Store, library: Sequence[Movement] = LIBRARY) -> Given:
    """As it is after a start: all it remembers is in the store."""
    return Given(lambda: library, store, VirtualClock(), lambda: None)


def test_the_choice_outlives_a_restart(store: Store) -> None:
    given(store).choose("walk-break")
    again = given(store)
    assert again.chosen == "walk-break"
    assert again.now().movement.id == "walk-break"
    assert given(store).chosen is None


def test_of_one_movement_alone_there_is_no_choice(store: Store) -> None:
    assert given(store).has_choice
    assert not given(store, LIBRARY[:1]).has_choice


def test_a_choice_of_another_version_is_none(store: Store) -> None:
    store.choose("moon-walk")
    assert given(store).chosen is None
    assert given(store).now().movement.id == "stand-and-shift"


def test_an_open_break_keeps_over_a_restart_what_it_was_given(store: Store) -> None:
    before = given(store)
    named = before.give(before.called("standing-ql-stretch"))
    again = given(store)
    again.go_on()
    assert again.now() == named
    assert store.showings() == (Showing("standing-ql-stretch", Side.LEFT),)


def test_a_choice_is_stronger_than_what_an_open_break_was_given(store: Store) -> None:
    given(store).now()
    given(store).choose("walk-break")
    again = given(store)
    again.go_on()
    assert again.now().movement.id == "walk-break"


def test_a_choice_for_the_next_break_leaves_over_a_restart_the_open_one_as_it_was(store: Store) -> None:
    before = given(store)
    named = before.now()
    before.choose("walk-break")
    again = given(store)
    again.go_on()
    assert again.now() == named
    again.drop()
    assert again.now().movement.id == "walk-break"
    assert again.chosen is None


def test_nothing_to_go_on_with(store: Store) -> None:
    fresh = given(store)
    fresh.go_on()
    assert fresh.suggestion is None


def test_starting_what_was_chosen_uses_the_choice_up(store: Store) -> None:
    one = given(store)
    one.choose("walk-break")
    one.give(one.called("stand-and-shift"))
    assert one.chosen == "walk-break"
    one.give(one.called("walk-break"))
    assert one.chosen is None


def test_of_one_movement_there_is_no_other(store: Store) -> None:
    with pytest.raises(DeskbreakError, match="no other movement"):
        given(store, LIBRARY[:1]).another()


def test_erasing_forgets_the_choice_too(store: Store) -> None:
    store.choose("walk-break")
    store.walk(600, 1e9)
    store.erase()
    assert (store.chosen(), store.walks(), store.first_day()) == (None, [], None)
