"""One window of ours, as a program beside this one: how far it is, what it is told and what it tells."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import Any

from deskbreak.app.child import start, sweep
from deskbreak.app.loop import Loop
from deskbreak.words import _

log = logging.getLogger(__name__)

SHOWN_WITHIN = 10.0
"""Seconds after which a window that is still not to be seen is none."""
LEAVES_WITHIN = 3.0
"""Seconds that one has which is to go, and in which one may still go that was about to."""
MAY_ASK = frozenset({"hold", "go-on", "back", "ahead", "stop", "done", "too-much"})
TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
"""By these a window that opens may come to the front: under Wayland, and under X11."""
NOTED = {
    "unheard": "not all of a movement can be heard: %s",
    "undrawn": "a movement cannot be drawn: %s",
    "error": "something in the window failed: %s",
}
"""What it tells that is for the log alone."""


class Stage(Enum):
    """Where a window stands. It begins with the first and ends with the last of these."""

    COMING = auto()
    """Nobody has seen it yet."""
    LEADING = auto()
    CLOSING = auto()
    """What it led through is over. It tells how that went, and goes when it likes."""
    AGAIN = auto()
    """It leads through something else, though it may have been about to go when that began."""
    LEAVING = auto()
    """It is told nothing more, and nothing is heard of it."""


LASTS = {Stage.COMING: SHOWN_WITHIN, Stage.AGAIN: LEAVES_WITHIN, Stage.LEAVING: LEAVES_WITHIN}
"""Seconds; the others last as long as they like."""


class Window:
    """A `Timed`."""

    def __init__(
        self,
        loop: Loop,
        module: str,
        activation: str,
        on_asked: Callable[[str], object],
        on_seen: Callable[[], object],
        on_gone: Callable[[], object],
    ) -> None:
        """Start this module. `activation` is the token with which it may come to the front. OSError when it fails.

        `on_asked` is told what the window asks for, `on_gone` that it is there no more, unless it was to leave.
        """
        self._now = loop.clock.now
        self._on_asked = on_asked
        self._on_seen = on_seen
        self._trouble = ""
        self.deadline: float | None = None
        self._child = start(loop, module, _environment(os.environ, activation), self._heard, on_gone)
        self._enter(Stage.COMING)

    @property
    def why(self) -> str:
        """What to tell people if it is gone now."""
        if self.stage is not Stage.COMING:
            return _("The window closed unexpectedly.")
        if self._trouble:
            return _("The window cannot be shown: {reason}.").format(reason=self._trouble)
        return _("The window could not be shown.")

    def tell(self, line: Mapping[str, Any]) -> None:
        """How things stand, which also says whether there is something to lead through; or something else."""
        if "guide" in line:
            if line["guide"] is not None and self.stage is Stage.CLOSING:
                self._enter(Stage.AGAIN)
            elif line["guide"] is None and self.stage in (Stage.LEADING, Stage.AGAIN):
                self._enter(Stage.CLOSING)
        self._child.tell(line)

    def leave(self) -> None:
        """It goes when its input ends."""
        self._enter(Stage.LEAVING)
        self._child.let_go()

    def has_ended(self) -> bool:
        """Whether its program has, so that it does not stay as a zombie; what that had started goes with it."""
        if self._child.process.poll() is None:
            return False
        sweep(self._child.process)
        return True

    def on_time(self, _now: float) -> None:
        """It took long enough."""
        self.deadline = None
        match self.stage:
            case Stage.AGAIN:
                self._enter(Stage.LEADING)
            case Stage.COMING:
                self._trouble = self._trouble or _("it does not come up")
                self._child.process.kill()
            case Stage.LEAVING:
                log.warning("a window did not go by itself")
                self._child.process.kill()

    def _enter(self, stage: Stage) -> None:
        self.stage = stage
        self.deadline = self._now() + LASTS[stage] if stage in LASTS else None

    def _heard(self, line: Mapping[str, Any]) -> None:
        if self.stage is Stage.LEAVING:
            return
        if line.get("do") in MAY_ASK:
            self._on_asked(line["do"])
        elif line.get("shown"):
            if self.stage is Stage.COMING:
                self._enter(Stage.LEADING)
                self._on_seen()
        elif "trouble" in line:
            self._trouble = str(line["trouble"])
            log.warning("the window has trouble: %s", self._trouble)
        elif about := next(iter(NOTED.keys() & line.keys()), ""):
            log.warning(NOTED[about], line[about])
        else:
            log.warning("the window says %s", line)


def _environment(env: Mapping[str, str], activation: str) -> dict[str, str]:
    """Ours, but for the tokens: those of our own start are of no use any more."""
    others = {name: value for name, value in env.items() if name not in TOKENS}
    return others | (dict.fromkeys(TOKENS, activation) if activation else {})
