"""Signals that are watched while that matters, in virtual time, with far sides of our own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import msgspec
import pytest

from deskbreak.app.watched import AGAIN_AFTER, STEADY
from deskbreak.app.watching import Watching
from deskbreak.core.events import Event, FilmBegan, FilmEnded, QuietBegan, QuietEnded, QuietIgnored
from deskbreak.core.state import Phase
from deskbreak.core.view import View
from deskbreak.desktop.quiet.steady import SETTLE_SECONDS
from deskbreak.ports import Unavailable
from deskbreak.ports.loop import Loop
from deskbreak.ports.senses import BuildSignal, Holders, Lost, QuietSignal, TellHolders, Ways
from deskbreak.settings.quiet import Quiet
from deskbreak.settings.schema import Settings
from tests.desk import Desk
from tests.native.passing import Passing

NOBODY: Holders = frozenset()
WORKING = Desk().is_seen().engine.view(1000.0)
DUE = replace(WORKING, phase=Phase.DEFERRED)
STILL = replace(WORKING, still_since=900.0)


class Signal:
    """One far side: who asks for quiet there, and what it was told."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.holders: Holders = NOBODY
        self.fails = ""
        self.why_not = ""
        self.made = 0
        self.done: list[object] = []
        self.lost: Lost = lambda _why: None
        self._tell: TellHolders = lambda _holders: None

    def build(self, _loop: Loop, tell: TellHolders, lost: Lost) -> QuietSignal:
        if self.why_not:
            raise Unavailable(self.why_not)
        self.made += 1
        self._tell, self.lost = tell, lost
        return self

    def begin(self) -> None:
        self.done.append("begin")
        if self.fails:
            self.lost(self.fails)
        else:
            self.holds(*self.holders)

    def end(self) -> None:
        self.done.append("end")

    def close(self) -> None:
        self.done.append("close")

    def holds(self, *names: str) -> None:
        self.holders = frozenset(names)
        self._tell(self.holders)


class Screen(Signal):
    """One that goes by more than it sees."""

    def film(self, inhibited: bool) -> None:
        self.done.append(inhibited)

    def still(self, since: float | None) -> None:
        self.done.append(since)


class Room:
    """All signals, and what the engine is told of them."""

    def __init__(self, settings: Settings | None = None, always: frozenset[str] = frozenset()) -> None:
        self.passing = Passing()
        self.told: list[Event] = []
        self.signals = {
            name: (Screen if name == "fullscreen" else Signal)(name)
            for name in ("microphone", "camera", "fullscreen", "do_not_disturb", "presentation", "apps", "film")
        }
        self.watching = Watching(self.passing.loop, self.told.append, self._ways, always)
        self.passing.loop.add_timed(self.watching)
        self.watching.go_by(settings or Settings())

    def _ways(self, _settings: Settings) -> Ways:
        return {name: (("a way", signal.build),) for name, signal in self.signals.items()}

    def __getitem__(self, name: str) -> Signal:
        return self.signals[name]

    def see(self, view: View, seconds: float = 0.0) -> None:
        self.watching(view, self.passing.now)
        self.passing.passes(seconds)

    def news(self) -> list[Event]:
        told, self.told[:] = list(self.told), []
        return told


@pytest.fixture
def room() -> Room:
    return Room()


def quiet(**changes: object) -> Settings:
    return Settings(quiet=msgspec.structs.replace(Quiet(), **changes))


def test_nothing_is_made_before_it_is_wanted(room: Room) -> None:
    room.see(WORKING, 60)
    assert not any(signal.made for signal in room.signals.values())
    room.see(DUE)
    made = {name for name, signal in room.signals.items() if signal.made}
    assert made == {"microphone", "fullscreen", "do_not_disturb", "presentation", "film"}


def test_each_is_watched_only_while_that_matters(room: Room) -> None:
    room["microphone"].holders = frozenset({"Firefox"})
    room.see(DUE)
    assert room.news() == [QuietBegan("microphone", "Firefox")]
    room.see(WORKING)
    assert room.news() == [QuietEnded("microphone")]
    assert room["microphone"].done == ["begin", "end"]
    room["microphone"].holds("Zoom")
    room.see(WORKING, 5)
    assert room.news() == []


def test_it_begins_by_itself_before_a_break_falls_due(room: Room) -> None:
    room.see(replace(WORKING, at=room.passing.now, due_seconds=600.0, heads_up=60.0))
    room.passing.passes(539)
    assert not room["fullscreen"].made
    room.passing.passes(2)
    assert room["fullscreen"].done[-1] == "begin"


def test_one_that_costs_nothing_is_watched_all_the_time() -> None:
    room = Room(always=frozenset({"microphone"}))
    room.see(WORKING)
    room["microphone"].holds("Firefox")
    room.passing.passes(SETTLE_SECONDS)
    assert room.news() == [QuietBegan("microphone", "Firefox")]
    assert not room["fullscreen"].made


@pytest.mark.parametrize("name", ["microphone", "camera", "fullscreen", "do_not_disturb", "presentation"])
def test_each_has_a_switch_that_applies_at_once(name: str) -> None:
    room = Room(quiet(camera=True))
    room[name].holders = frozenset({"Firefox"})
    room.see(DUE)
    assert room.news() == [QuietBegan(name, "Firefox")]
    room.watching.go_by(quiet(**{"camera": True, name: False}))
    room.see(DUE)
    assert room.news() == [QuietEnded(name)]
    assert room[name].done[-1] == "close"
    room.watching.go_by(quiet(camera=True))
    room.see(DUE)
    assert room.news() == [QuietBegan(name, "Firefox")]


def test_a_list_of_programs_is_a_switch_and_another_list_makes_it_anew() -> None:
    room = Room(quiet(apps=("mpv",)))
    room.see(DUE)
    room.watching.go_by(quiet(apps=("mpv", "kodi")))
    room.see(DUE)
    assert room["apps"].done == ["begin", "close", "begin"]
    room.watching.go_by(quiet(ignored=("mpv",)))
    room.see(DUE)
    assert room["apps"].done[3:] == ["close"]
    assert room["microphone"].done == ["begin"]


def test_what_flaps_is_not_told_each_time(room: Room) -> None:
    room["microphone"].holders = frozenset({"Firefox"})
    room.see(DUE)
    for _time in range(5):
        room["microphone"].holds()
        room.passing.passes(SETTLE_SECONDS / 4)
        room["microphone"].holds("Firefox")
        room.passing.passes(SETTLE_SECONDS / 4)
    assert room.news() == [QuietBegan("microphone", "Firefox")]
    room["microphone"].holds()
    room.passing.passes(SETTLE_SECONDS)
    assert room.news() == [QuietEnded("microphone")]


def test_a_film_is_told_as_such_and_the_window_is_told_of_it(room: Room) -> None:
    room["film"].holders = frozenset({"mpv"})
    room.see(STILL)
    room.see(STILL)
    assert room.news() == [FilmBegan()]
    assert room["fullscreen"].done == [False, 900.0, "begin", True, 900.0]
    room["film"].holds()
    room.passing.passes(SETTLE_SECONDS)
    room.see(WORKING)
    assert room.news() == [FilmEnded()]
    assert room["fullscreen"].done[5:] == [False, None, "end"]


# -- who it is ------------------------------------------------------------------------


def test_of_several_the_first_goes_on_being_told_and_then_another(room: Room) -> None:
    room["microphone"].holders = frozenset({"Firefox", ""})
    room.see(DUE)
    room["microphone"].holds("Firefox", "Chromium")
    room.passing.passes(2 * SETTLE_SECONDS)
    assert room.news() == [QuietBegan("microphone", "Firefox")]
    room["microphone"].holds("Chromium")
    room.passing.passes(2 * SETTLE_SECONDS)
    assert room.news() == [QuietBegan("microphone", "Chromium")]


def test_who_is_ignored_holds_nothing_and_others_do() -> None:
    room = Room(quiet(ignored=("firefox",)))
    room["microphone"].holders = frozenset({"Firefox"})
    room.see(DUE)
    assert room.news() == []
    room["microphone"].holds("Firefox", "Zoom")
    room.passing.passes(SETTLE_SECONDS)
    assert room.news() == [QuietBegan("microphone", "Zoom")]
    room.watching.go_by(quiet(ignored=("firefox", "Zoom")))
    room.passing.passes(0)
    assert room.news() == [QuietIgnored("microphone")]
    room.watching.go_by(quiet())
    room.passing.passes(0)
    assert room.news() == [QuietBegan("microphone", "Firefox")]


def test_whoever_is_to_be_reminded_at_a_film_sits_at_it_all_the_same() -> None:
    room = Room(quiet(ignored=("mpv",)))
    room["film"].holders = room["fullscreen"].holders = frozenset({"mpv"})
    room.see(STILL)
    assert room.news() == [FilmBegan()]


def test_what_is_disregarded_is_watched_until_it_ends(room: Room) -> None:
    room["do_not_disturb"].holders = frozenset({""})
    room.see(DUE)
    room.see(replace(WORKING, disregarded=frozenset({"do_not_disturb"})), 5)
    assert room.news() == [QuietBegan("do_not_disturb", "")]
    assert room["microphone"].done == ["begin", "end"]
    room["do_not_disturb"].holds()
    room.passing.passes(SETTLE_SECONDS)
    assert room.news() == [QuietEnded("do_not_disturb")]


# -- what goes wrong ------------------------------------------------------------------


def test_one_that_is_lost_ends_its_hold_and_is_tried_again_ever_more_seldom(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    room["microphone"].holders = frozenset({"Firefox"})
    room.see(DUE)
    room.news()
    for wait in (*AGAIN_AFTER, AGAIN_AFTER[-1]):
        room["microphone"].lost("it is gone")
        room.passing.passes(0)
        assert room.news() == [QuietEnded("microphone")]
        assert room.watching.report()["microphone"] == {"way": None, "refused": [["a way", "it is gone"]]}
        made = room["microphone"].made
        room.see(DUE, wait - 1)
        room.see(DUE)
        assert room["microphone"].made == made
        room.passing.passes(1)
        assert room["microphone"].made == made + 1
        assert room.news() == [QuietBegan("microphone", "Firefox")]
    assert "microphone: a way is lost: it is gone" in caplog.text
    assert "close" not in room["microphone"].done
    assert room["film"].done == ["begin"]


def test_nobody_is_woken_for_what_keeps_failing(room: Room) -> None:
    room.see(DUE)
    room["microphone"].lost("it is gone")
    assert room.watching.deadline is not None
    room.see(DUE, AGAIN_AFTER[0])
    room["microphone"].lost("it is gone")
    room.news()
    assert room.watching.deadline is None


def test_one_that_had_worked_for_long_is_tried_again_soon(room: Room) -> None:
    room.see(DUE)
    for _time in range(len(AGAIN_AFTER)):
        room["microphone"].lost("it is gone")
        room.see(DUE, AGAIN_AFTER[-1])
        room.see(DUE, STEADY)
    room["microphone"].lost("it is gone")
    room.see(DUE, AGAIN_AFTER[0])
    room.see(DUE)
    assert room["microphone"].made == len(AGAIN_AFTER) + 2


def test_one_that_is_lost_is_not_tried_again_while_nobody_asks(room: Room) -> None:
    room.see(DUE)
    room["microphone"].lost("it is gone")
    room.see(WORKING, AGAIN_AFTER[0])
    assert room["microphone"].made == 1
    room.see(DUE)
    assert room["microphone"].made == 2


def test_one_that_cannot_even_begin(room: Room) -> None:
    room["microphone"].fails = "nobody listens"
    room.see(DUE)
    assert room.watching.report()["microphone"] == {"way": None, "refused": [["a way", "nobody listens"]]}
    room["microphone"].fails = ""
    room["microphone"].holders = frozenset({"Zoom"})
    room.passing.passes(AGAIN_AFTER[0])
    assert room.news() == [QuietBegan("microphone", "Zoom")]


def test_what_is_said_after_the_end_is_not_heard(room: Room) -> None:
    room.see(DUE)
    tell, lost = room["microphone"].holds, room["microphone"].lost
    room.watching.go_by(quiet(microphone=False))
    room.watching.go_by(quiet())
    room.see(WORKING)
    tell("Firefox")
    lost("it is gone")
    room.passing.passes(5)
    assert room.news() == []
    assert room.watching.report()["microphone"]["refused"] == []


def test_where_none_works_it_is_said_once_and_tried_when_something_comes(
    room: Room, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    room["do_not_disturb"].why_not = "no session bus"
    room.see(DUE, AGAIN_AFTER[0])
    assert caplog.text.count("do_not_disturb: not a way: no session bus") == 1
    room["do_not_disturb"].why_not = ""
    room["do_not_disturb"].holders = frozenset({""})
    room.see(DUE)
    assert room.news() == []
    room.watching.look_again()
    room.passing.passes(0)
    assert room.news() == [QuietBegan("do_not_disturb", "")]


def test_the_next_way_serves_where_the_first_does_not(room: Room) -> None:
    def fails(*_whatever: object) -> QuietSignal:
        raise Unavailable("not here")

    first: tuple[str, BuildSignal] = ("the best", fails)
    build: Callable[..., QuietSignal] = room["microphone"].build
    ways: Ways = {"microphone": (first, ("another", build))}
    watching = Watching(room.passing.loop, room.told.append, lambda _settings: ways, ())
    watching.go_by(Settings())
    watching(DUE, room.passing.now)
    assert watching.report() == {"microphone": {"way": "another", "refused": [["the best", "not here"]]}}


def test_nothing_is_told_in_the_middle_of_a_view(room: Room) -> None:
    """Whoever looks on after this one would be told of an older state last."""
    room["microphone"].holders = frozenset({"Firefox"})
    room.watching(DUE, room.passing.now)
    assert room.told == []


def test_closed_it_watches_nothing(room: Room) -> None:
    room["microphone"].holders = frozenset({"Firefox"})
    room.see(DUE)
    room.watching.close()
    assert all(signal.done[-1] == "close" for signal in room.signals.values() if signal.made)
