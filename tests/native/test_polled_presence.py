"""Presence that can only be asked for, in virtual time: a desk that is touched, and the loop's way of waking."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from deskbreak.core.events import Event, InputCame, PresenceFound, StillnessBegan, TypingPaused
from deskbreak.desktop.presence.polled import PolledPresence
from tests.native.passing import Passing


class Desk(Passing):
    """What is touched when, and what is told of that."""

    def __init__(self) -> None:
        super().__init__()
        self.touched_at = self.now
        self.at: tuple[float, float] | None = (400.0, 300.0)
        self.broken: Exception | None = None
        self.forgets = 0.0
        """Seconds of sleep that the idle time leaves out."""
        self.told: list[tuple[float, Event]] = []
        self.lost: list[str] = []
        self.looks = 0
        self.on_return: Callable[[], object] = lambda: None
        self.locked = False
        self.presence = PolledPresence(
            self.loop, "desk", self, self._hear, self.lost.append, is_locked=lambda: self.locked
        )
        assert self.events() == [], "whoever built it does not have it yet"
        self.passes(0)
        assert self.events() == [PresenceFound(True)]
        self.told.clear()
        self.looks = 0

    def _hear(self, event: Event) -> None:
        self.told.append((self.now, event))
        if isinstance(event, InputCame):
            self.on_return()

    def idle(self) -> float:
        if self.broken:
            raise self.broken
        self.looks += 1
        return max(0.0, self.now - self.touched_at - self.forgets)

    def pointer(self) -> tuple[float, float] | None:
        return self.at

    def touch(self, dx: float = 0.0) -> None:
        self.touched_at, self.forgets = self.now, 0.0
        if self.at is not None:
            self.at = (self.at[0] + dx, self.at[1])

    def types(self, seconds: float, every: float = 1.0) -> None:
        until = self.now + seconds
        while self.now < until:
            self.touch()
            self.passes(every)

    def events(self) -> list[Event]:
        return [event for _at, event in self.told]

    def is_left(self, seconds: float = 70.0) -> None:
        self.passes(seconds)
        self.told.clear()
        self.looks = 0


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_an_hour_of_typing_wakes_about_once_a_minute(desk: Desk) -> None:
    desk.types(3600)
    assert desk.events() == []
    assert desk.looks <= 62


def test_stillness_is_told_to_the_second_and_since_when(desk: Desk) -> None:
    desk.types(100)
    desk.passes(120)
    assert desk.told == [(1159.0, StillnessBegan(1099.0))]


def test_who_was_gone_already_is_still_at_once(desk: Desk) -> None:
    desk.presence.close()
    desk.touched_at = 100.0
    PolledPresence(desk.loop, "desk", desk, desk._hear, desk.lost.append)
    desk.passes(0)
    assert desk.events() == [PresenceFound(True), StillnessBegan(100.0)]


def test_stillness_may_mean_another_time(desk: Desk) -> None:
    desk.presence.close()
    PolledPresence(desk.loop, "desk", desk, desk._hear, desk.lost.append, still_after=20)
    desk.passes(30)
    assert desk.told[-1] == (1020.0, StillnessBegan(1000.0))


def test_a_return_is_seen_within_two_seconds_and_told_once(desk: Desk) -> None:
    desk.is_left()
    desk.touch()
    desk.passes(2)
    assert desk.events() == [InputCame()]
    desk.types(30)
    assert desk.events() == [InputCame()]


@pytest.mark.parametrize(("gone", "within", "looks"), [(600, 5, 120), (7200, 15, 40)])
def test_the_longer_nobody_comes_the_more_seldom_it_looks(desk: Desk, gone: int, within: int, looks: int) -> None:
    desk.is_left(gone)
    desk.passes(600)
    assert looks - 1 <= desk.looks <= looks + 1
    desk.touch()
    desk.passes(within)
    assert desk.events() == [InputCame()]


def test_after_a_return_it_is_the_same_again(desk: Desk) -> None:
    desk.is_left()
    desk.touch()
    desk.passes(61)
    assert desk.events() == [InputCame(), StillnessBegan(1070.0)]
    desk.looks = 0
    desk.types(600)
    assert desk.looks <= 12


@pytest.mark.parametrize("pixels", [1.0, 2.9])
def test_a_nudge_is_no_return(desk: Desk, pixels: float) -> None:
    desk.is_left()
    for _ in range(5):
        desk.touch(pixels)
        desk.passes(1)
        desk.touch(-pixels / 2)
        desk.passes(59)
    assert desk.events() == []


@pytest.mark.parametrize("pixels", [0.0, 3.0, 200.0])
def test_a_key_a_click_or_a_real_move_is_one_at_once(desk: Desk, pixels: float) -> None:
    desk.is_left()
    desk.touch(pixels)
    desk.passes(2)
    assert desk.events() == [InputCame()]


def test_a_slow_hand_is_one_after_two_seconds(desk: Desk) -> None:
    desk.is_left()
    for _ in range(6):
        desk.touch(0.4)
        desk.passes(1)
    assert desk.events() == [InputCame()]


def test_a_nudge_that_becomes_a_move_is_one(desk: Desk) -> None:
    desk.is_left()
    desk.touch(1)
    desk.passes(2.5)
    desk.touch(40)
    desk.passes(2)
    assert desk.events() == [InputCame()]


def test_a_pointer_that_cannot_be_seen_is_a_return(desk: Desk) -> None:
    desk.at = None
    desk.is_left()
    desk.touch()
    desk.passes(2)
    assert desk.events() == [InputCame()]


def test_behind_a_lock_it_wakes_once_a_minute_and_still_sees(desk: Desk) -> None:
    desk.is_left()
    desk.locked = True
    desk.passes(3600)
    assert desk.looks <= 62
    desk.types(60)
    assert desk.events() == [InputCame()]


def test_somebody_behind_a_lock_that_was_never_lifted(desk: Desk) -> None:
    desk.is_left()
    desk.locked = True
    desk.passes(5)
    desk.types(61)
    assert desk.events() == [InputCame()]


def test_sleep_that_is_not_counted_is_no_touch(desk: Desk) -> None:
    desk.is_left()
    desk.clock.passes(3600)
    desk.forgets = 3600.0
    desk.passes(60)
    assert desk.events() == []
    desk.touch()
    desk.passes(5)
    assert desk.events() == [InputCame()]


def test_sleep_that_is_counted(desk: Desk) -> None:
    desk.types(30)
    desk.clock.passes(3600)
    desk.passes(10)
    assert desk.events() == [StillnessBegan(1029.0)]


# -- the pause in typing ----------------------------------------------------


def test_the_pause_is_told_to_the_second_and_once(desk: Desk) -> None:
    desk.types(10)
    desk.presence.await_pause(5)
    desk.types(20)
    assert desk.events() == []
    desk.passes(20)
    assert desk.told == [(1034.0, TypingPaused())]


def test_a_pause_that_is_there_already(desk: Desk) -> None:
    desk.types(10)
    desk.passes(20)
    desk.presence.await_pause(5)
    assert desk.events() == []
    desk.passes(0)
    assert desk.events() == [TypingPaused()]


@pytest.mark.parametrize("seconds", [0.0, 5.0])
def test_a_pause_while_nobody_is_here(desk: Desk, seconds: float) -> None:
    desk.is_left()
    desk.presence.await_pause(seconds)
    desk.passes(0)
    assert desk.events() == [TypingPaused()]


def test_a_pause_that_becomes_stillness_tells_both(desk: Desk) -> None:
    desk.types(3)
    desk.presence.await_pause(5)
    desk.passes(120)
    assert desk.told == [(1007.0, TypingPaused()), (1062.0, StillnessBegan(1002.0))]


def test_a_pause_asked_for_at_the_return(desk: Desk) -> None:
    """Whoever is told may ask at once."""
    desk.is_left()
    desk.on_return = lambda: desk.presence.await_pause(5)
    desk.touch()
    desk.passes(10)
    assert desk.events() == [InputCame(), TypingPaused()]


# -- the end ----------------------------------------------------------------


def test_what_is_lost_says_so_once(desk: Desk) -> None:
    desk.types(10)
    desk.broken = OSError("no more")
    desk.passes(600)
    assert desk.lost == ["the system does not tell any more when something was touched (no more)"]
    assert desk.presence.deadline is None
    desk.presence.await_pause(5)
    assert desk.presence.deadline is None


def test_a_fault_of_whatever_kind_ends_nothing_else(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.broken = TypeError("an odd answer")
    desk.passes(600)
    assert desk.lost == ["the system does not tell any more when something was touched (an odd answer)"]
    assert caplog.messages == ["desk cannot be asked"]


def test_closed_it_never_wakes(desk: Desk) -> None:
    desk.presence.close()
    desk.presence.close()
    desk.presence.await_pause(5)
    desk.passes(600)
    assert desk.looks == 0
