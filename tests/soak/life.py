"""One life of the program: started, asked this and that, killed at a random moment."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from deskbreak.app.protocol import encode
from deskbreak.core.breaks import Outcome
from deskbreak.core.state import Phase
from deskbreak.ports import Request

EVERY = 2.0
"""Seconds until a reminder."""
EARLY = 0.15
"""The share of lives that end while the program starts, which takes so many seconds:"""
START_SECONDS = 0.5
MOST_REQUESTS = 20
AMID = 0.7
"""The share of the other lives that end amid an answer, which mostly leaves a record ..."""
LATER_SECONDS = 0.6
"""... and within this time of one in the rest, amid whatever happens by itself."""
PATIENCE = 30.0


@dataclass(slots=True)
class Asked:
    """A request, and what came of it. Times are of the monotonic clock."""

    request: Request
    sent: float
    owes: Outcome | None = None
    """The record that it has to leave if it is followed."""
    reply: dict[str, Any] | None = None
    """None: killed before it had answered."""
    answered: float = 0.0

    @property
    def acknowledged(self) -> bool:
        """Whether we were told that it is done."""
        return self.reply is not None and self.reply["ok"] is True

    @property
    def took(self) -> float:
        """Seconds until the answer."""
        return self.answered - self.sent


class Life:
    """`program` is a script that takes the interval in seconds; it lives in this environment.

    As long as not `breaks`, nobody takes one, so that the count grows.
    """

    def __init__(self, program: Path, env: Mapping[str, str], chance: Random) -> None:
        self._program = program
        self._env = env
        self._chance = chance
        self.breaks = True
        self._socket = Path(env["XDG_RUNTIME_DIR"]) / "deskbreak" / "deskbreak.sock"
        self._on_break = False

    def live(self) -> list[Asked]:
        """All that was asked, in order. Only the last request may be without an answer."""
        with self._started() as process:
            if self._chance.random() < EARLY:
                self._kill(process, START_SECONDS)
                return []
            asked = [self._first_answer(process)]
            asked += [self._ask(self._request()) for _ in range(self._chance.randrange(MOST_REQUESTS))]
            if self._chance.random() < AMID:
                last, within = self._answer(), median(each.took for each in asked)
            else:
                last, within = self._request(), LATER_SECONDS
            asked.append(self._ask(last, meanwhile=lambda: self._kill(process, within)))
            return asked

    @contextmanager
    def _started(self) -> Iterator[subprocess.Popen[bytes]]:
        with open(Path(self._env["HOME"]) / "said.txt", "ab") as said:
            process = subprocess.Popen(
                [sys.executable, str(self._program), str(EVERY)],
                env=self._env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said,
            )  # fmt: skip
        with process:
            try:
                yield process
                assert process.wait(PATIENCE) == -9, "it ended by itself"
            finally:
                process.kill()

    def _kill(self, process: subprocess.Popen[bytes], within: float) -> None:
        time.sleep(self._chance.uniform(0, within))
        process.kill()

    def _first_answer(self, process: subprocess.Popen[bytes]) -> Asked:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return self._ask({"do": "status"})
            except (FileNotFoundError, ConnectionRefusedError):
                assert process.poll() is None, "it does not start"
                assert time.monotonic() < end, "it does not answer"
                time.sleep(0.005)

    def _request(self) -> Request:
        """Anything that somebody may ask for; the lengths are short, so that most things come to their end."""
        soon = self._chance.uniform(0.05, 1.5)
        requests: list[Request] = [
            self._answer(), self._answer(), self._answer(), {"do": "status"}, {"do": "start"},
            {"do": "put-away"}, {"do": "put-away"}, {"do": "snooze", "minutes": soon / 60},
            {"do": "pause", "seconds": soon}, {"do": "pause"}, {"do": "resume"}, {"do": "resume"},
            {"do": "meeting", "seconds": soon}, {"do": "stand"}, {"do": "sit"}, {"do": "sit"},
        ]  # fmt: skip
        return self._chance.choice(requests)

    def _answer(self) -> Request:
        """One that leaves a record."""
        return {"do": self._chance.choice(("done", "skip") if self.breaks else ("skip",))}

    def _ask(self, request: Request, meanwhile: Callable[[], None] = lambda: None) -> Asked:
        with closing(socket.socket(socket.AF_UNIX)) as connection:
            connection.settimeout(PATIENCE)
            connection.connect(str(self._socket))
            asked = Asked(request, time.monotonic(), self._owed(request))
            try:
                connection.sendall(encode(request))
                meanwhile()
                with connection.makefile("rb") as lines:
                    line = lines.readline()
            except (BrokenPipeError, ConnectionResetError):
                line = b""
        if line.endswith(b"\n"):
            asked.reply, asked.answered = json.loads(line), time.monotonic()
        self._note(asked)
        return asked

    def _owed(self, request: Request) -> Outcome | None:
        if request["do"] == "done":
            return Outcome.TAKEN
        # A break that is stopped within its first seconds of movement leaves nothing.
        return Outcome.SKIPPED if request["do"] == "skip" and not self._on_break else None

    def _note(self, asked: Asked) -> None:
        if not asked.acknowledged or asked.reply is None:
            return
        do = asked.request["do"]
        if do == "status":
            self._on_break = asked.reply["phase"] == Phase.ON_BREAK
        elif do in ("start", "done", "skip"):
            self._on_break = do == "start"
