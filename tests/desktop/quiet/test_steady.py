"""A signal that flaps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from deskbreak.desktop.quiet.steady import SETTLE_SECONDS, Steady
from deskbreak.ports.senses import Holders

A: Holders = frozenset({"a"})
B: Holders = frozenset({"b"})
NOBODY: Holders = frozenset()


class Told:
    def __init__(self) -> None:
        self.what: list[Holders] = []
        self.when: list[float] = []
        self.now = 0.0
        self.steady = Steady(self._tell)

    def _tell(self, holders: Holders) -> None:
        self.what.append(holders)
        self.when.append(self.now)

    def say(self, holders: Holders, at: float) -> None:
        self.until(at)
        self.now = at
        self.steady.say(holders, at)

    def until(self, at: float) -> None:
        while self.steady.deadline is not None and self.steady.deadline <= at:
            self.now = self.steady.deadline
            self.steady.on_time(self.now)


def test_the_first_is_told_at_once_and_a_beginning_too() -> None:
    told = Told()
    told.say(NOBODY, 5.0)
    told.say(A, 7.0)
    assert (told.what, told.when) == ([NOBODY, A], [5.0, 7.0])


def test_an_end_has_to_last() -> None:
    told = Told()
    told.say(A, 0.0)
    told.say(NOBODY, 10.0)
    told.say(A, 10.5)
    told.until(100.0)
    assert told.what == [A]
    told.say(NOBODY, 100.0)
    told.until(100.9)
    assert told.what == [A]
    told.until(101.0)
    assert (told.what, told.when) == ([A, NOBODY], [0.0, 101.0])


def test_ten_times_a_second_is_told_once() -> None:
    told = Told()
    told.say(NOBODY, 0.0)
    for turn in range(1, 600):
        told.say(A if turn % 2 else NOBODY, 5 + turn / 10)
    told.until(1000.0)
    assert told.what == [NOBODY, A]


def test_begun_anew_it_is_told_at_once() -> None:
    told = Told()
    told.say(A, 0.0)
    told.say(NOBODY, 0.1)
    told.steady.begin()
    assert told.steady.deadline is None
    told.say(NOBODY, 0.2)
    assert told.what == [A, NOBODY]


@given(some.lists(some.tuples(some.sampled_from([A, B, NOBODY]), some.floats(0, 3)), max_size=60))
def test_never_sooner_than_a_second_after_the_last_and_right_in_the_end(
    said: list[tuple[Holders, float]],
) -> None:
    told, at = Told(), 0.0
    for holders, after in said:
        at += after
        told.say(holders, at)
    told.until(at + 10 * SETTLE_SECONDS)
    gaps = [later - sooner for sooner, later in zip(told.when, told.when[1:], strict=False)]
    assert all(gap >= SETTLE_SECONDS - 1e-9 for gap in gaps)
    assert all(one != other for one, other in zip(told.what, told.what[1:], strict=False))
    assert not said or told.what[-1] == said[-1][0]
