from __future__ import annotations

import socket
import threading

import pytest

from deskbreak.app.loop import Loop
from deskbreak.app.sleep import Resting, Selecting, Sleep
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
    return Loop(SystemClock(), sleep=Selecting())


@pytest.fixture(params=[Selecting, Resting])
def any_loop(request: pytest.FixtureRequest) -> Loop:
    """With descriptors, and without any, as on Windows."""
    sleep: Sleep = request.param()
    return Loop(SystemClock(), sleep=sleep)


def test_a_deadline_is_met_and_not_before(any_loop: Loop) -> None:
    alarm = Alarm(any_loop, 0.05)
    asked_for = alarm.deadline
    any_loop.add_timed(alarm)
    while alarm.rang_at is None:
        any_loop.turn()
    assert asked_for is not None
    assert alarm.rang_at >= asked_for
    any_loop.close()


def test_what_is_for_later_is_called_once(any_loop: Loop) -> None:
    called: list[str] = []
    any_loop.later(0.02, lambda: called.append("first"))
    any_loop.later(0.04, lambda: called.append("second"))
    any_loop.later(0.06, any_loop.stop)
    any_loop.run()
    assert called == ["first", "second"]
    any_loop.close()


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


def test_another_thread_wakes_it(any_loop: Loop) -> None:
    """And a signal handler does: `stop` is how Ctrl+C gets in."""
    threading.Timer(0.05, lambda: any_loop.wake_with(any_loop.stop)).start()
    any_loop.run()
    any_loop.close()


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


def test_calls_that_came_while_it_was_busy_are_not_slept_over(any_loop: Loop) -> None:
    called: list[int] = []
    for number in range(3):
        any_loop.wake_with(lambda number=number: called.append(number))  # type: ignore[misc]
    any_loop.turn()
    assert called == [0, 1, 2]
    # And what woke it for them does not wake it again.
    alarm = Alarm(any_loop, 0.05)
    any_loop.add_timed(alarm)
    turns = 0
    while alarm.rang_at is None:
        any_loop.turn()
        turns += 1
    # A clock may tick more coarsely than the sleep does.
    assert turns < 20
    any_loop.close()


def test_a_thousand_wakes_from_a_thousand_threads(any_loop: Loop) -> None:
    called: list[int] = []
    threads = [threading.Thread(target=any_loop.wake_with, args=(lambda: called.append(1),)) for _ in range(1000)]
    for thread in threads:
        thread.start()
    while len(called) < len(threads):
        any_loop.turn()
    for thread in threads:
        thread.join()
    any_loop.close()


def test_without_descriptors_nothing_that_has_one_is_taken() -> None:
    pipe = Pipe()
    with pytest.raises(TypeError, match="cannot be waited for"):
        Loop(SystemClock(), sleep=Resting()).add(pipe)
    pipe.close()


def test_a_source_that_was_let_go_in_the_same_turn_is_not_asked(loop: Loop) -> None:
    pipe = Pipe()
    loop.add(pipe)
    pipe.theirs.send(b"x")
    loop.wake_with(lambda: loop.remove(pipe))
    loop.turn()
    assert pipe.got == []
    pipe.close()
    loop.close()
