"""`deskbreak history` and `deskbreak history erase`, with and without a running deskbreak."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from click.testing import CliRunner, Result

from deskbreak import places
from deskbreak.app import remote
from deskbreak.app.instance import Instance
from deskbreak.cli import commands
from deskbreak.core.breaks import BreakRecord, Movements, Outcome
from deskbreak.core.wallclock import LATEST
from deskbreak.errors import DeskbreakError
from deskbreak.history.export import KEYS
from deskbreak.history.moments import moment
from deskbreak.history.store import Store
from tests.cli.shell import Shell
from tests.history.files import DAY, MISSED, NOON, SUGGESTION, TAKEN, filled, run


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the history is, at noon on Monday, the second of March 2026."""
    for name, folder in (("XDG_DATA_HOME", "data"), ("XDG_RUNTIME_DIR", "run"), ("XDG_CACHE_HOME", "cache")):
        (tmp_path / folder).mkdir(mode=0o700)
        monkeypatch.setenv(name, str(tmp_path / folder))
    with time_machine.travel(datetime(2026, 3, 2, 12).astimezone(), tick=False):
        yield places.database()


def deskbreak(*words: str, answers: str = "") -> Result:
    return CliRunner().invoke(commands.cli, words, input=answers)


def keep(file: Path, *records: tuple[BreakRecord, float]) -> None:
    with closing(Store(file)) as store:
        for record, wall in records:
            store.add(record, SUGGESTION, wall)


def rows(*words: str) -> list[list[str]]:
    done = deskbreak("history", *words)
    assert (done.exit_code, done.stderr) == (0, "")
    return [line.rsplit(maxsplit=7) for line in done.stdout.replace(" min", "min").replace(" s", "s").splitlines()]


def objects(*words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(deskbreak("history", "--json", *words).stdout)
    return found


def test_nothing_yet(file: Path) -> None:
    done = deskbreak("history")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("Nothing is kept yet.")
    assert objects() == []
    assert list(csv.reader(io.StringIO(deskbreak("history", "--csv").stdout))) == [list(KEYS)]
    assert not file.parent.exists()


def test_the_table(file: Path) -> None:
    half = BreakRecord("stand-up", Outcome.PARTLY, 1800, 0, Movements(left=12.4))
    keep(file, (TAKEN, NOON - 3 * DAY), (TAKEN, NOON - 3 * DAY + 1), (half, NOON), (MISSED, NOON))
    with closing(Store(file)) as store:
        store.walk(600, NOON - 4 * DAY)
        store.walk(300, NOON)
    done = deskbreak("history")
    assert done.stdout == (
        "day             taken  partly  natural  skipped  missed  moved  walked\n"
        "Thu 2026-02-26      0       0        0        0       0      -  10 min\n"
        "Fri 2026-02-27      2       0        0        0       0  1 min       -\n"
        "Sat 2026-02-28      0       0        0        0       0      -       -\n"
        "Sun 2026-03-01      0       0        0        0       0      -       -\n"
        "Mon 2026-03-02      0       1        0        0       1   12 s   5 min\n"
        "total               2       1        0        0       1  2 min  15 min\n"
    )


def test_seven_days_unless_told_otherwise(file: Path) -> None:
    keep(file, *((TAKEN, NOON - n * DAY) for n in range(30)))
    assert [row[0] for row in rows()[1:-1]] == [
        "Tue 2026-02-24", "Wed 2026-02-25", "Thu 2026-02-26", "Fri 2026-02-27",
        "Sat 2026-02-28", "Sun 2026-03-01", "Mon 2026-03-02",
    ]  # fmt: skip
    assert [row[0] for row in rows("--days", "2")[1:-1]] == ["Sun 2026-03-01", "Mon 2026-03-02"]
    assert [row[0] for row in rows("--days", "1")[1:-1]] == ["Mon 2026-03-02"]
    assert len(rows("--days", "36600")) == 30 + 2
    assert [entry["day"] for entry in objects("--days", "2")] == ["2026-03-02", "2026-03-01"]
    assert len(objects()) == 7


def test_a_week_without_a_break_is_seven_empty_days(file: Path) -> None:
    keep(file, (TAKEN, NOON - 100 * DAY))
    assert len(rows()) == 7 + 2
    assert rows()[-1] == ["total", "0", "0", "0", "0", "0", "-", "-"]


def test_days_that_a_wrong_clock_put_in_the_time_to_come_are_shown(file: Path) -> None:
    keep(file, (TAKEN, NOON + 3650 * DAY), (TAKEN, 1e18), (MISSED, -1.0))
    shown = rows("--days", "1")
    assert [row[0] for row in shown[1:-1]] == ["Mon 2026-03-02", "Thu 2036-02-28", f"{moment(LATEST):%a %Y-%m-%d}"]
    assert shown[-1][1] == "2"
    assert len(objects("--days", "36600")) == 3


def test_only_the_time_to_come(file: Path) -> None:
    keep(file, (TAKEN, NOON + 3650 * DAY))
    assert [row[0] for row in rows()] == ["day", "Thu 2036-02-28", "total"]


def test_json_and_csv_tell_the_same(file: Path) -> None:
    keep(file, (TAKEN, NOON - DAY), (BreakRecord("stand-up", Outcome.MISSED, 1, held=60, held_by='=1+1, "ä"'), NOON))
    told = objects()
    lines = list(csv.DictReader(io.StringIO(deskbreak("history", "--csv").stdout_bytes.decode())))
    assert [tuple(entry) for entry in told] == [KEYS, KEYS]
    assert told[1]["held_by"] == '=1+1, "ä"'
    assert lines[1].pop("held_by") == '\'=1+1, "ä"'
    for line, entry in zip(lines, told, strict=True):
        assert line == {key: "" if entry[key] is None else str(entry[key]) for key in line}


def test_what_was_done_of_each_movement_and_on_each_side(file: Path) -> None:
    assert deskbreak("history", "--movements").output == "No movement was counted in these days.\n"
    keep(file, (replace(TAKEN, moved=Movements(left=15, right=20)), NOON - DAY))
    keep(file, (replace(TAKEN, outcome=Outcome.PARTLY, moved=Movements(right=10)), NOON))
    assert deskbreak("history", "--movements").output.splitlines() == [
        "bend: 2 times, 45 s (left 15 s, right 30 s)",
        "In all: left 15 s, right 30 s",
    ]
    assert "10 s" in deskbreak("history", "--movements", "--days", "1").output


@pytest.mark.parametrize(
    "words",
    [
        ("--json", "--csv"), ("--days", "0"), ("--days", "36601"), ("--days", "-1"), ("--days", "two"),
        ("--days", "3", "erase"), ("--json", "erase"), ("burn",),
    ],
)  # fmt: skip
def test_what_is_used_wrongly(file: Path, words: tuple[str, ...]) -> None:
    filled(file, 1)
    done = deskbreak("history", *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr
    assert len(objects()) == 1


def test_a_history_that_cannot_be_read_is_told_in_two_lines(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / ".local" / "share" / "deskbreak" / "history.db"
    run(filled(file, 1), "PRAGMA user_version = 99")
    before = file.read_bytes()
    for words in (("history",), ("history", "--json"), ("history", "--csv"), ("history", "erase", "--yes")):
        done = shell(*words)
        assert (done.returncode, done.stdout) == (1, "")
        assert len(done.stderr.splitlines()) == 2
        assert "newer deskbreak" in done.stderr
    assert file.read_bytes() == before


# -- erase ------------------------------------------------------------------


def test_erase_asks_once(file: Path) -> None:
    filled(file, 3)
    done = deskbreak("history", "erase", answers="y\n")
    assert done.exit_code == 0
    assert done.stdout.count("?") == 1
    assert done.stdout.endswith("Everything is forgotten.\n")
    assert objects() == []


@pytest.mark.parametrize("answers", ["n\n", "\n", ""])
def test_without_a_yes_nothing_is_forgotten(file: Path, answers: str) -> None:
    filled(file, 3)
    done = deskbreak("history", "erase", answers=answers)
    assert isinstance(done.exception, DeskbreakError)
    assert done.exception.title == "Nothing was forgotten."
    assert len(objects()) == 3


def test_erase_without_being_asked(file: Path) -> None:
    filled(file, 3)
    places.pictures().mkdir(parents=True)
    (places.pictures() / "seated-cat-cow.both.12345678.96.rgba").touch()
    assert deskbreak("history", "erase", "--yes").stdout == "Everything is forgotten.\n"
    assert objects() == []
    assert not places.pictures().exists(), "they tell what was suggested"
    assert b"bend" not in file.read_bytes()


def test_pictures_that_cannot_be_removed_are_told_of_in_two_lines(shell: Shell, tmp_path: Path) -> None:
    """A file stands in the place of their folder."""
    (tmp_path / ".cache" / "deskbreak").mkdir(parents=True)
    (tmp_path / ".cache" / "deskbreak" / "pictures").touch()
    done = shell("history", "erase", "--yes")
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 2
    assert "but not the pictures" in done.stderr


def test_where_nothing_is_kept_nothing_is_made(file: Path) -> None:
    assert deskbreak("history", "erase", "--yes").exit_code == 0
    assert not file.exists()


def test_one_that_is_just_starting_is_left_alone(file: Path) -> None:
    filled(file, 3)
    instance = Instance(places.lock_file("deskbreak"))
    assert instance.take()
    done = deskbreak("history", "erase", "--yes")
    instance.release()
    assert isinstance(done.exception, DeskbreakError)
    assert done.exception.title == "deskbreak is just starting or ending."
    assert len(objects()) == 3


def test_a_folder_that_may_not_be_used_is_told_in_two_lines(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> Path:
        raise PermissionError(13, "Permission denied", name)

    filled(file, 3)
    monkeypatch.setattr(places, "lock_file", refuse)
    done = deskbreak("history", "erase", "--yes")
    assert isinstance(done.exception, DeskbreakError)
    assert "Permission denied" in done.exception.title


def test_a_running_deskbreak_is_asked_to_do_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(file, 3)
    asked: list[object] = []

    def ask(_socket: Path, request: object) -> dict[str, object]:
        asked.append(request)
        return {"ok": True}

    monkeypatch.setattr(remote, "ask", ask)
    assert deskbreak("history", "erase", "--yes").exit_code == 0
    assert asked == [{"do": "erase"}]
    assert len(objects()) == 3


def test_the_table_is_there_while_deskbreak_runs(running: Shell) -> None:
    assert running("now").returncode == running("done").returncode == 0
    done = running("history")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].split()[:2] == ["total", "1"]
    assert len(json.loads(running("history", "--json").stdout)) == 1


def test_a_running_deskbreak_forgets_what_it_recorded(running: Shell) -> None:
    assert running("now").returncode == running("done").returncode == 0
    assert running("history", "erase", "--yes").stdout == "Everything is forgotten.\n"
    assert json.loads(running("history", "--json").stdout) == []
    assert json.loads(running("status", "--json").stdout)["today"]["due"] == 0


def test_a_running_deskbreak_removes_the_pictures_however_it_is_asked(running: Shell, tmp_path: Path) -> None:
    pictures = tmp_path / ".cache" / "deskbreak" / "pictures"
    pictures.mkdir(parents=True)
    (pictures / "seated-cat-cow.both.12345678.96.rgba").touch()
    reply = remote.ask(tmp_path / "run" / "deskbreak" / "deskbreak.sock", {"do": "erase"})
    assert reply["ok"]
    assert not pictures.exists()
    pictures.touch()
    done = running("history", "erase", "--yes")
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 2
    assert "but not the pictures" in done.stderr
