"""What is told becomes what is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QtMsgType
from PySide6.QtWidgets import QLabel

from deskbreak.core.breaks import Movements, Outcome
from deskbreak.core.events import GuideEnded
from deskbreak.core.guiding import Guiding
from deskbreak.guided import told
from deskbreak.windows.guide_run import Guide, _fatal_to
from deskbreak.windows.guide_window import GuideWindow
from deskbreak.windows.lines import Lines
from tests.windows.led import BEGAN, offered

LINE = {"now": BEGAN, "reduced_motion": "on", "private": False, "today": {"taken": 3}, "targets": {}}


class Spoken(Lines):
    """Nobody is at the other end."""

    def __init__(self) -> None:
        self.said: list[dict[str, Any]] = []

    def tell(self, line: dict[str, Any]) -> None:
        self.said.append(line)


class Run:
    def __init__(self) -> None:
        self.lines = Spoken()
        self.guide = Guide(self.lines)

    def leads(self, guiding: Guiding, **more: Any) -> None:
        self.guide.told({**LINE, **told(guiding, None), **more})

    @property
    def window(self) -> GuideWindow:
        assert self.guide._window is not None
        return self.guide._window

    @property
    def labels(self) -> list[str]:
        return [label.text() for label in self.window.findChildren(QLabel) if label.isVisible() and label.text()]


@pytest.mark.parametrize(
    ("id", "is_private", "title"),
    [
        ("standing-ql-stretch", False, "Standing QL stretch"),
        ("standing-ql-stretch", True, "Your break"),
    ],
)
def test_the_list_of_windows_tells_no_more_than_a_notice(id: str, is_private: bool, title: str) -> None:
    run = Run()
    run.leads(Guiding(offered(id), BEGAN), private=is_private)
    assert run.window.windowTitle() == title


def test_a_name_for_notices_is_the_name_of_the_window() -> None:
    run = Run()
    stretch = offered("standing-ql-stretch")
    run.guide._library.movements[stretch.id] = replace(stretch.what, notice_name="Side stretch")  # type: ignore[index]
    run.leads(Guiding(stretch, BEGAN))
    assert run.window.windowTitle() == "Side stretch"


def test_a_pause_and_what_is_passed_over_are_shown_when_they_are_told() -> None:
    run, guiding = Run(), Guiding(offered("standing-ql-stretch"), BEGAN - 10)
    run.leads(guiding)
    assert "Left side · 1 of 2" in run.labels
    run.leads(guiding.held(BEGAN))
    assert "Paused" in run.labels
    run.leads(guiding.held(BEGAN).ahead(BEGAN).going_on(BEGAN))
    assert "Change sides: right next" in run.labels


def test_the_end_is_told_by_sides_with_its_last_word() -> None:
    run = Run()
    run.leads(Guiding(offered("standing-ql-stretch"), BEGAN - 10))
    over = told(None, GuideEnded(Outcome.TAKEN, Movements(20, 18)), True, "Nicely done.")
    run.guide.told({**LINE, **over, "targets": {"stretch": {"days": 2, "goal_days": 3}}})
    assert run.labels == [
        "Done", "Left side 20 s\nRight side 18 s", "Stretching: 2 of 3 days this week", "Nicely done.",
    ]  # fmt: skip


def test_said_to_be_done_it_is_done_whatever_was_counted() -> None:
    run = Run()
    run.leads(Guiding(offered("standing-ql-stretch"), BEGAN - 10))
    over = told(None, GuideEnded(Outcome.PARTLY, Movements(5)))
    run.guide.told({**LINE, **over, "today": {"taken": 4}})
    assert run.labels[0] == "Done"


# -- where Qt cannot go on ----------------------------------------------------------

WARNING, FATAL = QtMsgType.QtWarningMsg, QtMsgType.QtFatalMsg
ENDS = "This application failed to start because no Qt platform plugin could be initialized.\n\nAvailable: xcb."


@pytest.mark.parametrize(
    ("warned", "fatal", "trouble"),
    [
        (["could not connect to display :7"], ENDS, f"could not connect to display :7; {ENDS.splitlines()[0]}"),
        (["QFont: no such family", "no screen"], "Out of memory", "no screen; Out of memory"),
        (["QFont: no such family"], "Out of memory\n", "Out of memory"),
        (["", "\n"], "", "Qt"),
    ],
)
def test_what_keeps_qt_from_going_on_is_told(warned: list[str], fatal: str, trouble: str) -> None:
    lines = Spoken()
    heed = _fatal_to(lines)
    for each in warned:
        heed(WARNING, None, each)
    assert lines.said == []
    heed(FATAL, None, fatal)
    assert lines.said == [{"trouble": trouble}]
