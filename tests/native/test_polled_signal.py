"""A quiet signal that is asked for, in virtual time."""

from __future__ import annotations

import pytest

from deskbreak.desktop.quiet.polled import EVERY, PolledSignal
from deskbreak.ports import Unavailable
from deskbreak.ports.senses import Holders
from tests.native.passing import Passing


class Call(Passing):
    """Whoever is in a call, and what is told of that."""

    def __init__(self) -> None:
        super().__init__()
        self.holders: Holders = frozenset()
        self.broken: Exception | None = None
        self.asked = 0
        self.told: list[tuple[float, Holders]] = []
        self.lost: list[str] = []
        self.signal = PolledSignal(
            self.loop, "microphone", self.ask, lambda who: self.told.append((self.now, who)), self.lost.append
        )
        self.asked = 0

    def ask(self) -> Holders:
        self.asked += 1
        if self.broken:
            raise self.broken
        return self.holders


@pytest.fixture
def call() -> Call:
    return Call()


def test_nobody_asks_while_nobody_watches(call: Call) -> None:
    call.passes(600)
    assert call.asked == 0


@pytest.mark.parametrize("holders", [frozenset[str](), frozenset({"Zoom"})])
def test_it_is_told_at_once_how_it_is(call: Call, holders: Holders) -> None:
    call.holders = holders
    call.signal.begin()
    call.passes(60)
    assert call.told == [(1000.0, holders)]
    assert call.asked <= 60 / EVERY + 1


def test_each_change_is_told_once_and_within_seconds(call: Call) -> None:
    call.signal.begin()
    call.passes(12)
    for holders in (frozenset({"Zoom"}), frozenset({"Zoom", "Teams"}), frozenset[str]()):
        call.holders = holders
        call.passes(30)
    assert call.told == [
        (1000.0, frozenset()), (1015.0, frozenset({"Zoom"})), (1045.0, frozenset({"Zoom", "Teams"})),
        (1075.0, frozenset()),
    ]  # fmt: skip


def test_after_the_end_nothing_wakes(call: Call) -> None:
    call.signal.begin()
    call.passes(1)
    call.signal.end()
    call.asked = 0
    call.passes(600)
    assert call.asked == 0
    assert call.signal.deadline is None


def test_a_new_watch_is_told_anew(call: Call) -> None:
    call.holders = frozenset({"Zoom"})
    for _ in range(2):
        call.signal.begin()
        call.passes(10)
        call.signal.end()
    assert call.told == [(1000.0, frozenset({"Zoom"})), (1010.0, frozenset({"Zoom"}))]


def test_what_is_lost_says_so_once_and_is_closed(call: Call) -> None:
    call.signal.begin()
    call.passes(1)
    call.broken = OSError("gone")
    call.passes(60)
    assert call.lost == ["the system does not tell any more (gone)"]
    assert call.loop._timed == []
    call.signal.close()


def test_a_fault_of_whatever_kind_ends_nothing_else(call: Call, caplog: pytest.LogCaptureFixture) -> None:
    call.signal.begin()
    call.passes(1)
    call.broken = AttributeError("no such function")
    call.passes(60)
    assert call.lost == ["the system does not tell any more (no such function)"]
    assert call.loop._timed == []
    assert caplog.messages == ["microphone cannot be asked for"]


def test_what_does_not_answer_is_unavailable() -> None:
    call = Call()
    call.broken = OSError("gone")
    with pytest.raises(Unavailable, match=r"the system does not tell \(gone\)"):
        PolledSignal(call.loop, "microphone", call.ask, lambda _who: None, lambda _why: None)


def test_closed_it_is_gone(call: Call) -> None:
    call.signal.begin()
    call.signal.close()
    assert call.loop._timed == []
    call.passes(60)
    assert call.told == []
