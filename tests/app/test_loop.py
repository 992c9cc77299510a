from __future__ import annotations

import socket
import threading

import pytest

from deskbreak.app.loop import Loop
from deskbreak.desktop.clock import SystemClock


class Alarm:
    """Rings once, a moment from now."""

    def __init__(self, loop: Loop, seconds: float) -> None:
        self.deadline: float | None = loop.clock.now() + seconds
        self.rang_at: float | None = None

    def on_time(self, now: float) -> None:
        self.deadline = None
        self.rang_at = now


class Pipe:
    """One end of a socket pair; reads what comes, writes what it has."""

    def __init__(self) -> None:
        self.ours, self.theirs = socket.socketpair()
        self.ours.setblocking(False)
        self.got: list[bytes] = []
        self.out = b""

    @property
    def wants_write(self) -> bool:
        return bool(self.out)

    def fileno(self) -> int:
        return self.ours.fileno()

    def ready(self) -> None:
        if self.out:
            self.out = self.out[self.ours.send(self.out) :]
            return
        self.got.append(self.ours.recv(100))

    def close(self) -> None:
        self.ours.close()
        self.theirs.close()


@pytest.fixture
def loop() -> Loop:
    return Loop(SystemClock())


def test_a_deadline_is_met_and_not_before(loop: Loop) -> None:
    alarm = Alarm(loop, 0.05)
    asked_for = alarm.deadline
    loop.add_timed(alarm)
    while alarm.rang_at is None:
        loop.turn()
    assert asked_for is not None
    assert alarm.rang_at >= asked_for
    loop.close()


def test_sources_are_read_and_written(loop: Loop) -> None:
    pipe = Pipe()
    loop.add(pipe)
    pipe.theirs.send(b"in")
    loop.turn()
    assert pipe.got == [b"in"]
    pipe.out = b"out"
    loop.turn()
    assert pipe.theirs.recv(100) == b"out"
    assert not pipe.wants_write
    loop.remove(pipe)
    pipe.close()
    loop.close()


def test_a_closed_source_can_still_be_removed(loop: Loop) -> None:
    pipe = Pipe()
    loop.add(pipe)
    pipe.theirs.send(b"x")
    loop.turn()
    pipe.close()
    loop.remove(pipe)
    loop.remove(pipe)
    loop.close()


def test_another_thread_wakes_it(loop: Loop) -> None:
    """And a signal handler does: `stop` is how Ctrl+C gets in."""
    threading.Timer(0.05, lambda: loop.wake_with(loop.stop)).start()
    loop.run()
    loop.close()


def test_what_happened_to_time_is_asked_before_anything_else(loop: Loop) -> None:
    order: list[str] = []
    pipe = Pipe()
    pipe.ready = lambda: order.append("source")  # type: ignore[method-assign]
    alarm = Alarm(loop, 0)
    alarm.on_time = lambda now: order.append("deadline")  # type: ignore[method-assign]
    loop.on_wake = lambda late: order.append("wake")
    loop.add(pipe)
    loop.add_timed(alarm)
    pipe.theirs.send(b"x")
    loop.turn()
    assert order == ["wake", "source", "deadline"]
    pipe.close()
    loop.close()
