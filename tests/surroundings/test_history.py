"""history.db that cannot be used: it is left as it is, and reminding goes on. A disk that is full for a while."""

from __future__ import annotations

import json
import resource
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from tests.history.files import filled, folder, run
from tests.surroundings.program import Program, until

UNUSED = "What happens until then is recorded as soon as that is mended."


def reminds_on(program: Program, said: str) -> None:
    """It says so once, and does all else."""
    with program.running():
        program.ok("done")
        assert program.status()["today"]["taken"] == 1
        program.ok("pause", "tomorrow")
        assert program.status()["phase"] == "paused"
    told = [line for line in program.said() if said in line]
    assert [line.endswith(UNUSED) for line in told] == [False, True]
    assert program.hears("deskbreak is running") == 0, "a greeting would take the notice off the screen"


def too_new(file: Path) -> None:
    filled(file, 3)
    run(file, "PRAGMA user_version = 99")


def damaged(file: Path) -> None:
    filled(file, 300)
    content = bytearray(file.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    file.write_bytes(content)


def foreign(file: Path) -> None:
    run(file, "CREATE TABLE other (x)")


SPOILT = {
    "too new": (too_new, "was written by a newer deskbreak."),
    "damaged": (damaged, "is damaged ("),
    "no database": (lambda file: file.write_bytes(b"my novel" * 1000), "is damaged ("),
    "foreign": (foreign, "is not a history of deskbreak."),
    "a folder": (lambda file: file.mkdir(), "is not a history of deskbreak."),
}


@pytest.mark.parametrize("kind", SPOILT)
def test_left_alone_to_the_byte(program: Program, data: Path, kind: str) -> None:
    spoil, said = SPOILT[kind]
    file = data / "history.db"
    spoil(file)
    before = folder(file)
    reminds_on(program, said)
    for words in ("history", "why"):
        done = program(words)
        assert (done.returncode, len(done.stderr.splitlines())) == (1, 2)
        assert said in done.stderr
    after = folder(file)
    after.pop("deskbreak.lock")
    assert after == before


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Another program has it to itself."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        yield


def test_held_by_another_program_all_the_time(program: Program, data: Path) -> None:
    file = filled(data / "history.db", 3)
    before = file.read_bytes()
    with held(file):
        reminds_on(program, "Another program holds the history")
    assert file.read_bytes() == before


def test_held_for_a_while(program: Program, data: Path) -> None:
    """The record waits, this is said once, and the record is written once."""
    file = filled(data / "history.db", 3)
    with program.running():
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            program.ok("done")
            program.ok("skip")
            assert program.status()["today"]["due"] == 0
            assert program.hears("Your history cannot be used. Another program holds the history") == 1
        today = program.status()["today"]
        assert (today["taken"], today["skipped"]) == (1, 1)
    assert program.hears("Your history cannot be used. Another program holds the history") == 1
    assert len(json.loads(program.ok("history", "--json"))) == 2


def test_a_disk_that_is_full_for_a_while(program: Program) -> None:
    """No file may grow, which is how a limit on their size looks to a program."""
    with program.running() as process:
        unlimited = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (1, unlimited[1]))
        program.ok("done")
        program.ok("skip")
        program.ok("pause")
        assert program.status()["phase"] == "paused"
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, unlimited)
        program.ok("resume")
        today = program.status()["today"]
        assert (today["taken"], today["skipped"]) == (1, 1)
    outcomes = [record["outcome"] for record in json.loads(program.ok("history", "--json"))]
    assert outcomes == ["taken", "skipped"]
    told = [line for line in program.said() if "history.db" in line]
    assert len(told) == 1
    assert "waits until then" in told[0]


def test_a_history_that_is_free_again_takes_what_happened_meanwhile(program: Program, data: Path) -> None:
    """Held for a moment at the login, it must not be out of use for the day."""
    file = data / "history.db"
    filled(file, 3)
    with ExitStack() as holding:
        holding.enter_context(held(file))
        with program.running():
            program.ok("done")
            holding.close()
    records = json.loads(program.ok("history", "--days", "36600", "--json"))
    assert [record["outcome"] for record in records][3:] == ["taken"]
    assert "You took a break" in program.ok("why")


def test_a_walk_that_only_waits_is_no_walk_that_is_kept(program: Program, data: Path) -> None:
    filled(data / "history.db", 3)
    with held(data / "history.db"), program.running():
        said = program.ok("walk", "10")
        assert "You walked 10 min." in said
        assert "lost if deskbreak ends before" in said


def test_what_was_moved_counts_when_deskbreak_is_quit_in_a_break(program: Program) -> None:
    with program.running():
        program.ok("now")
        until(lambda: program.status()["phase"] == "on_break")
        # Five seconds to get into place, and a little more than five of movement.
        began = time.monotonic()
        until(lambda: time.monotonic() - began > 11)
    (record,) = json.loads(program.ok("history", "--json"))
    assert record["outcome"] == "partly"
    assert record["left_seconds"] + record["right_seconds"] + record["both_seconds"] >= 5
