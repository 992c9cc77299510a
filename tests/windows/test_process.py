"""The guide's window as the program that it is: lines in, lines out, and gone when its input ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from deskbreak import places
from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.events import GuideEnded
from deskbreak.core.guiding import Guiding
from deskbreak.core.suggestion import Suggestion
from deskbreak.guided import told
from tests.windows.led import BEGAN, offered

TODAY = {"today": {"taken": 0}, "targets": {}}
LEADS = {"now": BEGAN, "reduced_motion": "on", "private": False, **TODAY}
NO_QT = """
import sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "PySide6":
            raise ImportError(f"{REASON}", name=name)

sys.meta_path.insert(0, Finder())
"""


class Window:
    """The program, spoken to by its pipes."""

    def __init__(self, home: Path, **more: str) -> None:
        before = {"PATH": os.environ["PATH"], "HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
        path = os.pathsep.join(filter(None, (more.pop("PYTHONPATH", ""), str(places.PACKAGE.parent))))
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "deskbreak.windows.guide"],
            env={**before, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": path, **more},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, bufsize=1,
        )  # fmt: skip

    def tell(self, **line: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(line) + "\n")

    def leads(self, suggestion: Suggestion | None = None, after: float = 10) -> None:
        guiding = Guiding(suggestion or offered("standing-ql-stretch"), BEGAN - after)
        self.tell(**LEADS, **told(guiding, None))

    def ends(self, outcome: Outcome | None, moved: Movements) -> None:
        self.tell(**LEADS, **told(None, GuideEnded(outcome, moved)))

    def says(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = json.loads(self.process.stdout.readline())
        assert isinstance(line, dict)
        return line

    def code(self) -> int:
        return self.process.wait(20)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Callable[..., Window]]:
    opened: list[Window] = []

    def window(**more: str) -> Window:
        opened.append(Window(tmp_path, **more))
        return opened[-1]

    yield window
    for one in opened:
        one.close()


def test_it_says_when_it_is_seen_and_goes_when_its_input_ends(window: Callable[..., Window]) -> None:
    one = window()
    one.leads()
    assert one.says() == {"shown": True}
    assert one.process.stdin is not None
    one.process.stdin.close()
    assert one.code() == 0


def test_it_goes_when_its_input_ends_before_anything_was_told(window: Callable[..., Window]) -> None:
    one = window()
    assert one.process.stdin is not None
    one.process.stdin.close()
    assert one.code() == 0


def test_where_hardly_anything_was_done_it_goes_at_once(window: Callable[..., Window]) -> None:
    one = window()
    one.leads()
    one.says()
    one.ends(None, Movements())
    assert one.code() == 0


def test_lines_that_make_no_sense_are_told_and_passed_over(window: Callable[..., Window]) -> None:
    one = window()
    assert one.process.stdin is not None
    one.process.stdin.write("no JSON\n[1]\n{}\n")
    one.leads()
    said = [one.says() for _line in range(3)]
    assert [set(line) for line in said] == [{"trouble"}, {"trouble"}, {"shown"}]


def test_a_movement_that_it_does_not_know_is_trouble(window: Callable[..., Window]) -> None:
    one = window()
    guiding = told(Guiding(offered("standing-ql-stretch"), BEGAN), None)
    one.tell(**LEADS, **{**guiding, "guide": {**guiding["guide"], "movement": "gone"}})
    assert "not known here" in one.says()["trouble"]
    assert one.code() == 0


def test_a_word_about_it_at_the_end_does_not_end_it(window: Callable[..., Window]) -> None:
    one = window()
    one.leads()
    one.says()
    one.ends(Outcome.TAKEN, Movements(20, 20))
    with pytest.raises(subprocess.TimeoutExpired):
        one.process.wait(0.7)
    one.leads(offered("walk-break"))
    one.tell(front="token")
    with pytest.raises(subprocess.TimeoutExpired):
        one.process.wait(0.3)


@pytest.mark.parametrize("reason", ["No module named 'PySide6'", "libEGL.so.1: cannot open shared object file"])
def test_without_qt_or_what_it_needs_it_says_so(window: Callable[..., Window], tmp_path: Path, reason: str) -> None:
    (tmp_path / "sitecustomize.py").write_text(NO_QT.replace("{REASON}", reason))
    one = window(PYTHONPATH=str(tmp_path))
    assert one.says() == {"trouble": reason}
    assert one.code() == 1


def test_a_mistake_of_ours_is_for_the_log(window: Callable[..., Window], tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        NO_QT.replace("ImportError", "ValueError").replace('f"{REASON}", name=name', "'boom'")
    )
    one = window(PYTHONPATH=str(tmp_path))
    assert one.says() == {"error": "ValueError: boom"}
    assert one.code() == 1


def test_without_a_screen_it_says_so(window: Callable[..., Window]) -> None:
    one = window(QT_QPA_PLATFORM="xcb", DISPLAY=":4095")
    said = one.says()
    assert "could not connect to display :4095" in said["trouble"]
    assert one.code() != 0
