"""The processes of one desktop: started with a log each, and ended, these and no others."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

POLL = 0.05
TAIL = 1500

T = TypeVar("T")


def poll(condition: Callable[[], T], seconds: float) -> T:
    """Asks until the answer is true; after so many seconds it returns the last answer as it is."""
    end = time.monotonic() + seconds
    while not (answer := condition()) and time.monotonic() < end:
        time.sleep(POLL)
    return answer


class Processes:
    """Each leads a process group, and all carry `HOME`, a folder of this desktop alone, by which they are known."""

    def __init__(self, home: Path, logs: Path) -> None:
        self._home = home
        self._logs = logs
        self._started: list[tuple[subprocess.Popen[bytes], Path]] = []

    def start(
        self, argv: Sequence[str | Path], env: Mapping[str, str], pass_fds: Sequence[int] = ()
    ) -> subprocess.Popen[bytes]:
        log = self._logs / f"{len(self._started):02d}-{Path(argv[0]).name}.log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                argv,
                env={**env, "HOME": str(self._home)},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                cwd=self._home,
                start_new_session=True,
                pass_fds=pass_fds,
            )
        self._started.append((process, log))
        return process

    def log_of(self, process: subprocess.Popen[bytes]) -> str:
        """All that it has written so far."""
        log = next(log for started, log in self._started if started is process)
        return log.read_text(encoding="utf-8", errors="replace")

    def tails(self) -> str:
        """The ends of all logs, each with what became of its process."""
        parts = []
        for process, log in self._started:
            fate = "running" if process.poll() is None else f"ended with {process.returncode}"
            parts.append(f"--- {log.name} ({fate})\n{log.read_text(encoding='utf-8', errors='replace')[-TAIL:]}")
        return "\n".join(parts)

    def end(self, process: subprocess.Popen[bytes], seconds: float = 3.0) -> None:
        """Asks it to go, with its group, and makes it go if it does not."""
        for sign in (signal.SIGTERM, signal.SIGKILL):
            self.send(process, sign)
            if poll(lambda: process.poll() is not None, seconds):
                return

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """Ends it and its group like a crash."""
        self.send(process, signal.SIGKILL)
        process.wait(5.0)

    def send(self, process: subprocess.Popen[bytes], sign: signal.Signals) -> None:
        """Signals its group, but only while it lives: after that its number may be somebody else's."""
        if process.poll() is None:
            os.killpg(process.pid, sign)

    def end_all(self) -> list[str]:
        """Ends everything, the newest first; returns the commands of what had to be hunted down after that."""
        for process, _ in reversed(self._started):
            self.end(process)
        poll(lambda: not self._stragglers(), 2.0)
        left = self._stragglers()
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return list(left.values())

    def _stragglers(self) -> dict[int, str]:
        """The command of every process which still carries our `HOME`, by its number."""
        mark = b"HOME=" + os.fsencode(self._home)
        found = {}
        for entry in Path("/proc").iterdir():
            # It may go while we look at it, or belong to somebody else.
            with contextlib.suppress(OSError):
                if entry.name.isdigit() and mark in (entry / "environ").read_bytes().split(b"\0"):
                    command = (entry / "cmdline").read_bytes().replace(b"\0", b" ")
                    found[int(entry.name)] = command.decode(errors="replace").strip()
        return found
