"""`deskbreak report`: shown, or written for its owner alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shell import Shell

LAST = "A back can hurt for many reasons; a professional can find out which."


def test_it_is_shown(shell: Shell) -> None:
    shell("checkin", "4", "--side", "left", "--eases", "walking")
    shell("walk", "20")
    shell("selfcheck", "--left", "5", "--right", "4")
    done = shell("report", "-")
    assert (done.returncode, done.stderr) == (0, "")
    for said in ("4/10, on the left; easier with walking", "walks 20 min", "left 5/10, right 4/10", "Walks: 20 min"):
        assert said in " ".join(done.stdout.split())
    assert done.stdout.splitlines()[-1] == LAST


def test_of_a_running_one_it_is_the_same(running: Shell) -> None:
    running("checkin", "3", "--note", "better")
    assert "Note: better" in running("report", "-").stdout


def test_it_is_written_for_its_owner_alone(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("an older one", encoding="utf-8")
    file.chmod(0o644)
    shell("checkin", "4")
    assert shell("report", str(file)).stdout == f"Written to {file}. Only you may read it.\n"
    assert file.read_text(encoding="utf-8") == shell("report", "-").stdout
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir() if "report" in each.name] == ["report.txt"]


def test_nothing_is_written_by_itself(shell: Shell, tmp_path: Path) -> None:
    shell("report", "-")
    assert not (tmp_path / ".local" / "share" / "deskbreak" / "history.db").exists()


@pytest.mark.parametrize("name", ["no/such/folder.txt", "."])
def test_where_it_cannot_be_written_it_says_so(name: str, shell: Shell, tmp_path: Path) -> None:
    before = tmp_path.stat().st_mode
    done = shell("report", str(tmp_path / name))
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 2)
    assert tmp_path.stat().st_mode == before
    assert not (tmp_path / "no").exists()


@pytest.mark.parametrize("words", [(), ("-", "--days", "0"), ("-", "--days", "soon")])
def test_what_it_does_not_understand(words: tuple[str, ...], shell: Shell) -> None:
    assert shell("report", *words).returncode == 2
