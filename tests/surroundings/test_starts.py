"""Several starts at the same moment."""

from __future__ import annotations

from contextlib import ExitStack

from tests.surroundings.program import PATIENCE, Program, until


def test_one_of_five_wins_and_the_others_say_so(program: Program) -> None:
    with ExitStack() as ends:
        started = [program.start() for _ in range(5)]
        for process in started:
            ends.callback(process.wait)
            ends.callback(process.kill)
        until(lambda: sum(process.poll() is None for process in started) == 1)
        (winner,) = [process for process in started if process.poll() is None]
        assert [process.returncode for process in started if process is not winner] == [0] * 4
        until(lambda: program("status").returncode == 0)
        winner.terminate()
        assert winner.wait(PATIENCE) == 0
    assert program.hears("deskbreak is running already.") == 4
    assert "Traceback" not in "\n".join(program.said())


def test_killed_and_started_over_and_over(program: Program) -> None:
    """The socket that a killed one left is replaced, the lock went with it."""
    for _ in range(3):
        process = program.start()
        try:
            until(lambda: program("status").returncode == 0)
        finally:
            process.kill()
            process.wait()
        assert program("status").returncode == 3
