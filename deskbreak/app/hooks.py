"""Programs of the user's own, started when something happens: arguments as they stand in the settings, and no shell.

What they do is theirs. Nobody waits for them; one that takes too long is ended, with all that it started.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from deskbreak.core.effects import Decision, Did
from deskbreak.ports.loop import Clock
from deskbreak.settings.shown import Hooks as Chosen

if TYPE_CHECKING:
    from subprocess import Popen

log = logging.getLogger(__name__)

HAPPENS: Mapping[Did, str] = {
    Did.PROMPTED: "reminder",
    Did.REPEATED: "reminder",
    Did.BEGAN: "break_start",
    Did.TAKEN: "break_end",
    Did.PARTLY: "break_end",
    Did.BROKEN_OFF: "break_end",
    Did.PAUSED: "pause",
    Did.RESUMED: "resume",
}
"""Which setting of the table `hooks` each decision is for."""
TOLD = ("sat", "snoozes", "asking", "because", "reason", "until", "by")
"""What is told of a decision, where it has it."""
AT_ONCE = 8
"""So many may run at the same time: whoever starts one that hangs shall not drown in them."""


class Hooks:
    """A `Timed`; told each decision."""

    def __init__(self, clock: Clock, chosen: Callable[[], Chosen]) -> None:
        self._clock = clock
        self._chosen = chosen
        self._running: dict[Popen[bytes], float] = {}
        """Each program, and when it has to be over."""
        self._ended: list[Popen[bytes]] = []
        """Those that were told to end."""

    @property
    def deadline(self) -> float | None:
        return min(self._running.values(), default=None)

    def __call__(self, decision: Decision) -> None:
        """Start what is to be started for this, if there is anything."""
        hook = HAPPENS.get(decision.did)
        command = getattr(self._chosen(), hook) if hook else ()
        if not hook or not command:
            return
        self.look()
        if len(self._running) >= AT_ONCE:
            log.warning("hooks.%s is not started: %d hooks still run", hook, len(self._running))
            return
        try:
            program = _started(command, os.environ | told(hook, decision))
        except (OSError, ValueError) as error:
            log.warning("hooks.%s cannot be started: %s", hook, error)
            return
        self._running[program] = self._clock.now() + self._chosen().time_limit_seconds

    def on_time(self, now: float) -> None:
        """End those that take too long."""
        self.look()
        for program in [program for program, over_by in self._running.items() if over_by <= now]:
            del self._running[program]
            self._ended.append(program)
            log.warning("the hook %s took too long, and is ended", program.args)
            try:
                _end(program)
            except OSError as error:
                # It may have become another user's.
                log.warning("it cannot be ended: %s", error)

    def look(self) -> None:
        """See which have ended, so that none stays as a zombie. The end of one wakes the loop."""
        self._ended = [program for program in self._ended if program.poll() is None]
        for program in [program for program in self._running if program.poll() is not None]:
            del self._running[program]
            if program.returncode:
                log.warning("the hook %s ended with %d", program.args, program.returncode)


def told(hook: str, decision: Decision) -> dict[str, str]:
    """What a program is told of the occasion, as variables of its environment. docs/hooks.md lists them."""
    facts = {name: _plainly(decision.facts[name]) for name in TOLD if name in decision.facts}
    named = {"hook": hook, "did": decision.did.value, **facts}
    return {f"DESKBREAK_{name.upper()}": value for name, value in named.items()}


def _plainly(value: float | str) -> str:
    return value if isinstance(value, str) else str(round(value))


def _started(command: tuple[str, ...], env: Mapping[str, str]) -> Popen[bytes]:
    # Imported here: most people have no hooks.
    from subprocess import DEVNULL, Popen

    return Popen(  # noqa: S603 - what the user chose, and no shell
        command, env=env, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True
    )


def _end(program: Popen[bytes]) -> None:
    if sys.platform == "win32":
        program.kill()
    else:
        import signal

        os.killpg(program.pid, signal.SIGKILL)
