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
DOES_NOT_READ = "a window does not read: it is let go"
BROKE = "the connection to a window broke: %s"
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
        try:
            with theirs:
                self.process = _started(module, env, theirs.fileno(), theirs.fileno())
        except BaseException:
            self._socket.close()
            raise
        self._socket.setblocking(False)
        loop.add(self)

    @property
    def wants_write(self) -> bool:
        return bool(self._waiting)

    def fileno(self) -> int:
        return self._socket.fileno()

    def ready(self) -> None:
        """It told something, has room again, or is gone."""
        data = self._received()
        if data is None or (data and self._heard.take(data)):
            self._send()
        else:
            self._lose()

    def tell(self, line: Mapping[str, Any]) -> None:
        self._waiting += json.dumps(line).encode() + b"\n"
        if len(self._waiting) > LINE_LIMIT:
            log.warning(DOES_NOT_READ)
            self._lose()

    def let_go(self) -> None:
        self._waiting = b""
        self._loop.remove(self)
        self._socket.close()

    def _received(self) -> bytes | None:
        """What it told; empty when it is gone, and None when there is nothing just now."""
        try:
            return self._socket.recv(LINE_LIMIT)
        except BlockingIOError:
            return None
        except OSError as error:
            log.info(BROKE, error)
            return b""

    def _send(self) -> None:
        if not self._waiting:
            return
        try:
            self._waiting = self._waiting[self._socket.send(self._waiting) :]
        except BlockingIOError:
            return
        except OSError as error:
            # Nobody reads any more. What it told before it went may still have to be read; then comes its end.
            log.info(BROKE, error)
            self._waiting = b""

    def _lose(self) -> None:
        # What it told just now may have been the reason to let it go.
        if self.fileno() >= 0:
            self.let_go()
            self._on_gone()


class Threaded:
    """The same where pipes cannot be waited for: a thread hears, another one tells."""

    def __init__(
        self, loop: Loop, module: str, env: Mapping[str, str], on_line: OnLine, on_gone: Callable[[], object]
    ) -> None:
        import threading
        from subprocess import PIPE

        self._loop = loop
        self._on_gone = on_gone
        self._heard = _Heard(on_line)
        self._changed = threading.Condition()
        self._waiting = b""
        self._over = False
        self.process = _started(module, env, PIPE, PIPE)
        for part in (self._hear, self._speak):
            threading.Thread(target=part, name="window", daemon=True).start()

    def tell(self, line: Mapping[str, Any]) -> None:
        with self._changed:
            self._waiting += json.dumps(line).encode() + b"\n"
            self._changed.notify()
        if len(self._waiting) > LINE_LIMIT:
            log.warning(DOES_NOT_READ)
            self._lose()

    def let_go(self) -> None:
        with self._changed:
            self._over = True
            self._changed.notify()

    def _speak(self) -> None:
        assert self.process.stdin is not None
        try:
            with self.process.stdin as pipe:
                while data := self._next():
                    pipe.write(data)
                    pipe.flush()
        except OSError as error:
            log.info(BROKE, error)

    def _next(self) -> bytes:
        """What it is to be told, once there is something; nothing at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._over)
            data, self._waiting = self._waiting, b""
            return data

    def _hear(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as pipe:
            while data := os.read(pipe.fileno(), LINE_LIMIT):
                self._loop.wake_with(partial(self._take, data))
        self._loop.wake_with(partial(self._take, b""))

    def _take(self, data: bytes) -> None:
        """In the loop's thread."""
        if not self._over and not (data and self._heard.take(data)):
            self._lose()

    def _lose(self) -> None:
        # What it told just now may have been the reason to let it go.
        if not self._over:
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
