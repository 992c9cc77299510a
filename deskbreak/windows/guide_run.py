"""Joins the guide's window to what it is told."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from deskbreak import places
from deskbreak.core.breaks import Movements
from deskbreak.core.guiding import Guiding
from deskbreak.core.library import Library
from deskbreak.core.movement import Routine
from deskbreak.guided import ended, moved, targets, under_way
from deskbreak.library.load import library, plain_break
from deskbreak.windows import desktop_look
from deskbreak.windows.audible import Audible
from deskbreak.windows.closing import Over
from deskbreak.windows.guide_window import GuideWindow
from deskbreak.windows.lines import Lines
from deskbreak.words import _, right_to_left

OF_SCREENS = "plugin", "display", "screen"
"""What Qt warns of with one of these words may be why it cannot go on."""


def run(lines: Lines) -> int:
    """Show what is told until it is over."""
    qInstallMessageHandler(_fatal_to(lines))
    app = QApplication(["deskbreak"])
    app.setDesktopFileName("deskbreak")
    app.setApplicationDisplayName("deskbreak")
    app.setWindowIcon(QIcon(str(places.icon(128))))
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if right_to_left() else Qt.LayoutDirection.LeftToRight)
    guide = Guide(lines)
    guide.listen()
    code = app.exec()
    guide.silence()
    return code


class Guide(QObject):
    """What is told, shown; what is asked for, told."""

    _told = Signal(dict)
    _over = Signal()

    def __init__(self, lines: Lines) -> None:
        super().__init__()
        self._lines = lines
        config = places.shipped("config")
        self._content = library(config, places.own_content())
        self._library = Library(self._content.movements, self._content.routines)
        self._plain = plain_break(config)
        self._window: GuideWindow | None = None
        self._led: Guiding | None = None
        self._taken_before = 0
        self._audible = Audible(lambda why: lines.tell({"unheard": why}))
        self._told.connect(self.told)
        self._over.connect(QApplication.quit)

    def listen(self) -> None:
        """From now on, each line is heard in the thread of the window."""
        self._lines.hear(self._told.emit, self._over.emit)

    def told(self, line: dict[str, Any]) -> None:
        """One line."""
        if "front" in line:
            self._come_to_front(line["front"])
            return
        data = line.get("guide")
        if data is not None:
            self._lead(line, under_way(data, self._library, self._plain))
        elif self._window is not None and self._led is not None:
            self._end(line)

    def silence(self) -> None:
        """Nothing is to be heard of it any more."""
        self._audible.silence()

    # -- what is told ----------------------------------------------------------

    def _lead(self, line: dict[str, Any], guiding: Guiding | None) -> None:
        if guiding is None:
            # One of another version leads: what it has is not known here.
            self._lines.tell({"trouble": _("it is about a movement that is not known here")})
            QApplication.quit()
            return
        if self._led is None:
            self._taken_before = line["today"]["taken"]
        self._led = guiding
        now = _clock_from(line["now"])
        if self._window is None:
            reduced = {"on": True, "off": False}.get(line.get("reduced_motion", "auto"))
            self._window = GuideWindow(
                cache(self._content.details), desktop_look.reduced_motion() if reduced is None else reduced
            )
            self._window.asks.connect(lambda do: self._lines.tell({"do": do}))
            self._window.leaves.connect(QApplication.quit)
            self._window.undrawn.connect(lambda why: self._lines.tell({"undrawn": why}))
            self._window.setWindowTitle(_title(guiding, line["private"]))
            self._window.lead(guiding, now)
            self._window.seen.connect(lambda: self._lines.tell({"shown": True}))
            self._window.show()
        else:
            self._window.setWindowTitle(_title(guiding, line["private"]))
            self._window.lead(guiding, now)
        self._audible.wants(line.get("sounds", False), line.get("speech", False))
        self._audible.follow(guiding, now, line["private"])

    def _end(self, line: dict[str, Any]) -> None:
        assert self._window is not None
        assert self._led is not None
        led, self._led = self._led, None
        guided = line.get("guided") or {}
        outcome = ended(line, self._taken_before)
        done = moved(guided) if guided else Movements()
        is_routine = isinstance(led.in_full.what, Routine)
        over = Over(outcome, done, tuple(targets(line)), is_routine, guided.get("last_word", ""))
        self._audible.end(over)
        self._window.end(over)

    def _come_to_front(self, token: str) -> None:
        if self._window is None:
            return
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token
        self._window.come_to_front()


def _title(guiding: Guiding, is_private: bool) -> str:
    """What the list of windows says: others may read that."""
    what = guiding.in_full.what
    return _("Your break") if is_private else what.notice_name or what.name


def _clock_from(told: float) -> Callable[[], float]:
    """The clock that was just told, going on."""
    offset = told - time.monotonic()
    return lambda: time.monotonic() + offset


def _fatal_to(lines: Lines) -> Callable[[QtMsgType, object, str], None]:
    """Qt ends the program after such a message, as where it finds no screen: of what it warned before tells why."""
    reasons: list[str] = []

    def heed(kind: QtMsgType, _where: object, message: str) -> None:
        said = message.strip().partition("\n")[0]
        if kind is QtMsgType.QtWarningMsg and any(word in said for word in OF_SCREENS):
            reasons.append(said)
        if kind is QtMsgType.QtFatalMsg:
            lines.tell({"trouble": "; ".join(each for each in (*reasons, said) if each) or "Qt"})

    return heed
