"""A command line, with and without a running deskbreak."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.asking import Asking
from tests.cli.program import Program
from tests.cli.shell import Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


@pytest.fixture
def running(shell: Shell) -> Iterator[Shell]:
    process = shell.start(900)
    yield shell
    process.terminate()
    process.communicate(timeout=10)
    assert process.returncode == 0


@pytest.fixture
def program(shell: Shell, tmp_path: Path) -> Iterator[Program]:
    folder = tmp_path / "run" / "deskbreak"
    folder.mkdir(mode=0o700)
    program = Program(folder / "deskbreak.sock")
    yield program
    if program.thread.is_alive():
        program.close()


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[Callable[..., Asking]]:
    opened: list[Asking] = []

    def open_one(*words: str, columns: int = 200) -> Asking:
        opened.append(Asking(tmp_path, *words, columns=columns))
        return opened[-1]

    yield open_one
    for each in opened:
        each.close()
