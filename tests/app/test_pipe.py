"""The control channel of Windows: there through a named pipe, elsewhere, the same code, through a socket."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from functools import partial
from multiprocessing.connection import Client
from pathlib import Path
from typing import Any

import pytest

from deskbreak.app import pipe
from deskbreak.app.loop import Loop
from deskbreak.app.pipe import Address, Patient, fresh_address, read_address, replies, write_address
from deskbreak.app.pipe_server import BEHIND_LIMIT, PipeServer
from deskbreak.app.protocol import LINE_LIMIT, WATCH, WATCHERS, encode
from deskbreak.app.sleep import Resting
from deskbreak.errors import DeskbreakError
from deskbreak.ports import Request
from tests.virtual import VirtualClock

KEY = b"k" * 32


def address(folder: Path, name: str = "pipe") -> Address:
    """One of the kind that this system has."""
    return fresh_address() if sys.platform == "win32" else Address(str(folder / name), KEY)


class Serving:
    """A server and its loop, as on Windows: the loop has no descriptors."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "deskbreak.sock"
        self.address = address(folder)
        self.loop = Loop(VirtualClock(), sleep=Resting())
        self.server = PipeServer(self.file, self.loop, self.handle, self.address)
        self.threads: set[int] = set()
        self.looked = 0
        self.thread = threading.Thread(target=self.loop.run)
        self.thread.start()

    def handle(self, request: Request) -> dict[str, Any]:
        self.threads.add(threading.get_ident())
        match request.get("do"):
            case "refuse":
                raise DeskbreakError("No.", "Try yes.")
            case "watch":
                self.looked += 1
                return {"look": self.looked}
            case "quit":
                self.loop.stop()
        return {"say": request.get("text")}

    def publish(self) -> None:
        done = threading.Event()
        self.loop.wake_with(self.server.publish)
        self.loop.wake_with(done.set)
        assert done.wait(20)

    def ask(self, request: Request) -> dict[str, Any]:
        with closing(replies(self.file, request, 20)) as said:
            return next(said)

    def works(self) -> bool:
        return bool(self.ask({"do": "echo", "text": "hello"})["say"] == "hello")

    def raw(self, data: bytes) -> dict[str, Any]:
        """What is said to these very bytes."""
        with Client(self.address.name) as connection:
            patient = Patient(connection, 20)
            patient.greet_back(self.address.key)
            patient.send_bytes(data)
            reply: dict[str, Any] = json.loads(patient.recv_bytes(LINE_LIMIT))
            return reply

    def close(self) -> None:
        self.loop.wake_with(self.loop.stop)
        self.thread.join()
        self.server.close()


def read_out(connection: pipe.Raw) -> None:
    """Until the other end lets go."""
    with suppress(EOFError, OSError):
        while True:
            connection.recv_bytes(LINE_LIMIT)


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    serving = Serving(tmp_path)
    yield serving
    serving.close()


def test_a_request_and_its_reply(serving: Serving) -> None:
    assert serving.ask({"do": "echo", "text": "grüße"}) == {"v": 1, "ok": True, "say": "grüße"}
    assert serving.ask({"do": "refuse"}) == {"v": 1, "ok": False, "title": "No.", "hint": "Try yes."}


def test_all_of_it_is_done_in_the_loop(serving: Serving) -> None:
    serving.works()
    with closing(replies(serving.file, WATCH, 20)) as seen:
        next(seen)
        serving.publish()
        next(seen)
    assert serving.threads == {serving.thread.ident}


@pytest.mark.parametrize("junk", [b"", b"hello", b"\xff\xfe", b"[1]", b'{"v": 2, "do": "echo"}', b"[" * 50_000])
def test_junk_is_refused(serving: Serving, junk: bytes) -> None:
    assert serving.raw(junk)["ok"] is False
    assert serving.works()


def test_what_is_too_long_is_not_taken_in(serving: Serving) -> None:
    assert serving.raw(b"x" * LINE_LIMIT)["title"] == "that was not JSON"
    # It is refused before all of it was said, so that the one who says it may find nobody there any more.
    with suppress(BrokenPipeError, ConnectionResetError):
        assert "too long" in serving.raw(b"x" * (LINE_LIMIT + 1))["title"]
    assert serving.works()


def test_another_key_gets_nobody_in(serving: Serving) -> None:
    write_address(serving.file, Address(serving.address.name, b"another"))
    with pytest.raises(PermissionError, match="the key does not fit"):
        serving.ask({"do": "quit"})
    write_address(serving.file, serving.address)
    assert serving.works()


def test_who_listens_has_to_know_the_key_too(tmp_path: Path) -> None:
    """Or another program could take the place of ours and be told what we are asked."""
    theirs = address(tmp_path)._replace(key=b"another")
    listening = PipeServer(tmp_path / "theirs", Loop(VirtualClock(), sleep=Resting()), dict, theirs)
    with Client(theirs.name) as connection, pytest.raises(OSError, match=r"key|closed"):
        Patient(connection, 20).greet_back(KEY)
    listening.close()


@pytest.mark.parametrize("said", [b"", b"\x00", b"GET / HTTP/1.1\r\n\r\n" * 100])
def test_whoever_cannot_greet_is_let_go_and_holds_nobody_up(serving: Serving, said: bytes) -> None:
    with Client(serving.address.name) as connection:
        connection.send_bytes(said)
        assert serving.works()
        read_out(connection)


def test_a_silent_client_is_let_go(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deskbreak.app.pipe_server.PATIENCE", 0.2)
    with Client(serving.address.name) as silent, Client(serving.address.name) as greeted:
        Patient(greeted, 20).greet_back(serving.address.key)
        assert serving.works()
        for connection in (silent, greeted):
            read_out(connection)


def test_a_silent_server_is_given_up(tmp_path: Path) -> None:
    serving = Serving(tmp_path)
    try:
        gone = threading.Event()
        serving.loop.wake_with(partial(gone.wait, 20))
        with closing(replies(serving.file, {"do": "echo"}, 0.2)) as said, pytest.raises(TimeoutError):
            next(said)
    finally:
        gone.set()
        serving.close()


def test_many_at_once(serving: Serving) -> None:
    def call(number: int) -> bool:
        for _ in range(100):
            # One that found no place is told nothing, and comes again.
            with suppress(ConnectionError, EOFError):
                return bool(serving.ask({"do": "echo", "text": number})["say"] == number)
        return False

    with ThreadPoolExecutor(64) as pool:
        assert all(pool.map(call, range(256)))
    assert serving.works()


# -- watching ---------------------------------------------------------------


def test_a_watcher_is_told_now_and_at_each_change(serving: Serving) -> None:
    with closing(replies(serving.file, WATCH, 20)) as seen:
        assert next(seen)["look"] == 1
        for look in (2, 3):
            serving.publish()
            assert next(seen)["look"] == look
    assert serving.works()


def test_nothing_is_worked_out_while_nobody_watches(serving: Serving) -> None:
    serving.publish()
    assert serving.looked == 0


def test_there_is_room_for_so_many_watchers(serving: Serving) -> None:
    with ExitStack() as held:
        for _ in range(WATCHERS):
            next(held.enter_context(closing(replies(serving.file, WATCH, 20))))
        assert "watched by" in serving.ask(WATCH)["title"]
        assert serving.works()
    # Those that left are found out when they are told something.
    serving.publish()
    for _ in range(2000):
        if serving.ask(WATCH)["ok"]:
            break
    else:
        pytest.fail("no place became free")


def test_a_watcher_that_does_not_read_is_let_go(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "handle", None)
    serving.server._handle = lambda _request: {"filling": "x" * 32_000}
    with closing(replies(serving.file, WATCH, 20)) as seen:
        next(seen)
        # So many wait for it, and the system holds some more.
        for _ in range(2 * BEHIND_LIMIT):
            serving.publish()
        assert not serving.server._watchers


def test_the_end_of_the_server_ends_watching(tmp_path: Path) -> None:
    serving = Serving(tmp_path)
    seen = replies(serving.file, WATCH, 20)
    assert next(seen)["look"] == 1
    serving.close()
    assert list(seen) == []
    assert not serving.file.exists()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("control")]


def test_whoever_has_it_quit_is_answered(tmp_path: Path) -> None:
    serving = Serving(tmp_path)
    assert serving.ask({"do": "quit"})["ok"] is True
    serving.close()
    with pytest.raises(FileNotFoundError):
        serving.ask({"do": "status"})


# -- the address ------------------------------------------------------------


def test_an_address_is_another_each_time(tmp_path: Path) -> None:
    file, ours = tmp_path / "file", fresh_address()
    file.write_text("left by one that was killed")
    write_address(file, ours)
    assert read_address(file) == ours
    assert ours.name.startswith(r"\\.\pipe\deskbreak-")
    assert fresh_address().name != ours.name


@pytest.mark.parametrize(
    "junk", ["", "[]", "{}", '{"name": 1}', '{"name": "a", "key": "no"}', '{"name": "a", "key": 1}']
)
def test_an_address_that_is_none(tmp_path: Path, junk: str) -> None:
    (tmp_path / "file").write_text(junk)
    with pytest.raises(ValueError):  # noqa: PT011 - what it says is Python's
        read_address(tmp_path / "file")


def test_nobody_listens_at_an_address_that_was_left(tmp_path: Path) -> None:
    write_address(tmp_path / "file", address(tmp_path, "nobody"))
    with pytest.raises(FileNotFoundError):
        next(replies(tmp_path / "file", {"do": "status"}, 20))


def test_nothing_is_pickled() -> None:
    """Reading a pickle is running whatever it says: only bytes go through."""
    source = Path(pipe.__file__).read_text(encoding="utf-8") + Path(pipe.__file__).with_name(
        "pipe_server.py"
    ).read_text(encoding="utf-8")
    assert ".recv(" not in source
    assert ".send(" not in source
    assert encode({"do": "x"}) == b'{"v": 1, "do": "x"}\n'
