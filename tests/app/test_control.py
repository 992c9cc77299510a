"""The control socket, as others may use and misuse it."""

from __future__ import annotations

import json
import multiprocessing
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deskbreak.app.control import CLIENT_SECONDS, CLIENTS, LINE_LIMIT, ControlServer, Instance, ask
from deskbreak.app.loop import Loop
from deskbreak.desktop.clock import SystemClock
from deskbreak.errors import DeskbreakError
from deskbreak.ports import Request


def handle(request: Request) -> dict[str, Any]:
    match request.get("do"):
        case "echo":
            return {"say": request["text"]}
        case "refuse":
            raise DeskbreakError("No.", "Try yes.")
        case "bug":
            raise RuntimeError("a bug")
    return {}


class Serving:
    """A server in a thread of its own, so that clients may block."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.loop = Loop(SystemClock())
        self.server = ControlServer(file, self.loop, handle)
        self.thread = threading.Thread(target=self.loop.run)
        self.thread.start()

    def connect(self) -> socket.socket:
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(10)
        connection.connect(str(self.file))
        return connection

    def send(self, data: bytes) -> dict[str, Any]:
        with self.connect() as connection:
            connection.sendall(data)
            reply: dict[str, Any] = json.loads(connection.makefile("rb").readline())
            return reply

    def works(self) -> bool:
        return bool(ask(self.file, {"do": "echo", "text": "hello"})["say"] == "hello")

    def close(self) -> None:
        self.loop.wake_with(self.loop.stop)
        self.thread.join()
        self.server.close()
        self.loop.close()


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    serving = Serving(tmp_path / "control.sock")
    yield serving
    serving.close()


def test_a_request_and_its_reply(serving: Serving) -> None:
    assert ask(serving.file, {"do": "echo", "text": "grüße"}) == {"v": 1, "ok": True, "say": "grüße"}
    assert serving.file.stat().st_mode & 0o777 == 0o600


def test_several_requests_in_one_connection(serving: Serving) -> None:
    with serving.connect() as connection:
        lines = connection.makefile("rb")
        for text in ("a", "b"):
            connection.sendall(json.dumps({"v": 1, "do": "echo", "text": text}).encode() + b"\n")
            assert json.loads(lines.readline())["say"] == text


def test_a_refusal_has_two_lines(serving: Serving) -> None:
    assert ask(serving.file, {"do": "refuse"}) == {"v": 1, "ok": False, "title": "No.", "hint": "Try yes."}


def test_a_bug_is_answered_and_logged(serving: Serving, caplog: pytest.LogCaptureFixture) -> None:
    assert not ask(serving.file, {"do": "bug"})["ok"]
    assert "a bug" in caplog.text
    assert serving.works()


@pytest.mark.parametrize(
    "junk",
    [
        b"\n",
        b"hello\n",
        b"\xff\xfe\n",
        b"[1]\n",
        b'{"do": "echo"}\n',
        b'{"v": 2, "do": "echo"}\n',
        b"[" * 50_000 + b"\n",
    ],
)
def test_junk_is_refused(serving: Serving, junk: bytes) -> None:
    assert serving.send(junk)["ok"] is False
    assert serving.works()


def test_ten_megabytes_are_not_taken_in(serving: Serving) -> None:
    with serving.connect() as connection, pytest.raises(OSError, match=r"Broken pipe|Connection reset"):
        connection.sendall(b"x" * 10_000_000)
    assert serving.works()


def test_a_line_at_the_limit_is_read(serving: Serving) -> None:
    text = "x" * (LINE_LIMIT - 100)
    with serving.connect() as connection:
        connection.sendall(json.dumps({"v": 1, "do": "echo", "text": text}).encode() + b"\n")
        assert json.loads(connection.makefile("rb").readline())["say"] == text


def test_a_slow_client_is_let_go_and_holds_nobody_up(serving: Serving) -> None:
    with serving.connect() as slow:
        slow.sendall(b'{"v": 1,')
        assert serving.works()
        slow.settimeout(CLIENT_SECONDS + 5)
        assert slow.recv(100) == b""


def test_a_half_closed_client_gets_its_reply(serving: Serving) -> None:
    with serving.connect() as connection:
        connection.sendall(b'{"v": 1, "do": "echo", "text": "x"}\n')
        connection.shutdown(socket.SHUT_WR)
        assert json.loads(connection.makefile("rb").readline())["say"] == "x"


def test_many_at_once(serving: Serving) -> None:
    for _ in range(3):
        crowd = [serving.connect() for _ in range(100)]
        for connection in crowd:
            connection.sendall(b'{"v": 1, "do": "echo", "text": "x"}\n')
        for connection in crowd:
            assert json.loads(connection.makefile("rb").readline())["say"] == "x"
            connection.close()
    assert serving.works()


def test_a_crowd_that_says_nothing_does_not_keep_the_loop_awake(serving: Serving) -> None:
    turns = 0
    turn = serving.loop.turn

    def counted() -> None:
        nonlocal turns
        turns += 1
        turn()

    serving.loop.turn = counted  # type: ignore[method-assign]
    crowd = [serving.connect() for _ in range(CLIENTS + 8)]
    for connection in crowd:
        assert connection.recv(1) == b""
        connection.close()
    assert turns < 20 * len(crowd)
    assert serving.works()


def _try_to_take(file: Path, answer: Any) -> None:
    answer.put(Instance(file).take())


def test_there_is_one_instance(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    first = Instance(file)
    assert first.take()
    spawning = multiprocessing.get_context("spawn")
    answer = spawning.Queue()
    other = spawning.Process(target=_try_to_take, args=(file, answer))
    other.start()
    assert answer.get(timeout=30) is False
    other.join()
    first.release()
    assert Instance(file).take()


def test_a_socket_left_behind_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "control.sock"
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(file))
    serving = Serving(file)
    assert serving.works()
    serving.close()
    assert not file.exists()
