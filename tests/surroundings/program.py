"""deskbreak in the background, and its commands, in whatever environment it is given."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

COMMAND = ("-m", "deskbreak")
PATIENCE = 20.0


class Program:
    """`words` is what Python is to run in place of deskbreak; what it says ends up in the file `said`."""

    def __init__(self, env: Mapping[str, str], said: Path, words: tuple[str, ...] = COMMAND) -> None:
        self.env = dict(env)
        self._said = said
        self._words = words

    def __call__(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command; no command ever ends in a traceback."""
        argv = [sys.executable, *self._words, *words]
        done = subprocess.run(argv, env=self.env, capture_output=True, text=True, timeout=30, check=False)
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def ok(self, *words: str) -> str:
        """What a command says that has to go well."""
        done = self(*words)
        assert (done.returncode, done.stderr) == (0, ""), (words, done)
        return done.stdout

    def status(self) -> dict[str, Any]:
        status: dict[str, Any] = json.loads(self.ok("status", "--json"))
        return status

    def said(self) -> list[str]:
        """The lines that the running program wrote, and complained in, until now."""
        return self._said.read_text(encoding="utf-8").splitlines()

    def hears(self, text: str) -> int:
        """How many lines begin like this."""
        return sum(line.startswith(text) for line in self.said())

    @contextmanager
    def running(self) -> Iterator[subprocess.Popen[bytes]]:
        """From its first answer on. It must not have ended before it is told to, nor in a traceback."""
        process = self.start()
        try:
            until(lambda: self("status").returncode != 3 or process.poll() is not None)
            yield process
            assert process.poll() is None, self.said()
            process.terminate()
            assert process.wait(PATIENCE) == 0, self.said()
            assert "Traceback" not in "\n".join(self.said())
        finally:
            process.kill()
            process.wait()

    def start(self) -> subprocess.Popen[bytes]:
        """Started, and no more than that; to be ended by the caller."""
        with open(self._said, "ab") as said:
            return subprocess.Popen(
                [sys.executable, *self._words], env=self.env, stdin=subprocess.DEVNULL, stdout=said, stderr=said
            )


def until(holds: Callable[[], bool]) -> None:
    """Wait for this."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)
