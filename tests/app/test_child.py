"""A program beside this one, in both ways in which it can be spoken to: what is heard of it, and when it is lost."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from deskbreak.app.child import LINE_LIMIT, Child, Connected, Threaded
from deskbreak.app.loop import Loop
from deskbreak.desktop.clock import SystemClock

PATIENCE = 20.0
KINDS: dict[str, type[Connected | Threaded]] = {"Connected": Connected, "Threaded": Threaded}


class Spoken:
    """A loop with such a program."""

    def __init__(self, kind: type[Connected | Threaded], folder: Path) -> None:
        self._kind = kind
        self._folder = folder
        self.loop = Loop(SystemClock())
        self.on_line: Callable[[], object] = lambda: None
        self.heard: list[dict[str, Any] | str] = []
        """What it told, and "gone"."""
        self.deadline: float | None = None
        self.loop.add_timed(self)

    def starts(self, code: str) -> Child:
        (self._folder / "a_program.py").write_text(textwrap.dedent(code), encoding="utf-8")
        env = {**os.environ, "PYTHONPATH": str(self._folder)}
        self.child = self._kind(self.loop, "a_program", env, self._line, lambda: self.heard.append("gone"))
        return self.child

    def until(self, what: Callable[[], object]) -> None:
        """Serve until this is so."""
        end = self.loop.clock.now() + PATIENCE
        while not what():
            assert self.loop.clock.now() < end, "it never came to that"
            self.turn()

    def turn(self) -> None:
        self.deadline = self.loop.clock.now() + 0.005
        self.loop.turn()

    def on_time(self, _now: float) -> None:
        self.deadline = None

    def _line(self, line: dict[str, Any]) -> None:
        self.heard.append(line)
        self.on_line()

    def closes(self) -> None:
        self.child.let_go()
        self.child.process.kill()
        self.child.process.wait()
        self.loop.close()


@pytest.fixture(params=KINDS)
def spoken(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Spoken]:
    one = Spoken(KINDS[request.param], tmp_path)
    yield one
    one.closes()


def test_what_it_told_before_it_died_is_heard_though_something_waits_for_it(spoken: Spoken) -> None:
    child = spoken.starts("""print('{"do": "too-much"}', flush=True)""")
    child.process.wait()
    child.tell({"front": ""})
    spoken.until(lambda: "gone" in spoken.heard)
    assert spoken.heard == [{"do": "too-much"}, "gone"]


def test_one_that_does_not_read_is_heard_all_the_same(spoken: Spoken) -> None:
    child = spoken.starts("""
        import time
        for _line in range(20):
            print('{"do": "hold"}', flush=True)
            time.sleep(0.01)
        time.sleep(600)
    """)

    def answers() -> None:
        # Until no more goes in, and half of what may wait does.
        if not child._waiting:  # type: ignore[attr-defined]
            child.tell({"now": "x" * (LINE_LIMIT // 2)})

    spoken.on_line = answers
    spoken.until(lambda: len(spoken.heard) == 20)
    assert "gone" not in spoken.heard


def test_one_that_does_not_read_is_let_go_and_nothing_waits_for_it(spoken: Spoken) -> None:
    child = spoken.starts("import time; time.sleep(600)")
    for _line in range(1000):
        child.tell({"now": "x" * 4000})
        spoken.turn()
        if spoken.heard:
            break
    assert spoken.heard == ["gone"]


def test_one_that_was_let_go_for_what_it_told_is_not_lost_as_well(spoken: Spoken) -> None:
    child = spoken.starts("""print('{"do": "stop"}\\nno JSON', flush=True)""")
    spoken.on_line = child.let_go
    child.process.wait()
    spoken.until(lambda: spoken.heard)
    spoken.turn()
    assert spoken.heard == [{"do": "stop"}]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_one_that_cannot_be_started_leaves_nothing_open(kind: type[Connected | Threaded]) -> None:
    loop = Loop(SystemClock())
    before = os.listdir("/proc/self/fd")
    # No environment may have a line as long as this.
    with pytest.raises(OSError, match="too long") as raised:
        kind(loop, "a_program", {"LONG": "x" * 1_000_000}, lambda _line: None, lambda: None)
    assert os.listdir("/proc/self/fd") == before, raised
    loop.close()
