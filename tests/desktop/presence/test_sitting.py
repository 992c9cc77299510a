"""An absence as the engine takes it, from the X server to the record; and the program, whose screen goes away."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from deskbreak.app.lookout import Lookout
from deskbreak.core.breaks import BreakPlan, Movements, Outcome, Rules
from deskbreak.core.effects import AwaitTypingPause, Effect, ShowPrompt, Write
from deskbreak.core.engine import Engine
from deskbreak.core.events import DeadlinePassed, Event, GuideEnded, StartChosen
from deskbreak.core.state import Phase
from deskbreak.desktop.presence.choice import ways
from tests.desktop.conftest import require_programs
from tests.desktop.server import XServer, x_server
from tests.desktop.turning import Turning

from .program import sees_and_ends_with

STILL = 0.4
RULES = Rules(
    (BreakPlan("stand-up", every=2, length=1),),
    idle_after=1.0,
    natural_after=1.5,
    natural_needs=0.0,
    first_after=0.0,
    typing_pause=0.5,
    prompt_stillness=0.4,
    return_grace=0.0,
)
"""A day in seconds."""


@pytest.fixture
def server() -> Iterator[XServer]:
    require_programs()
    with x_server() as server:
        yield server


class Desk:
    """The engine and its lookout on a real screen."""

    def __init__(self, turning: Turning, server: XServer, rules: Rules = RULES) -> None:
        self.turning, self.server = turning, server
        self.engine = Engine(rules, turning.clock.now())
        self.effects: list[Effect] = []
        self.lookout = Lookout(turning.loop, self.post, server.environment, ways(), lambda: None, STILL)
        turning.loop.add_timed(self.lookout)
        self.lookout.begin()
        turning.until(lambda: self.lookout.is_settled)

    def post(self, event: Event) -> None:
        effects = self.engine.handle(event, self.turning.clock.now())
        self.effects += effects
        for effect in effects:
            if isinstance(effect, AwaitTypingPause):
                self.lookout.await_pause(effect.seconds)

    def until(self, condition: Callable[[], object]) -> None:
        """Go on, with what the engine does by itself, until this holds."""

        def goes_on() -> object:
            deadline = self.engine.deadline
            if deadline is not None and deadline <= self.turning.clock.now():
                self.post(DeadlinePassed())
            return condition()

        self.turning.until(goes_on)

    def is_in(self, phase: Phase) -> Callable[[], bool]:
        return lambda: self.engine.state.phase is phase

    def did(self, kind: type[Effect]) -> list[Any]:
        return [effect for effect in self.effects if isinstance(effect, kind)]

    def close(self) -> None:
        self.lookout.close()
        self.turning.loop.remove_timed(self.lookout)


@pytest.fixture
def desk(turning: Turning, server: XServer) -> Iterator[Desk]:
    desk = Desk(turning, server)
    yield desk
    desk.close()


def test_who_leaves_for_long_has_taken_a_break_by_themselves(desk: Desk) -> None:
    desk.server.xdotool("key", "a")
    desk.until(desk.is_in(Phase.AWAY))
    desk.until(lambda: desk.engine.state.absence)
    assert not desk.did(Write)
    desk.server.xdotool("mousemove", 300, 300)
    desk.until(desk.is_in(Phase.WORKING))
    (written,) = desk.did(Write)
    assert written.record.outcome is Outcome.NATURAL
    assert not desk.did(ShowPrompt)


def test_a_prompt_waits_for_a_pause_in_typing(turning: Turning, server: XServer) -> None:
    desk = Desk(turning, server, replace(RULES, idle_after=60, natural_after=60, typing_pause=1.0))

    def types() -> bool:
        desk.server.xdotool("key", "a")
        return bool(desk.did(AwaitTypingPause))

    desk.until(types)
    assert not desk.did(ShowPrompt)
    desk.until(desk.is_in(Phase.PROMPTED))
    assert desk.did(ShowPrompt)[0].typing_paused
    desk.close()


def test_stillness_while_a_movement_is_led_is_no_absence(desk: Desk) -> None:
    """Idle during the break counted as away and ended it (Sane Break 20)."""
    desk.post(StartChosen())
    desk.until(lambda: desk.engine.state.presence.still_since)
    away_from = desk.turning.clock.now() + RULES.natural_after
    desk.until(lambda: desk.turning.clock.now() > away_from)
    assert desk.engine.state.phase is Phase.ON_BREAK
    desk.post(GuideEnded(Outcome.TAKEN, Movements(both=20)))
    assert [written.record.outcome for written in desk.did(Write)] == [Outcome.TAKEN]


# -- the program ----------------------------------------------------------------------


def test_the_program_sees_who_sits_there_and_ends_with_its_screen(server: XServer, tmp_path: Path) -> None:
    run = tmp_path / "run"
    run.mkdir(mode=0o700)
    environment = {**server.environment, "PATH": os.environ["PATH"], "XDG_RUNTIME_DIR": str(run)}
    sees_and_ends_with(server.kill, tmp_path, environment, ["x11"], "x11 is lost: the X server went away")
    with sqlite3.connect(tmp_path / ".local" / "share" / "deskbreak" / "history.db") as database:
        assert database.execute("SELECT count(*) FROM state").fetchone() == (1,)
