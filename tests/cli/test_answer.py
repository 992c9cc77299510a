"""`deskbreak answer`, from five easy times of a movement to more of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from deskbreak.core.breaks import BreakRecord, Movements, Outcome
from deskbreak.history.store import Store
from tests.cli.shell import Shell
from tests.history.files import ask
from tests.offered import suggested
from tests.reading import safety_file

BEND = "seated-side-bend"
DAYS = (16, 13, 10, 7, 4)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / ".local" / "share" / "deskbreak" / "history.db"
    done = BreakRecord("stand-up", Outcome.TAKEN, 1800, moved=Movements(20, 20))
    with closing(Store(file)) as store:
        for days in DAYS:
            store.add(done, suggested(BEND), time.time() - days * 86400)
    return file


@pytest.fixture
def regular(file: Path, running: Shell) -> Iterator[Shell]:
    yield running
    assert ask(file, "PRAGMA quick_check") == [("ok",)]


def asked(file: Path) -> list[tuple[object, ...]]:
    return ask(file, "SELECT what, about, answer FROM asked")


def test_once_more_and_it_is_asked_and_answered(regular: Shell, file: Path) -> None:
    assert regular("answer", "yes").returncode == 1
    for words in (("start", BEND), ("done",)):
        assert regular(*words).returncode == 0
    assert asked(file) == [("more", BEND, None)]
    wrong = regular("answer", "other")
    assert (wrong.returncode, wrong.stderr) == (1, "other is no answer to that.\nIt is one of: yes, no\n")
    assert regular("answer", "yes").returncode == 0
    assert asked(file) == [("more", BEND, "yes")]
    assert regular("answer", "no").returncode == 1


def test_whoever_wants_no_questions_has_none(regular: Shell, file: Path) -> None:
    assert regular("config", "set", "notifications.questions", "false").returncode == 0
    for words in (("start", BEND), ("done",)):
        assert regular(*words).returncode == 0
    assert asked(file) == []


def test_before_the_safety_notice_was_read_nothing_is_asked(file: Path, tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    safety_file(tmp_path).unlink()
    process = shell.start(900)
    try:
        for words in (("now",), ("done",)):
            assert shell(*words).returncode == 0
        assert asked(file) == []
    finally:
        process.terminate()
        process.communicate(timeout=10)
