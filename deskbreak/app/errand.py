"""A program of ours that is told one thing, does it and ends; what it has to say it leaves in a file."""

from __future__ import annotations

import os
import signal
import sys
from typing import Protocol

from deskbreak.app.child import argv, environment_of

MOST_TOLD = 4096
"""Bytes; what a pipe takes at once, so that nobody waits for one that does not read (PIPE_BUF)."""


class Errand(Protocol):
    """One that was started. Whoever sent it asks until it has ended, so that it does not stay as a zombie."""

    def poll(self) -> int | None:
        """Its exit code; None while it runs."""

    def kill(self) -> None:
        """End it, unless it has ended."""

    def wait(self) -> int:
        """Its exit code, once it has ended. Only for one that was killed: anything else may take its time."""


def send(module: str, told: bytes) -> Errand:
    """Start this module as a program, told this on its standard input. OSError when that cannot be done."""
    if len(told) > MOST_TOLD:
        raise OSError(f"{module} cannot be told so much")
    return _start(module, told)


# Others can read what a program is called with, but not what it is told.
if sys.platform == "win32":

    def _start(module: str, told: bytes) -> Errand:
        from subprocess import DEVNULL, PIPE, Popen

        env = environment_of(os.environ)
        process = Popen(argv(module), env=env, stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL)  # noqa: S603 - ourselves, and no shell
        assert process.stdin is not None
        with process.stdin as pipe:
            pipe.write(told)
        return process

else:

    def _start(module: str, told: bytes) -> Errand:
        reads, writes = os.pipe()
        try:
            os.write(writes, told)
            return _Spawned(module, reads)
        finally:
            os.close(reads)
            os.close(writes)

    class _Spawned:
        """Started without the module subprocess: that would cost the resident program 0.2 MiB, for good."""

        def __init__(self, module: str, stdin: int) -> None:
            nowhere = [(os.POSIX_SPAWN_OPEN, output, os.devnull, os.O_WRONLY, 0) for output in (1, 2)]
            self._pid = os.posix_spawn(
                sys.executable,
                argv(module),
                environment_of(os.environ),
                file_actions=[(os.POSIX_SPAWN_DUP2, stdin, 0), *nowhere],
                # Ctrl+C in our terminal is not meant for it.
                setpgroup=0,
            )
            self._code: int | None = None

        def poll(self) -> int | None:
            """Its exit code, less than 0 for a signal; None while it runs."""
            if self._code is None:
                pid, status = os.waitpid(self._pid, os.WNOHANG)
                self._code = os.waitstatus_to_exitcode(status) if pid else None
            return self._code

        def wait(self) -> int:
            """Its exit code, once it has ended."""
            if self._code is None:
                self._code = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
            return self._code

        def kill(self) -> None:
            """End it, unless it has ended."""
            if self.poll() is None:
                os.kill(self._pid, signal.SIGKILL)
