"""A program of ours beside this one: it is told lines of JSON and tells some, and goes when we do."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from deskbreak import places
from deskbreak.app.loop import Loop

if TYPE_CHECKING:
    from subprocess import Popen

log = logging.getLogger(__name__)

LINE_LIMIT = 64 * 1024
"""Bytes of a line that it may tell, and that may wait for it: one that does not read is of no use."""
OnLine = Callable[[dict[str, Any]], object]


class Child(Protocol):
    """How it is spoken to."""

    process: Popen[bytes]

    def tell(self, line: Mapping[str, Any]) -> None: ...
    def let_go(self) -> None:
        """Say nothing more and hear nothing more: it ends by itself when it sees that."""


def start(loop: Loop, module: str, env: Mapping[str, str], on_line: OnLine, on_gone: Callable[[], object]) -> Child:
    """Start this module as a program. OSError when that cannot be done.

    `on_line` hears what it tells, `on_gone` that it will tell nothing more.
    """
    kind = Threaded if sys.platform == "win32" else Connected
    return kind(loop, module, env, on_line, on_gone)


class Connected:
    """A `Source`: one socket is what the program reads and writes."""

    def __init__(
        self, loop: Loop, module: str, env: Mapping[str, str], on_line: OnLine, on_gone: Callable[[], object]
    ) -> None:
        self._loop = loop
        self._on_gone = on_gone
        self._heard = _Heard(on_line)
        self._waiting = b""
        self._socket, theirs = socket.socketpair()
        with theirs:
            self.process = _started(module, env, theirs.fileno(), theirs.fileno())
        self._socket.setblocking(False)
        loop.add(self)

    @property
    def wants_write(self) -> bool:
        return bool(self._waiting)

    def fileno(self) -> int:
        return self._socket.fileno()

    def ready(self) -> None:
        """It told something, has room again, or is gone."""
        try:
            self._send()
            data = self._socket.recv(LINE_LIMIT)
        except BlockingIOError:
            return
        except OSError as error:
            log.info("the connection to a window broke: %s", error)
            data = b""
        if not data or not self._heard.take(data):
            self._lose()

    def tell(self, line: Mapping[str, Any]) -> None:
        self._waiting += json.dumps(line).encode() + b"\n"
        if len(self._waiting) > LINE_LIMIT:
            log.warning("a window does not read: it is let go")
            self._lose()

    def let_go(self) -> None:
        self._loop.remove(self)
        self._socket.close()

    def _send(self) -> None:
        if self._waiting:
            self._waiting = self._waiting[self._socket.send(self._waiting) :]

    def _lose(self) -> None:
        self.let_go()
        self._on_gone()


class Threaded:
    """The same where pipes cannot be waited for: a thread hears, another one tells."""

    def __init__(
        self, loop: Loop, module: str, env: Mapping[str, str], on_line: OnLine, on_gone: Callable[[], object]
    ) -> None:
        import threading
        from queue import SimpleQueue
        from subprocess import PIPE

        self._loop = loop
        self._on_gone = on_gone
        self._heard = _Heard(on_line)
        self._lines: SimpleQueue[bytes | None] = SimpleQueue()
        self._over = False
        self.process = _started(module, env, PIPE, PIPE)
        for part in (self._hear, self._speak):
            threading.Thread(target=part, name="window", daemon=True).start()

    def tell(self, line: Mapping[str, Any]) -> None:
        self._lines.put(json.dumps(line).encode() + b"\n")

    def let_go(self) -> None:
        self._over = True
        self._lines.put(None)

    def _speak(self) -> None:
        assert self.process.stdin is not None
        try:
            with self.process.stdin as pipe:
                while (line := self._lines.get()) is not None:
                    pipe.write(line)
                    pipe.flush()
        except OSError as error:
            log.info("the connection to a window broke: %s", error)

    def _hear(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as pipe:
            while data := os.read(pipe.fileno(), LINE_LIMIT):
                self._loop.wake_with(partial(self._take, data))
        self._loop.wake_with(partial(self._take, b""))

    def _take(self, data: bytes) -> None:
        """In the loop's thread."""
        if not self._over and (not data or not self._heard.take(data)):
            self.let_go()
            self._on_gone()


class _Heard:
    """Bytes that become lines."""

    def __init__(self, on_line: OnLine) -> None:
        self._on_line = on_line
        self._begun = b""

    def take(self, data: bytes) -> bool:
        """Whether it goes on to make sense."""
        *lines, self._begun = (self._begun + data).split(b"\n")
        for line in lines:
            try:
                told = json.loads(line)
            except ValueError:
                told = None
            if not isinstance(told, dict):
                log.warning("a window says what is no JSON object: %r", line[:200])
                return False
            self._on_line(told)
        return len(self._begun) <= LINE_LIMIT


def argv(module: str) -> list[str]:
    """What starts it: this very interpreter, which takes nothing from the folder it is started in."""
    return [sys.executable, "-P", "-m", module]


def environment_of(env: Mapping[str, str]) -> dict[str, str]:
    """This environment, in which we are found also where we are not installed."""
    ours = os.pathsep.join(filter(None, (env.get("PYTHONPATH"), str(places.PACKAGE.parent))))
    return {**env, "PYTHONPATH": ours}


def sweep(process: Popen[bytes]) -> None:
    """End what this program had started, now that it is gone: where it crashed or was killed, it could not itself."""
    if sys.platform != "win32":
        # It was the first of a group of its own. Without any left in that, there is no such group.
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)


def _started(module: str, env: Mapping[str, str], stdin: int, stdout: int) -> Popen[bytes]:
    # Imported here: most of the time there is no window.
    from subprocess import DEVNULL, Popen

    return Popen(  # noqa: S603 - ourselves, and no shell
        argv(module),
        env=environment_of(env),
        stdin=stdin,
        stdout=stdout,
        stderr=DEVNULL,
        # Ctrl+C in our terminal is not meant for it.
        start_new_session=True,
    )
