"""The window that leads through a movement: what it shows, its buttons and its keys."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QCursor,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QStackedLayout, QWidget

from deskbreak.core.breaks import Outcome
from deskbreak.core.details import Details
from deskbreak.core.guiding import Guiding
from deskbreak.errors import DeskbreakError
from deskbreak.windows.closing import Closing, Over
from deskbreak.windows.desktop_look import Scheme
from deskbreak.windows.leading import WIDE, Leading
from deskbreak.windows.look import DARK, LIGHT, style

FRAME = 28
"""Milliseconds between two looks at the clock: a little more often than there are pictures, so that none is missed."""
STILL = 100
"""The same while only the ring moves."""
DEAF = 1.0
"""Seconds for which keys are not heard: whoever types does not mean a window that came just now."""
NARROWEST = 360
LOWEST = {True: 520, False: 640}
"""Pixels of height, with figure and words side by side, and with one above the other."""
FIRST = (880, 620)
KEYS = {
    Qt.Key.Key_Space: "pause",
    Qt.Key.Key_Left: "back",
    Qt.Key.Key_Right: "ahead",
    Qt.Key.Key_Escape: "stop",
    Qt.Key.Key_M: "too-much",
}
ARROWS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right})
MIRRORED = {"back": "ahead", "ahead": "back"}
"""What the arrows do where one reads from the right."""
ENDS = ("stop", "too-much")
"""What is asked for by somebody who wants the window gone."""


class GuideWindow(QWidget):
    """Shows what it is told to lead through; what somebody wants is asked for, and done by whoever counts."""

    asks = Signal(str)
    """A request: hold, go-on, back, ahead, stop, done, too-much."""
    seen = Signal()
    """It is on the screen."""
    leaves = Signal()
    """There is nothing more to show."""
    undrawn = Signal(str)
    """Why there is no figure."""

    def __init__(self, details: Callable[[str], Details], still: bool) -> None:
        """`still`: nothing moves but the seconds."""
        super().__init__()
        self._details = details
        self._guiding: Guiding | None = None
        self._clock: Callable[[], float] = time.monotonic
        self._deaf_until: float | None = None
        self._leading, self._closing = Leading(still), Closing()
        self._still = still
        self._pages = QStackedLayout(self)
        for page in (self._leading, self._closing):
            self._pages.addWidget(page)
        self._leading.asks.connect(self._ask)
        self._leading.told.connect(self._announce)
        self._leading.undrawn.connect(self.undrawn)
        self._closing.leaves.connect(self.leaves)
        self._ticks = QTimer(self, interval=STILL if still else FRAME, timerType=Qt.TimerType.PreciseTimer)
        self._ticks.timeout.connect(self._tick)
        # Not QTimer.singleShot with a bare signal: PySide keeps that longer than the window lives.
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(self.seen)
        self._closes = QTimer(self, singleShot=True)
        self._closes.timeout.connect(self.leaves)
        self.setWindowTitle("deskbreak")
        self.setMinimumWidth(NARROWEST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scheme = Scheme(self._paint_in)
        self._paint_in(self._scheme.is_dark)
        self._place()

    # -- what is shown ----------------------------------------------------------

    def lead(self, guiding: Guiding, clock: Callable[[], float]) -> None:
        """Through this, by this clock."""
        if self._guiding is None:
            # Not on a button: the space bar is the window's until somebody goes to one.
            self.setFocus()
        self._guiding, self._clock = guiding, clock
        self._closes.stop()
        self._pages.setCurrentWidget(self._leading)
        self._tick()
        if guiding.held_at is None:
            self._ticks.start()
        else:
            self._ticks.stop()

    def end(self, over: Over) -> None:
        """It is over. Where hardly anything was done there is nothing to tell."""
        self._guiding = None
        self._ticks.stop()
        if over.outcome not in (Outcome.TAKEN, Outcome.PARTLY):
            self.leaves.emit()
            return
        self._closing.show_over(over)
        self._pages.setCurrentWidget(self._closing)
        self._announce(self._closing.told)
        self._closes.start(round(over.seconds * 1000))

    def come_to_front(self) -> None:
        """Somebody asks for it."""
        self._deaf_until = time.monotonic() + DEAF
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def _tick(self) -> None:
        guiding = self._guiding
        if guiding is None:
            return
        now = self._clock()
        self._leading.show_moment(guiding, now, self._details_of)
        if not self._still:
            moving = guiding.held_at is None and self._leading.moves
            self._ticks.setInterval(FRAME if moving else STILL)

    def _details_of(self, movement: str) -> Details | None:
        try:
            return self._details(movement)
        except (DeskbreakError, OSError):
            # The plain break has none, and a file may have gone bad since.
            return None

    def _announce(self, text: str) -> None:
        """For who listens: what is new, and never the seconds."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _paint_in(self, is_dark: bool) -> None:
        look = DARK if is_dark else LIGHT
        self._look = look
        self.setStyleSheet(style(look))
        self.update()
        self._leading.paint_in(look)
        self._closing.paint_in(look)

    def _place(self) -> None:
        """In the middle of the screen on which the pointer is, where windows may say so."""
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        self.resize(min(FIRST[0], room.width() - 40), min(FIRST[1], room.height() - 60))
        self.move(room.center() - self.rect().center())

    # -- what is asked for ------------------------------------------------------

    def _ask(self, do: str) -> None:
        if self._guiding is None:
            if do == "stop":
                self.leaves.emit()
            return
        if do == "too-much" and not self._guiding.in_full.may_be_too_much:
            return
        if do == "pause":
            do = "hold" if self._guiding.held_at is None else "go-on"
        self.asks.emit(do)
        if do in ENDS:
            self._guiding = None
            self.leaves.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        do = KEYS.get(Qt.Key(event.key()))
        if do is None or event.isAutoRepeat() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self._ask(MIRRORED.get(do, do) if mirrored else do)

    def _walks(self, event: QEvent) -> bool:
        """The arrows are the window's, also where a button has the focus and would hand that on."""
        if self._guiding is None or not isinstance(event, QKeyEvent) or event.key() not in ARROWS:
            return False
        if event.type() == QEvent.Type.KeyPress:
            self.keyPressEvent(event)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        is_key = event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)
        if is_key and self._deaf_until is not None and time.monotonic() < self._deaf_until:
            return True
        return self._walks(event) or super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        event.accept()
        self._ask("stop")

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        QPainter(self).fillRect(self.rect(), self._look.ground)
        if self._deaf_until is None:
            self._deaf_until = time.monotonic() + DEAF
            # Keys come through there, whichever button has them.
            self.windowHandle().installEventFilter(self)
            self._painted.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.setMinimumHeight(LOWEST[self.width() >= WIDE])
        self._leading.fit(self.width(), self.height())
        self._closing.fit(self.width(), self.height())
