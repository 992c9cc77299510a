"""The control socket, as others may use and misuse it."""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from deskbreak.app import remote
from deskbreak.app.control import TRY_AGAIN
from deskbreak.app.control_client import BEHIND_LIMIT
from deskbreak.app.instance import Instance
from deskbreak.app.protocol import CLIENTS, LINE_LIMIT, PATIENCE, WATCHERS
from deskbreak.app.remote import ask, watch
from tests.app.serving import WATCH, Serving, is_let_go, read_line

SYSTEM_HOLDS = 1024 * 1024
"""More than Linux keeps for a reader that does not come, by far."""


@contextmanager
def many_descriptors(number: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, number), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@contextmanager
def no_more_descriptors() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest_free = os.dup(0)
    os.close(lowest_free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest_free, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


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
        serving.later(PATIENCE)
        assert is_let_go(slow)


def test_a_client_that_asks_on_and_on_but_does_not_read_is_let_go(serving: Serving) -> None:
    with serving.connect() as deaf, pytest.raises(OSError, match=r"Broken pipe|Connection reset"):
        deaf.sendall(b"\n" * SYSTEM_HOLDS)
    assert serving.works()


def test_a_half_closed_client_gets_its_reply(serving: Serving) -> None:
    with serving.connect() as connection:
        connection.sendall(b'{"v": 1, "do": "echo", "text": "x"}\n')
        connection.shutdown(socket.SHUT_WR)
        assert read_line(connection)["say"] == "x"


def test_a_thousand_at_once(serving: Serving) -> None:
    """Each gets its answer, and nobody keeps the loop for longer than those that have a place."""
    crowd = 1000
    at_once = [0]

    def count(_late: float) -> None:
        at_once.append(serving.handled - sum(at_once))

    def call(number: int) -> bool:
        together.wait()
        return bool(serving.send(json.dumps({"v": 1, "do": "echo", "text": number}).encode() + b"\n")["say"] == number)

    together = threading.Barrier(crowd)
    serving.loop.on_wake = count
    with many_descriptors(2 * crowd + 100), ThreadPoolExecutor(crowd) as pool:
        assert all(pool.map(call, range(crowd)))
    assert serving.handled == crowd
    assert max(at_once) <= CLIENTS
    assert serving.works()


def test_a_crowd_that_says_nothing_does_not_keep_the_loop_awake(serving: Serving) -> None:
    with ExitStack() as held:
        crowd = [held.enter_context(serving.connect()) for _ in range(CLIENTS + 8)]
        for some in (crowd[:CLIENTS], crowd[CLIENTS:]):
            serving.settle()
            serving.later(PATIENCE)
            assert all(is_let_go(connection) for connection in some)
        assert serving.turns < 3 * len(crowd)


def test_out_of_descriptors_it_tries_again_later_and_sleeps_until_then(
    serving: Serving, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(20)
        with no_more_descriptors():
            connection.connect(str(serving.file))
            connection.sendall(b'{"v": 1, "do": "echo", "text": "x"}\n')
            before = serving.turns
            serving.later(0)
            while serving.turns == before or not caplog.messages:
                pass
        assert len(caplog.messages) == 1
        serving.later(TRY_AGAIN)
        assert read_line(connection)["say"] == "x"


# -- watching ---------------------------------------------------------------


def test_a_watcher_is_told_now_and_at_each_change(serving: Serving) -> None:
    with serving.watch() as watcher:
        for look in (2, 3):
            serving.publish()
            assert read_line(watcher) == {"v": 1, "ok": True, "look": look, "filling": ""}


def test_watching_from_the_other_end(tmp_path: Path) -> None:
    serving = Serving(tmp_path / "control.sock")
    seen = watch(serving.file)
    assert next(seen)["look"] == 1
    serving.publish()
    assert next(seen)["look"] == 2
    serving.close()
    assert list(seen) == []


def test_silence_ends_no_watching(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "PATIENCE", 0.5)
    with closing(watch(serving.file)) as seen:
        assert next(seen)["look"] == 1
        threading.Timer(1.0, serving.publish).start()
        assert next(seen)["look"] == 2


def test_nothing_is_worked_out_while_nobody_watches(serving: Serving) -> None:
    with serving.watch():
        pass
    serving.works()
    serving.publish()
    serving.works()
    assert serving.looked == 1


def test_a_watcher_may_stay(serving: Serving) -> None:
    with serving.watch() as watcher:
        serving.later(1000 * PATIENCE)
        assert serving.works()
        serving.publish()
        assert read_line(watcher)["look"] == 2


def test_a_bug_in_the_status_ends_no_watching(
    serving: Serving, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving.watch() as watcher:
        monkeypatch.setattr(serving, "filling", object())
        serving.publish()
        assert read_line(watcher)["ok"] is False
        assert "JSON serializable" in caplog.text


def test_there_is_room_for_so_many_watchers_and_then_again(serving: Serving) -> None:
    with ExitStack() as held:
        watchers = [held.enter_context(serving.watch()) for _ in range(WATCHERS)]
        refused = serving.send(WATCH)
        assert refused["ok"] is False
        assert refused["title"]
        assert refused["hint"]
        watchers[0].close()
        assert serving.works()
        held.enter_context(serving.watch())


def test_watchers_take_no_place_of_others(serving: Serving) -> None:
    """All of these are there at once: no time passes that would let one of them go."""
    with ExitStack() as held:
        for _ in range(WATCHERS):
            held.enter_context(serving.watch())
        for _ in range(CLIENTS):
            connection = held.enter_context(serving.connect())
            connection.sendall(b'{"v": 1, "do": "echo", "text": "x"}\n')
            assert read_line(connection)["say"] == "x"


def test_a_watcher_that_does_not_read_is_let_go(serving: Serving) -> None:
    serving.filling = "x" * (BEHIND_LIMIT // 8)
    with serving.watch() as deaf, serving.watch() as other:
        for _ in range(SYSTEM_HOLDS // len(serving.filling)):
            serving.publish()
            assert read_line(other)["ok"]
        assert is_let_go(deaf)


@pytest.mark.parametrize("more", [b"x", b"\xff\n", b'{"v": 1, "do": "echo", "text": "x"}\n', b"y" * 100_000])
@pytest.mark.parametrize("together", [True, False])
def test_whoever_watches_only_listens(serving: Serving, more: bytes, together: bool) -> None:
    with serving.connect() as connection:
        if together:
            connection.sendall(WATCH + more)
            assert read_line(connection)["look"] == 1
        else:
            connection.sendall(WATCH)
            assert read_line(connection)["look"] == 1
            connection.sendall(more)
        assert read_line(connection)["ok"] is False
        assert is_let_go(connection)
    assert serving.works()


def test_a_watcher_that_closes_its_end_is_let_go(serving: Serving) -> None:
    with serving.watch() as watcher:
        watcher.shutdown(socket.SHUT_WR)
        assert is_let_go(watcher)


# -- the one instance -------------------------------------------------------


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
