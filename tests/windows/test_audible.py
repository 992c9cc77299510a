"""When something is heard: time passes by hand, and what plays and speaks only writes down what it gets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.guiding import Guiding
from deskbreak.windows.audible import Audible
from deskbreak.windows.closing import Over
from tests.windows.led import BEGAN, offered

DONE = Over(Outcome.TAKEN, Movements(20, 20), (), False)
SILENCE = "silence"


class Ear:
    """Hears what is played: a sound by its name, words as they are."""

    def __init__(self, log: list[str]) -> None:
        self._log = log

    def play(self, what: str, /) -> None:
        self._log.append(Path(what).stem if what.endswith(".wav") else what)

    def silence(self) -> None:
        self._log.append(SILENCE)


class Room:
    """Somebody who is led, and what can be heard of it."""

    def __init__(self, sounds: bool = False, speech: bool = False, id: str = "standing-ql-stretch") -> None:
        self.now = BEGAN
        self.guiding = Guiding(offered(id), BEGAN)
        self.log: list[str] = []
        self.built = 0
        self.audible = Audible(self.log.append, self._build, self._build)
        self.audible.wants(sounds, speech)
        self.follow()

    def passes(self, seconds: float) -> None:
        self.now += seconds
        self.audible._look()

    def becomes(self, change: Callable[[Guiding, float], Guiding]) -> None:
        self.guiding = change(self.guiding, self.now)
        self.follow()

    def follow(self) -> None:
        self.audible.follow(self.guiding, lambda: self.now, False)

    @property
    def heard(self) -> list[str]:
        """Since it was asked last; silence left out."""
        heard = [each for each in self.log if each != SILENCE]
        self.log.clear()
        return heard

    def _build(self, _fails: Callable[[str], object]) -> Ear:
        self.built += 1
        return Ear(self.log)


def test_nothing_is_heard_or_looked_for_unless_somebody_wants_it() -> None:
    room = Room()
    room.passes(6)
    room.audible.end(DONE)
    assert (room.log, room.built) == ([], 0)


def test_sounds_come_at_start_switch_and_end() -> None:
    room = Room(sounds=True)
    heard: dict[int, list[str]] = {}
    for second in range(50):
        if now := room.heard:
            heard[second] = now
        room.passes(1)
    room.audible.end(DONE)
    assert heard == {5: ["start"], 25: ["switch"], 30: ["start"]}
    assert room.heard == ["end"]


def test_words_come_too_and_half_time() -> None:
    room = Room(speech=True)
    heard: list[str] = []
    for _second in range(50):
        heard += room.heard
        room.passes(1)
    room.audible.end(DONE)
    assert heard == [
        "Standing QL stretch. Stand up. Get ready: left side", "Left side", "Half time. Still mild? Breathe.",
        "Change sides: right next", "Right side", "Half time. Still mild? Breathe.",
    ]  # fmt: skip
    assert room.heard == ["Done"]


def test_the_timer_is_set_for_the_next_of_them() -> None:
    room = Room(speech=True)
    assert room.audible._due.interval() == 5000
    room.passes(4.9)
    # Rounded up: too early, it would have to come back.
    assert 100 <= room.audible._due.interval() <= 101
    room.heard.clear()
    room.passes(0.1)
    assert room.heard[-1] == "Left side"
    room.passes(40)
    assert not room.audible._due.isActive()


def test_nothing_is_heard_while_it_pauses() -> None:
    room = Room(sounds=True, speech=True)
    room.passes(10)
    room.heard.clear()
    room.becomes(Guiding.held)
    assert room.log == [SILENCE, SILENCE]
    room.log.clear()
    assert not room.audible._due.isActive()
    assert not room.audible._speaks.isActive()
    room.passes(60)
    assert room.heard == []
    room.becomes(Guiding.going_on)
    assert room.heard == []
    room.passes(15)
    assert room.heard[0] == "switch"


def test_passing_over_and_going_back_are_heard_at_once() -> None:
    room = Room(speech=True)
    room.passes(10)
    room.heard.clear()
    room.becomes(Guiding.ahead)
    assert room.heard == ["Change sides: right next"]
    room.becomes(Guiding.back)
    assert room.heard == ["Standing QL stretch. Stand up. Get ready: left side"]


def test_what_was_slept_through_is_not_heard_later() -> None:
    room = Room(speech=True)
    room.heard.clear()
    room.passes(31)
    assert room.heard == ["Right side"]


def test_told_again_how_things_stand_nothing_is_said_again() -> None:
    room = Room(sounds=True, speech=True)
    room.passes(10)
    room.heard.clear()
    room.follow()
    assert room.heard == []


def test_the_words_follow_the_sound_and_what_was_said_is_silent_before() -> None:
    room = Room(sounds=True, speech=True)
    assert room.heard == ["Standing QL stretch. Stand up. Get ready: left side"]
    room.passes(5)
    assert room.log == ["start", SILENCE]
    room.audible._speaks.timeout.emit()
    assert room.log[-1] == "Left side"
    room.passes(9.9)
    room.log.clear()
    room.passes(0.1)
    assert room.log == ["Half time. Still mild? Breathe."]


def test_words_that_still_wait_are_not_said_after_something_new() -> None:
    room = Room(sounds=True, speech=True)
    room.passes(5)
    room.passes(10)
    assert not room.audible._speaks.isActive()
    assert "Left side" not in room.log


def test_it_is_switched_on_and_off_on_the_way() -> None:
    room = Room()
    room.passes(10)
    room.audible.wants(True, True)
    room.audible.wants(True, True)
    assert room.built == 2
    room.passes(15)
    assert room.heard == ["switch"]
    room.log.clear()
    room.audible.wants(False, False)
    assert room.log == [SILENCE, SILENCE]
    room.audible._speaks.timeout.emit()
    room.passes(10)
    assert room.heard == []


@pytest.mark.parametrize(
    ("outcome", "heard"),
    [(Outcome.TAKEN, ["Done"]), (Outcome.PARTLY, ["Ended early. What you did counts."]), (None, [])],
)
def test_the_end(outcome: Outcome | None, heard: list[str]) -> None:
    room = Room(speech=True)
    room.passes(10)
    room.heard.clear()
    room.audible.end(Over(outcome, Movements(), (), False))
    assert room.heard == heard
    room.passes(20)
    assert room.heard == []


def test_after_the_end_another_one_is_heard_from_its_beginning() -> None:
    room = Room(speech=True)
    room.audible.end(DONE)
    room.heard.clear()
    room.follow()
    assert room.heard == ["Standing QL stretch. Stand up. Get ready: left side"]
