"""Which way is taken, what of it reaches the engine, and what happens when it is lost. The ways are stand-ins."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest

from deskbreak.app.lookout import AGAIN_AFTER, FOUND_WITHIN, STEADY, Lookout
from deskbreak.core.breaks import Rules
from deskbreak.core.engine import Engine
from deskbreak.core.events import Event, InputCame, PresenceFound, StillnessBegan, TypingPaused
from deskbreak.core.view import View
from deskbreak.desktop.presence.choice import Environment, Way
from deskbreak.ports import Unavailable
from deskbreak.ports.loop import Loop, Source, Timed
from deskbreak.ports.senses import Lost, Tell


class Time:
    """A loop whose time passes when a test says so."""

    def __init__(self) -> None:
        self.at = 1000.0
        self.clock = self

    def now(self) -> float:
        return self.at

    def awake(self) -> float:
        return self.at

    def wall(self) -> float:
        return self.at

    def boot(self) -> str:
        return ""

    def add(self, source: Source) -> None: ...
    def remove(self, source: Source) -> None: ...
    def add_timed(self, timed: Timed) -> None: ...
    def remove_timed(self, timed: Timed) -> None: ...


class Eye:
    """One way to tell that a test speaks through."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.built = 0
        self.closed = 0
        self.why_not = ""
        self.unavailable = ""
        self.pauses: list[float] = []
        self.tell: Tell = lambda _event: None
        self.lost: Lost = lambda _why: None

    @property
    def way(self) -> Way:
        return Way(self.name, lambda _environment: self.why_not, self.build)

    def build(self, loop: Loop, environment: Environment, tell: Tell, lost: Lost, still_after: float) -> Eye:
        if self.unavailable:
            raise Unavailable(self.unavailable)
        self.built += 1
        self.tell, self.lost = tell, lost
        return self

    def await_pause(self, seconds: float) -> None:
        self.pauses.append(seconds)

    def close(self) -> None:
        self.closed += 1
        assert self.closed <= self.built


class Scene:
    """A lookout with two ways, the engine it tells, and what it told it."""

    def __init__(self) -> None:
        self.time = Time()
        self.first, self.second = Eye("first"), Eye("second")
        self.engine = Engine(Rules(), self.time.at)
        self.told: list[Event] = []
        self.gone = 0
        self.lookout = self.on((self.first.way, self.second.way))

    def on(self, ways: tuple[Way, ...]) -> Lookout:
        self.lookout = Lookout(self.time, self.post, {}, ways, self.screen_gone)
        return self.lookout

    def post(self, event: Event) -> None:
        self.told.append(event)
        self.engine.handle(event, self.time.at)
        self.lookout(self.view, self.time.at)

    def screen_gone(self) -> None:
        self.gone += 1

    @property
    def view(self) -> View:
        return self.engine.view(self.time.at)

    def passes(self, seconds: float) -> None:
        """So much time, with whatever falls due in it."""
        end = self.time.at + seconds
        while self.lookout.deadline is not None and self.lookout.deadline <= end:
            self.time.at = max(self.time.at, self.lookout.deadline)
            self.lookout.on_time(self.time.at)
        self.time.at = end

    def found(self) -> Scene:
        """The first way works."""
        self.lookout.begin()
        self.first.tell(PresenceFound(True))
        self.told.clear()
        return self


@pytest.fixture
def scene() -> Iterator[Scene]:
    scene = Scene()
    yield scene
    scene.lookout.close()
    for eye in (scene.first, scene.second):
        assert eye.tell(InputCame()) is None


def test_the_first_that_works_is_taken(scene: Scene) -> None:
    scene.lookout.begin()
    assert (scene.lookout.name, scene.lookout.is_settled, scene.told) == ("unknown", False, [])
    scene.first.tell(PresenceFound(True))
    assert (scene.lookout.name, scene.lookout.is_settled, scene.told) == ("first", True, [PresenceFound(True)])
    assert scene.lookout.refused == (("second", "not needed: first comes first"),)
    assert scene.lookout.deadline is None
    assert not scene.second.built


def test_what_does_not_work_is_passed_over_with_its_reason(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    scene.first.why_not = "this is not for it"
    with caplog.at_level(logging.INFO):
        scene.lookout.begin()
        scene.second.tell(PresenceFound(True))
    assert (scene.lookout.name, scene.first.built) == ("second", 0)
    assert scene.lookout.refused == (("first", "this is not for it"),)
    assert "presence: not first: this is not for it" in caplog.text
    assert "presence: second" in caplog.text


@pytest.mark.parametrize("how", ["at once", "later", "never"])
def test_however_it_does_not_work_the_next_is_tried(scene: Scene, how: str) -> None:
    scene.first.unavailable = "no" if how == "at once" else ""
    scene.lookout.begin()
    if how == "later":
        scene.first.lost("no")
    elif how == "never":
        assert not scene.second.built
        scene.passes(FOUND_WITHIN)
        assert scene.first.closed == 1
    scene.second.tell(PresenceFound(True))
    assert scene.lookout.name == "second"
    assert scene.lookout.refused == (("first", "it did not answer within 5 s" if how == "never" else "no"),)
    # It comes too late to matter.
    scene.first.tell(PresenceFound(True))
    scene.first.tell(StillnessBegan(0))
    scene.first.lost("anyway")
    assert scene.told == [PresenceFound(True)]
    assert scene.lookout.name == "second"


def test_where_nothing_works_that_is_told_and_all_are_tried_again_ever_more_seldom(scene: Scene) -> None:
    scene.first.unavailable = scene.second.unavailable = "no"
    scene.lookout.begin()
    assert (scene.lookout.name, scene.lookout.is_settled, scene.told) == ("unknown", True, [PresenceFound(False)])
    scene.lookout.await_pause(5)
    for seconds in (*AGAIN_AFTER, AGAIN_AFTER[-1]):
        assert scene.lookout.deadline == scene.time.at + seconds
        scene.passes(seconds)
    scene.first.unavailable = ""
    scene.passes(AGAIN_AFTER[-1])
    scene.first.tell(PresenceFound(True))
    assert scene.lookout.name == "first"
    assert scene.told[-1] == PresenceFound(True)


def test_a_system_without_any_way(scene: Scene) -> None:
    scene.on(()).begin()
    assert (scene.lookout.name, scene.told) == ("unknown", [PresenceFound(False)])


def test_what_is_seen_reaches_the_engine(scene: Scene) -> None:
    scene.found().passes(100)
    scene.first.tell(StillnessBegan(scene.time.at - 60))
    assert scene.view.still
    scene.first.tell(InputCame())
    assert not scene.view.still
    scene.lookout.await_pause(5)
    assert scene.first.pauses == [5]
    scene.first.tell(TypingPaused())
    assert scene.told == [StillnessBegan(1040), InputCame(), TypingPaused()]


def test_nobody_was_away_before_they_were_last_here(scene: Scene) -> None:
    """Whoever starts deskbreak is here, also when the keyboard was not touched for an hour."""
    scene.found().first.tell(StillnessBegan(scene.time.at - 3600))
    assert scene.told == [StillnessBegan(1000)]


@pytest.mark.parametrize("after", [0.0, STEADY])
def test_one_that_is_lost_is_tried_again(scene: Scene, after: float, caplog: pytest.LogCaptureFixture) -> None:
    scene.found().passes(after)
    with caplog.at_level(logging.WARNING):
        scene.first.lost("it broke")
    assert "presence: first is lost: it broke" in caplog.text
    assert (scene.lookout.name, scene.told) == ("unknown", [])
    scene.passes(AGAIN_AFTER[0])
    scene.first.tell(PresenceFound(True))
    assert (scene.lookout.name, scene.told) == ("first", [PresenceFound(True)])
    scene.first.lost("again")
    # One that works for no time is not run after.
    assert scene.lookout.deadline == scene.time.at + AGAIN_AFTER[1]


def test_one_that_worked_for_long_is_tried_again_soon(scene: Scene) -> None:
    scene.found()
    for _ in range(3):
        scene.passes(STEADY)
        scene.first.lost("it broke")
        assert scene.lookout.deadline == scene.time.at + AGAIN_AFTER[0]
        scene.passes(AGAIN_AFTER[0])
        scene.first.tell(PresenceFound(True))


def test_who_was_still_for_one_that_is_lost_is_not_away_for_ever(scene: Scene) -> None:
    scene.found().passes(100)
    scene.first.tell(StillnessBegan(scene.time.at - 60))
    scene.first.lost("it broke")
    scene.first.unavailable = scene.second.unavailable = "no"
    assert scene.view.still
    scene.passes(AGAIN_AFTER[0])
    assert scene.told[-2:] == [PresenceFound(False), InputCame()]
    assert not scene.view.still


def test_who_is_back_without_a_touch_is_watched_anew(scene: Scene) -> None:
    """They woke the machine, or chose something from elsewhere, and may leave again without touching anything."""
    scene.found().passes(100)
    scene.first.tell(StillnessBegan(scene.time.at - 60))
    scene.passes(1000)
    assert scene.first.built == 1
    scene.engine.handle(InputCame(), scene.time.at)
    scene.lookout(scene.view, scene.time.at)
    assert (scene.first.built, scene.first.closed) == (2, 1)
    scene.first.tell(PresenceFound(True))
    scene.first.tell(StillnessBegan(scene.time.at - 1060))
    assert scene.told[-1] == StillnessBegan(scene.time.at)
    assert scene.view.still
    scene.lookout(scene.view, scene.time.at)
    assert scene.first.built == 2


def test_a_pause_that_is_waited_for_is_asked_of_the_next_one_too(scene: Scene) -> None:
    scene.found().lookout.await_pause(5)
    scene.first.lost("it broke")
    scene.passes(AGAIN_AFTER[0])
    scene.first.tell(PresenceFound(True))
    assert scene.first.pauses == [5, 5]
    scene.first.tell(TypingPaused())
    scene.first.lost("again")
    scene.passes(AGAIN_AFTER[1])
    scene.first.tell(PresenceFound(True))
    assert scene.first.pauses == [5, 5]


def test_the_screen_is_gone(scene: Scene) -> None:
    screen = replace(scene.first.way, is_the_screen=True)
    scene.on((screen, scene.second.way))
    scene.found().first.lost("the X server went away")
    scene.first.unavailable = "no X server"
    assert scene.lookout.name == "unknown"
    scene.passes(AGAIN_AFTER[0])
    assert scene.gone == 1
    assert not scene.second.built
    # Nobody came back because of that.
    assert scene.told == []
    assert scene.lookout.deadline is None


def test_a_screen_that_only_threw_us_out_is_not_gone(scene: Scene) -> None:
    scene.on((replace(scene.first.way, is_the_screen=True), scene.second.way))
    scene.found().first.lost("the X server went away")
    scene.passes(AGAIN_AFTER[0])
    scene.first.tell(PresenceFound(True))
    assert (scene.lookout.name, scene.gone) == ("first", 0)


def test_a_screen_that_takes_our_call_is_not_gone_even_if_it_says_nothing_yet(scene: Scene) -> None:
    """KWin crashed: what started it keeps the socket, and starts it again."""
    scene.on((replace(scene.first.way, is_the_screen=True), scene.second.way))
    scene.found().first.lost("the compositor went away")
    scene.second.unavailable = "no"
    scene.passes(AGAIN_AFTER[0] + FOUND_WITHIN)
    assert (scene.lookout.name, scene.gone, scene.told) == ("unknown", 0, [PresenceFound(False)])
    scene.passes(AGAIN_AFTER[1])
    scene.first.lost("it broke")
    scene.first.unavailable = "no compositor"
    scene.passes(AGAIN_AFTER[2])
    assert scene.gone == 1


def test_a_screen_that_goes_while_we_look_at_it_anew_is_gone_too(scene: Scene) -> None:
    scene.on((replace(scene.first.way, is_the_screen=True), scene.second.way))
    scene.found().passes(100)
    scene.first.tell(StillnessBegan(scene.time.at - 60))
    scene.first.unavailable = "no X server"
    scene.engine.handle(InputCame(), scene.time.at)
    scene.lookout(scene.view, scene.time.at)
    assert (scene.gone, scene.second.built) == (1, 0)


def test_without_a_screen_from_the_start_nothing_is_gone(scene: Scene) -> None:
    scene.first.unavailable = scene.second.unavailable = "no"
    scene.on((replace(scene.first.way, is_the_screen=True), scene.second.way)).begin()
    scene.passes(100)
    assert not scene.gone
