"""Files that cannot be used: said why, and left to the byte as they are. The files are real."""

from __future__ import annotations

import os
import random
import resource
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from deskbreak.history import opening
from deskbreak.history.opening import for_use, to_look
from deskbreak.history.reader import reading
from deskbreak.history.schema import MIGRATIONS
from deskbreak.history.store import Store
from deskbreak.history.unusable import HistoryUnusable
from tests.history.files import NOON, ask, filled, folder, run
from tests.offered import named

ODD_NAME = "my history #1?%20ä.db"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.db"


def too_new(file: Path) -> None:
    run(filled(file), "PRAGMA user_version = 99;")


def foreign(file: Path) -> None:
    run(file, "CREATE TABLE bookmark (url TEXT); INSERT INTO bookmark VALUES ('https://example.org');")


def foreign_with_a_version(file: Path) -> None:
    run(file, "CREATE TABLE bookmark (url TEXT); PRAGMA user_version = 1;")


def without_its_tables(file: Path) -> None:
    run(file, "PRAGMA user_version = 1; CREATE TABLE t (x); DROP TABLE t;")


def random_bytes(file: Path) -> None:
    file.write_bytes(random.Random(7).randbytes(50_000))


def a_text(file: Path) -> None:
    file.write_text("Dear diary,\ntoday I stood up.\n", encoding="utf-8")


def truncated_to(size: int) -> Callable[[Path], None]:
    def truncated(file: Path) -> None:
        os.truncate(filled(file), size)

    truncated.__name__ = f"truncated to {size}"
    return truncated


def garbage_in_the_middle(file: Path) -> None:
    size = filled(file).stat().st_size
    with file.open("r+b") as handle:
        handle.seek(size // 2 // 4096 * 4096)
        handle.write(random.Random(7).randbytes(4096))


def garbage_in_the_schema(file: Path) -> None:
    filled(file)
    with file.open("r+b") as handle:
        handle.seek(100)
        handle.write(random.Random(7).randbytes(3000))


def a_folder(file: Path) -> None:
    file.mkdir()


NEW, NOT_OURS, DAMAGED = "was written by a newer deskbreak", "is not a history of deskbreak", "is damaged"
REFUSED = [
    (too_new, NEW),
    (foreign, NOT_OURS),
    (foreign_with_a_version, NOT_OURS),
    (without_its_tables, NOT_OURS),
    (a_folder, NOT_OURS),
    (random_bytes, DAMAGED),
    (a_text, DAMAGED),
    (truncated_to(50), DAMAGED),
    (truncated_to(5000), DAMAGED),
    (truncated_to(3 * 4096), DAMAGED),
    (garbage_in_the_middle, DAMAGED),
    (garbage_in_the_schema, DAMAGED),
]


@pytest.mark.parametrize("opened", [for_use, to_look])
@pytest.mark.parametrize(("make", "said"), REFUSED, ids=[make.__name__ for make, _ in REFUSED])
def test_what_is_not_a_sound_history_of_ours_is_left_as_it_is(
    file: Path, make: Callable[[Path], None], said: str, opened: Callable[[Path], sqlite3.Connection]
) -> None:
    file.parent.mkdir(mode=0o700)
    make(file)
    before = folder(file)
    with pytest.raises(HistoryUnusable) as refused:
        opened(file)
    assert said in refused.value.title
    assert str(file) in refused.value.title
    assert len(str(refused.value).splitlines()) == 2
    assert folder(file) == before


def test_what_to_do_about_a_damaged_one_works(file: Path) -> None:
    file.parent.mkdir()
    random_bytes(file)
    with pytest.raises(HistoryUnusable) as refused:
        for_use(file)
    aside = file.with_name("history-aside.db")
    assert str(aside) in refused.value.hint
    file.rename(aside)
    for_use(file).close()


def test_a_log_that_a_crash_left_beside_a_newer_one_stays(file: Path) -> None:
    filled(file)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("PRAGMA user_version = 99")
        crashed = file.parent.with_name("crashed") / file.name
        shutil.copytree(file.parent, crashed.parent)
    before = folder(crashed)
    assert before["history.db-wal"]
    with pytest.raises(HistoryUnusable, match="newer deskbreak"):
        for_use(crashed)
    assert folder(crashed) == before


def test_after_a_crash_everything_is_there(file: Path) -> None:
    filled(file, 3)
    with closing(for_use(file)) as db:
        db.execute("DELETE FROM record WHERE id = 1")
        crashed = file.parent.with_name("crashed") / file.name
        shutil.copytree(file.parent, crashed.parent)
    with closing(to_look(crashed)) as db:
        assert db.execute("SELECT count(*) FROM record").fetchone() == (2,)
    with closing(for_use(crashed)) as db:
        assert db.execute("SELECT count(*) FROM record").fetchone() == (2,)


def test_a_power_cut_while_it_was_made_does_not_stand_in_the_way(file: Path) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.executescript(f"PRAGMA cache_size = 1; BEGIN; {MIGRATIONS[0]}")
        db.executemany("INSERT INTO showing VALUES (NULL, 0, hex(randomblob(?)), '')", [(999,)] * 100)
        cut = file.parent.with_name("cut") / file.name
        shutil.copytree(file.parent, cut.parent)
    assert folder(cut)["history.db-journal"]
    for_use(cut).close()
    assert ask(cut, "SELECT count(*) FROM record") == [(0,)]


# -- locked -----------------------------------------------------------------


@contextmanager
def held(file: Path, *sql: str) -> Iterator[None]:
    """Another program has it, in this way."""
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        for statement in sql:
            db.execute(statement)
        yield


WRITES = ("BEGIN IMMEDIATE", "DELETE FROM showing")
ALONE = ("PRAGMA locking_mode = EXCLUSIVE", *WRITES)
NO_LOG = ("PRAGMA journal_mode = DELETE", "BEGIN EXCLUSIVE")


@pytest.mark.parametrize("sql", [WRITES, ALONE, NO_LOG], ids=["writes", "alone", "no log"])
def test_another_program_holds_it(file: Path, sql: tuple[str, ...]) -> None:
    filled(file)
    with held(file, *sql):
        before = folder(file)
        with pytest.raises(HistoryUnusable, match="Another program holds the history"):
            for_use(file)
        assert folder(file) == before
    for_use(file).close()


def test_one_who_writes_does_not_hinder_one_who_looks(file: Path) -> None:
    filled(file, 3)
    with held(file, *WRITES), closing(to_look(file)) as db:
        assert db.execute("SELECT count(*) FROM showing").fetchone() == (3,)
    alone_with_something_in_the_log = ("PRAGMA locking_mode = EXCLUSIVE", "DELETE FROM decision")
    with (
        held(file, *alone_with_something_in_the_log),
        pytest.raises(HistoryUnusable, match="Another program holds the history"),
    ):
        to_look(file)


# -- read-only --------------------------------------------------------------


@pytest.fixture
def read_only(file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that this user may not write to. Nothing is forbidden to root, so there SQLite is told."""
    filled(file).chmod(0o400)
    if os.access(file, os.W_OK):
        connect = opening._connect
        monkeypatch.setattr(opening, "_connect", lambda file, how: connect(file, how.replace("mode=rw", "mode=ro")))
    return file


def test_a_file_that_may_not_be_written(read_only: Path) -> None:
    before = read_only.read_bytes()
    with pytest.raises(HistoryUnusable, match="may not use the history"):
        for_use(read_only)
    assert read_only.read_bytes() == before
    assert read_only.stat().st_mode & 0o777 == 0o400


def test_a_file_that_may_not_be_written_can_be_read(read_only: Path) -> None:
    before = folder(read_only)
    with closing(to_look(read_only)) as db:
        assert db.execute("SELECT count(*) FROM record").fetchone() == (200,)
    assert folder(read_only) == before


@pytest.mark.parametrize("number", [1, 13, 28, 30])
def test_what_the_system_refuses(file: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """EPERM, EACCES, ENOSPC, EROFS: a folder of somebody else, a disk that is full or read-only."""

    def refuse(folder: Path) -> Path:
        raise OSError(number, os.strerror(number), str(folder))

    monkeypatch.setattr(opening, "private", refuse)
    with pytest.raises(HistoryUnusable) as refused:
        for_use(file)
    assert ("The disk is full" in refused.value.title) == (number == 28)
    assert len(str(refused.value).splitlines()) == 2


def test_a_file_in_the_place_of_its_folder(file: Path) -> None:
    file.parent.write_text("")
    with pytest.raises(HistoryUnusable, match="may not use the history"):
        for_use(file)


# -- a full disk ------------------------------------------------------------


@contextmanager
def no_room_for(size: int) -> Iterator[None]:
    """No file of this process may grow beyond this."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_no_room_to_write_is_found_at_once(file: Path) -> None:
    filled(file)
    before = folder(file)
    with no_room_for(0), pytest.raises(HistoryUnusable, match="cannot be used"):
        for_use(file)
    assert folder(file)["history.db"] == before["history.db"]
    for_use(file).close()
    assert ask(file, "SELECT count(*) FROM record") == [(200,)]


def test_a_full_disk_that_looks_like_a_broken_one(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(file)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=0))
    with no_room_for(0), pytest.raises(HistoryUnusable, match="The disk is full"):
        for_use(file)


def test_what_a_full_disk_left_does_not_hinder_looking(file: Path) -> None:
    filled(file, 3)
    for log in ("wal", "shm"):
        file.with_name(f"history.db-{log}").touch()
    before = folder(file)
    with closing(to_look(file)) as db:
        assert db.execute("SELECT count(*) FROM record").fetchone() == (3,)
    assert folder(file) == before


def test_no_room_to_begin(file: Path) -> None:
    with no_room_for(4096), pytest.raises(HistoryUnusable, match="cannot be used"):
        for_use(file)
    for_use(file).close()


# -- migrations -------------------------------------------------------------

SECOND = "ALTER TABLE record ADD COLUMN mood TEXT; CREATE INDEX decision_wall ON decision (wall);"
THIRD = "UPDATE record SET mood = 'fine';"


def test_an_older_file_is_brought_up_to_date_and_keeps_what_it_has(file: Path) -> None:
    filled(file, 3)
    for_use(file, (*MIGRATIONS, SECOND)).close()
    assert ask(file, "PRAGMA user_version") == [(len(MIGRATIONS) + 1,)]
    for_use(file, (*MIGRATIONS, SECOND, THIRD)).close()
    for_use(file, (*MIGRATIONS, SECOND, THIRD)).close()
    assert ask(file, "SELECT id, plan, mood FROM record") == [(n, "stand-up", "fine") for n in (1, 2, 3)]
    with pytest.raises(HistoryUnusable, match="newer deskbreak"):
        for_use(file)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (f"{SECOND} UPDATE nothing SET x = 1;", "cannot be used"),
        (f"{SECOND} INSERT INTO state VALUES (2, '', 0, 0, '');", "cannot be used"),
        (f"{SECOND} PRAGMA max_page_count = 50; UPDATE record SET mood = hex(randomblob(1000));", "The disk is full"),
    ],
    ids=["mistake", "constraint", "disk full"],
)
def test_a_migration_that_fails_changes_nothing(file: Path, broken: str, said: str) -> None:
    filled(file)
    before = folder(file)
    with pytest.raises(HistoryUnusable, match=said):
        for_use(file, (*MIGRATIONS, SECOND, broken.replace(SECOND, THIRD)))
    with pytest.raises(HistoryUnusable, match=said):
        for_use(file, (*MIGRATIONS, broken))
    assert folder(file) == before
    for_use(file).close()


def test_a_history_from_before_there_were_walks(file: Path) -> None:
    with closing(for_use(file, MIGRATIONS[:1])) as db:
        db.execute("INSERT INTO showing (wall, movement, first) VALUES (0, 'bend', 'left')")
    with reading(file) as kept:
        assert (len(named(kept)), kept.walks(), kept.chosen()) == (1, [], None)
    assert ask(file, "PRAGMA user_version") == [(1,)]
    with closing(Store(file)) as store:
        store.walk(600, NOON)
        store.choose("bend")
    with reading(file) as kept:
        assert (len(named(kept)), len(kept.walks()), kept.chosen()) == (1, 1, "bend")


def test_an_older_file_is_looked_at_as_if_it_were_up_to_date(file: Path) -> None:
    filled(file, 3)
    before = folder(file)
    with closing(to_look(file, (*MIGRATIONS, SECOND, THIRD))) as db:
        assert db.execute("SELECT mood FROM record").fetchall() == [("fine",)] * 3
    assert folder(file) == before


def test_it_is_looked_at_also_while_an_older_deskbreak_writes(file: Path) -> None:
    filled(file, 3)
    with held(file, *WRITES), closing(to_look(file, (*MIGRATIONS, SECOND, THIRD))) as db:
        assert db.execute("SELECT mood FROM record").fetchall() == [("fine",)] * 3


# -- what is all right ------------------------------------------------------


def test_an_empty_file_is_a_new_history(file: Path) -> None:
    file.parent.mkdir()
    file.touch()
    with closing(to_look(file)) as db:
        assert db.execute("SELECT count(*) FROM record").fetchone() == (0,)
    assert folder(file) == {"history.db": b""}
    for_use(file).close()
    assert ask(file, "PRAGMA user_version") == [(len(MIGRATIONS),)]


def test_looking_makes_no_file(file: Path) -> None:
    to_look(file).close()
    assert not file.parent.exists()
    filled(file)
    before = folder(file)
    to_look(file).close()
    assert folder(file) == before


def test_a_name_may_hold_anything(tmp_path: Path) -> None:
    file = filled(tmp_path / "50 % #?&" / ODD_NAME, 2)
    with closing(to_look(file)) as db:
        assert db.execute("SELECT count(*) FROM record").fetchone() == (2,)
    assert list(folder(file)) == [ODD_NAME]


def test_it_is_written_so_that_a_kill_takes_nothing(file: Path) -> None:
    with closing(for_use(file)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert db.execute("PRAGMA synchronous").fetchone() == (1,)
