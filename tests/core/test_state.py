"""What is saved, moved to another clock and restored."""

from __future__ import annotations

from typing import Any

import msgspec

from deskbreak.core.breaks import BreakRecord, Outcome
from deskbreak.core.counts import Counts, PlanCount
from deskbreak.core.effects import Asking, Did
from deskbreak.core.presence import Presence
from deskbreak.core.state import Absence, Held, OpenPause, PauseReason, Phase, Quiet, Settling, State, Turn
from deskbreak.core.stopwatch import Stopwatch

MOMENT = 5000.0
"""What every time on the engine's clock is below; every length, reading and wall-clock time is something else."""
FULL = State(
    phase=Phase.SNOOZED,
    until=MOMENT,
    counts=Counts(Stopwatch(7.0, MOMENT), Stopwatch(6.0, MOMENT), {"stand-up": PlanCount(1800.0, 1.0, 1801.0)}),
    presence=Presence(
        True, MOMENT, {"film"}, {"microphone"}, MOMENT, MOMENT, MOMENT, MOMENT, standing_asked=True, gone_since=MOMENT
    ),
    turn=Turn(("stand-up",), 1, Asking.DUE, MOMENT, Asking.SNOOZED, MOMENT, held=8.0, held_by="camera"),
    pauses={PauseReason.USER: 1.8e9},
    open_pause=OpenPause(MOMENT, MOMENT),
    off_since=MOMENT,
    overtime=1.9e9,
    quiet={"meeting": Quiet(MOMENT, "Zoom", MOMENT)},
    disregarded={"camera"},
    settling=Settling("camera", Quiet(MOMENT, "Cheese", MOMENT), MOMENT),
    held=Held(MOMENT, "meeting", Quiet(MOMENT, "Zoom", MOMENT), was_shown=True, told=True),
    absence=Absence(MOMENT, (BreakRecord("stand-up", Outcome.NATURAL, 9.0),), was_asked=True),
    not_before=MOMENT,
    first_at=MOMENT,
    typing_until=MOMENT,
    kept_by=Did.TYPING,
    taken_at=MOMENT,
    prompts_today=3,
    day="2026-03-02",
)


def moments(plain: Any, where: str = "") -> dict[str, float]:
    """Every number in it, by where it stands."""
    if isinstance(plain, dict):
        return {place: n for key, value in plain.items() for place, n in moments(value, f"{where}.{key}").items()}
    if isinstance(plain, list | tuple):
        return {place: n for i, value in enumerate(plain) for place, n in moments(value, f"{where}[{i}]").items()}
    return {where: plain} if isinstance(plain, float) else {}


def test_every_time_of_the_engine_s_clock_moves_with_it_and_nothing_else() -> None:
    state = msgspec.convert(msgspec.to_builtins(FULL), State)
    before = moments(msgspec.to_builtins(state))
    assert list(before.values()).count(MOMENT) >= 24
    state.move(1000.0)
    after = moments(msgspec.to_builtins(state))
    assert after == {place: n + 1000.0 if n == MOMENT else n for place, n in before.items()}


def test_no_field_is_left_at_its_default_here() -> None:
    """A field that is added has to be told of above, so that the test above sees whether it moves."""
    plain, empty = msgspec.to_builtins(FULL), msgspec.to_builtins(State())
    assert [name for name in plain if plain[name] == empty[name]] == ["pause_by_clock"]


def test_it_comes_back_as_it_was_kept() -> None:
    assert msgspec.convert(msgspec.json.decode(msgspec.json.encode(FULL)), State) == FULL
