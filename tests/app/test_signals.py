from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from deskbreak.app.loop import Loop
from deskbreak.app.signals import heed_signals
from deskbreak.desktop.clock import SystemClock


@pytest.fixture
def loop() -> Iterator[Loop]:
    numbers = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD]
    before = {number: signal.getsignal(number) for number in numbers}
    loop = Loop(SystemClock())
    heed_signals(loop)
    yield loop
    for number, handler in before.items():
        signal.signal(number, handler)
    loop.close()


def test_the_end_of_a_program_we_started_wakes_the_loop(loop: Loop) -> None:
    """So that it is looked after at once, and nobody has to ask for it again and again."""
    program = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(0.2)"])
    ended: list[int | None] = []
    loop.on_wake = lambda _late: ended.append(program.poll())
    deadline = time.monotonic() + 20
    while not ended or ended[-1] is None:
        assert time.monotonic() < deadline
        loop.turn()
    assert ended == [0]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_being_told_to_go_ends_the_loop(loop: Loop, number: signal.Signals) -> None:
    signal.raise_signal(number)
    loop.run()
