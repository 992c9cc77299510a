"""What was asked beside the breaks, and what of it makes doses grow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from deskbreak.core.asked import NO, YES, Asked, What
from deskbreak.core.growth import AWAY, TOO_MUCH
from deskbreak.history.store import Store
from tests.history.files import DAY, MISSED, NOON, SUGGESTION, TAKEN

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(Store(None)) as store:
        yield store


def test_what_was_asked_and_answered(store: Store) -> None:
    store.ask(What.MORE, "bend", NOON)
    store.ask(What.SORE, "left", NOON + DAY)
    store.ask(What.MORE, "bend", NOON + DAY)
    store.answer(What.MORE, "bend", YES)
    store.answer(What.SORE, "right", NO)
    assert store.asked() == [
        Asked(MONDAY, "more", "bend"), Asked(TUESDAY, "sore", "left"), Asked(TUESDAY, "more", "bend", YES),
    ]  # fmt: skip


def test_it_is_kept_with_the_rest_and_forgotten_with_the_rest(tmp_path: Path) -> None:
    with closing(Store(tmp_path / "history.db")) as store, closing(Store(None)) as other:
        store.ask(What.BACK, "", NOON)
        other.ask(What.WELCOME, "", NOON + DAY)
        store.take_over(other)
        assert [each.what for each in store.asked()] == ["back", "welcome"]
        store.erase()
        assert store.asked() == []


def yes(store: Store, days: int) -> None:
    store.ask(What.MORE, "bend", NOON + days * DAY)
    store.answer(What.MORE, "bend", YES)


def growing(store: Store, days: int) -> list[str]:
    """What happened by so many days after that Monday."""
    return [what for what, _about in store.growing(date.fromordinal(MONDAY.toordinal() + days))]


def test_nothing_grows_without_a_yes(store: Store) -> None:
    store.ask(What.MORE, "bend", NOON)
    store.mark_too_much("bend", NOON)
    assert growing(store, 40) == []
    store.answer(What.MORE, "bend", NO)
    assert growing(store, 40) == []


def test_a_long_time_without_anything_done_takes_a_step_back(store: Store) -> None:
    """As soon as it is over, and just once."""
    yes(store, 0)
    store.add(MISSED, SUGGESTION, NOON + 10 * DAY)
    assert growing(store, 13) == ["more"]
    assert growing(store, 14) == ["more", AWAY]
    store.add(TAKEN, SUGGESTION, NOON + 14 * DAY)
    store.walk(600, NOON + 20 * DAY)
    assert growing(store, 33) == ["more", AWAY]
    yes(store, 34)
    assert growing(store, 34) == ["more", AWAY, AWAY, "more"], "after the return"


def test_what_was_too_much_comes_in_its_place(store: Store) -> None:
    store.mark_too_much("bend", NOON - DAY)
    yes(store, 0)
    store.mark_too_much("bend", NOON + 60)
    yes(store, 1)
    assert growing(store, 1) == ["more", TOO_MUCH, "more"]
    assert store.growing(MONDAY)[0] == ("more", "bend")
