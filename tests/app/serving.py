"""A control server to talk to, and what its clients do."""

from __future__ import annotations

import json
import socket
import threading
from pathlib import Path
from typing import Any

from deskbreak.app.control import ControlServer
from deskbreak.app.loop import Loop
from deskbreak.app.remote import ask
from deskbreak.errors import DeskbreakError
from deskbreak.ports import Request
from tests.virtual import VirtualClock

WATCH = b'{"v": 1, "do": "watch"}\n'


class Serving:
    """A server in a thread of its own, so that clients may block."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.clock = VirtualClock()
        self.loop = Loop(self.clock)
        self.server = ControlServer(file, self.loop, self.handle)
        self.filling = ""
        self.looked = 0
        self.handled = 0
        self.turns = 0
        self.loop.on_wake = self.turned
        self.thread = threading.Thread(target=self.loop.run)
        self.thread.start()

    def handle(self, request: Request) -> dict[str, Any]:
        self.handled += 1
        match request.get("do"):
            case "echo":
                return {"say": request["text"]}
            case "refuse":
                raise DeskbreakError("No.", "Try yes.")
            case "bug":
                raise RuntimeError("a bug")
            case "watch":
                self.looked += 1
                return {"look": self.looked, "filling": self.filling}
        return {}

    def turned(self, _late: float) -> None:
        self.turns += 1

    def later(self, seconds: float) -> None:
        self.clock.passes(seconds)
        self.loop.wake_with(lambda: None)

    def settle(self) -> None:
        """Until whoever has connected by now is let in, if there is a place."""
        for _ in range(2):
            turned = threading.Event()
            self.loop.wake_with(turned.set)
            assert turned.wait(20)

    def publish(self) -> None:
        self.loop.wake_with(self.server.publish)

    def connect(self) -> socket.socket:
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(20)
        connection.connect(str(self.file))
        return connection

    def watch(self) -> socket.socket:
        """A connection that watches, its first line read."""
        connection = self.connect()
        connection.sendall(WATCH)
        assert read_line(connection)["ok"]
        return connection

    def send(self, data: bytes) -> dict[str, Any]:
        with self.connect() as connection:
            connection.sendall(data)
            return read_line(connection)

    def works(self) -> bool:
        return bool(ask(self.file, {"do": "echo", "text": "hello"})["say"] == "hello")

    def close(self) -> None:
        self.loop.wake_with(self.loop.stop)
        self.thread.join()
        self.server.close()
        self.loop.close()


def read_line(connection: socket.socket) -> dict[str, Any]:
    """The next line, and not a byte of those after it."""
    line = b""
    while not line.endswith(b"\n"):
        byte = connection.recv(1)
        assert byte, f"closed after {line!r}"
        line += byte
    reply: dict[str, Any] = json.loads(line)
    return reply


def is_let_go(connection: socket.socket) -> bool:
    """Whether the other end closes it; what was sent before is read and dropped."""
    try:
        while connection.recv(65536):
            pass
    except ConnectionResetError:
        pass
    return True
