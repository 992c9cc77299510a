"""The processes of one benchmark: started with a mark in their environment, found and ended by it."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from . import procfs

GRACE = 5.0  # seconds between asking a process to end and ending it
SHORT = 60.0  # seconds that a short command may take


@dataclass(frozen=True)
class Ran:
    """A command that ran to its end: how long that took, and what it printed."""

    seconds: float
    said: str


class Processes:
    """Starts processes in one folder and environment, and knows their descendants by the mark they inherit.

    A process that a bus of ours started inherits it too, so nothing that was started is lost sight of.
    """

    def __init__(self, folder: Path, env: Mapping[str, str]) -> None:
        mark = uuid.uuid4().hex
        self.folder = folder
        self.env = {**env, "DESKBREAK_BENCH": mark}
        self._mark = f"DESKBREAK_BENCH={mark}"
        self._started: list[subprocess.Popen[bytes]] = []

    def spawn(self, name: str, command: Sequence[str], pass_fds: Sequence[int] = ()) -> subprocess.Popen[bytes]:
        """Starts a process; what it prints goes to the log of this name."""
        with self._log(name).open("ab") as log:
            process = subprocess.Popen(
                command,
                env=self.env,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=pass_fds,
                start_new_session=True,  # Ctrl-C is for the benchmark, which then ends these in order
            )
        self._started.append(process)
        return process

    def run(self, command: Sequence[str]) -> None:
        """Runs a short command to its end."""
        subprocess.run(command, env=self.env, cwd=self.folder, stdin=subprocess.DEVNULL, check=True, timeout=20)

    def timed(self, command: Sequence[str], exit_code: int = 0) -> Ran:
        """Runs a short command to its end; what it prints goes to a file, which keeps nobody waiting.

        RuntimeError when it ends in another way than was expected: its time would be that of something else.
        """
        with self._log("timed").open("wb+") as said:
            started = time.perf_counter()
            with self._in_front(command, said) as process:
                # Not by wait(timeout), which looks only every 50 ms.
                ended = os.pidfd_open(process.pid)
                try:
                    _running([ended], SHORT)
                finally:
                    os.close(ended)
                seconds = time.perf_counter() - started
            said.seek(0)
            text = said.read().decode(errors="replace")
        if process.returncode != exit_code:
            raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {text.strip()[-300:]}")
        return Ran(seconds, text)

    def first_line(self, command: Sequence[str]) -> Ran:
        """Runs a command that goes on for ever until it prints a line, and ends it."""
        started = time.perf_counter()
        with self._in_front(command, subprocess.PIPE) as process:
            assert process.stdout is not None
            line = process.stdout.readline().decode(errors="replace")
            seconds = time.perf_counter() - started
        if not line:
            raise RuntimeError(f"{' '.join(command)} ended without a word")
        return Ran(seconds, line)

    def words(self, name: str) -> str:
        """What a process printed."""
        return self._log(name).read_text(errors="replace").strip()

    def last_words(self, name: str) -> str:
        """The end of what a process printed."""
        return self.words(name)[-300:]

    def pids(self) -> set[int]:
        """All processes that carry the mark."""
        return procfs.carrying(self._mark)

    def end(self, pids: Iterable[int]) -> None:
        """Ends these processes, of ours, by pid: politely first, by force after the grace."""
        handles = [handle for pid in pids if (handle := _handle(pid)) is not None]
        try:
            for sig in (signal.SIGTERM, signal.SIGKILL):
                running = _running(handles, 0)
                for handle in running:
                    with suppress(ProcessLookupError):
                        signal.pidfd_send_signal(handle, sig)
                _running(running, GRACE)
        finally:
            for handle in handles:
                os.close(handle)
            self._reap()

    def end_all(self) -> None:
        """Ends everything that carries the mark."""
        self.end(self.pids())

    @contextmanager
    def _in_front(self, command: Sequence[str], out: IO[bytes] | int) -> Iterator[subprocess.Popen[bytes]]:
        """A command that runs no longer than it is looked at."""
        with subprocess.Popen(
            command, env=self.env, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    def _reap(self) -> None:
        self._started = [process for process in self._started if process.poll() is None]

    def _log(self, name: str) -> Path:
        return self.folder / f"{name}.log"


def _handle(pid: int) -> int | None:
    try:
        return os.pidfd_open(pid)
    except ProcessLookupError:
        return None


def _running(handles: Iterable[int], seconds: float) -> list[int]:
    """Those of the process handles whose process has not ended, after waiting at most so long for all to end."""
    poll = select.poll()
    running = set(handles)
    for handle in running:
        poll.register(handle, select.POLLIN)
    end = time.monotonic() + seconds
    while running and (ready := poll.poll(max(0.0, end - time.monotonic()) * 1000)):
        for handle, _ in ready:
            poll.unregister(handle)
            running.discard(handle)
    return sorted(running)
