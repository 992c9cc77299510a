"""What is typed beside a question, in a real terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.test_terminal import InTerminal

ASKS = """
from deskbreak.cli.typed import typed_line

while True:
    try:
        print("got", repr(typed_line("what? ")))
    except (KeyboardInterrupt, EOFError) as error:
        print(type(error).__name__)
"""
SLOW_TO_READ = """
import ctypes

# Python calls this between a question and reading the answer: it lasts until a signal comes.
pause = ctypes.cast(ctypes.CDLL(None).pause, ctypes.c_void_p)
ctypes.c_void_p.in_dll(ctypes.pythonapi, "PyOS_InputHook").value = pause.value
"""


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Callable[[str], InTerminal]]:
    opened: list[InTerminal] = []

    def asked(code: str) -> InTerminal:
        opened.append(InTerminal(tmp_path, shell=[sys.executable, "-c", code]))
        return opened[-1]

    yield asked
    for terminal in opened:
        terminal.close()


def test_it_is_what_was_typed(asked: Callable[[str], InTerminal]) -> None:
    person = asked(ASKS)
    for typed, got in (("this, und das: ü\n", "got 'this, und das: ü'"), ("\n", "got ''"), ("\x04", "EOFError")):
        person.until("what? ")
        person.type(typed)
        person.until(got)


def test_what_is_typed_ahead_answers_one_question_each(asked: Callable[[str], InTerminal]) -> None:
    person = asked(ASKS)
    person.type("one\ntwo\nthree\n")
    for typed in ("one", "two", "three"):
        person.until(f"got '{typed}'")


def test_an_interrupt_is_heard_however_soon_it_comes(asked: Callable[[str], InTerminal]) -> None:
    person = asked(SLOW_TO_READ + ASKS)
    for _ in range(3):
        person.until("what? ")
        person.type("\x03")
        person.until("KeyboardInterrupt")
