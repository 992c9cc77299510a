"""`deskbreak safety`, and what the very first start is like where there is no desktop."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from tests.reading import safety_file

PLAIN, MOVEMENT = "A minute away from the screen", "30-second stand and side bend"


@pytest.fixture
def newcomer(shell: Shell, tmp_path: Path) -> Shell:
    safety_file(tmp_path).unlink()
    return shell


def test_alone_it_tells_and_keeps_the_answer(newcomer: Shell, tmp_path: Path) -> None:
    told = newcomer("safety")
    assert told.returncode == 0
    assert "not medical advice" in told.stdout
    assert "deskbreak safety --understood" in told.stdout
    assert not safety_file(tmp_path).exists()
    assert "You said that you understand this." in newcomer("safety", "--understood").stdout
    assert safety_file(tmp_path).exists()
    assert "You said that you understand this." in newcomer("safety").stdout


def test_where_it_cannot_be_kept_it_says_so(newcomer: Shell, tmp_path: Path) -> None:
    (tmp_path / ".local" / "state" / "deskbreak").rmdir()
    (tmp_path / ".local" / "state").rmdir()
    (tmp_path / ".local" / "state").write_text("not a folder", encoding="utf-8")
    done = newcomer("safety", "--understood")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 2)


def test_until_it_is_understood_a_reminder_offers_no_movement(newcomer: Shell) -> None:
    """The reminder itself comes: nobody has to read anything to be told to get up."""
    running = newcomer.start(3)
    assert running.stdout is not None
    try:
        lines = iter(running.stdout)
        said = list(takewhile(lambda line: PLAIN not in line, lines))
        assert not any(MOVEMENT in line for line in said)
        newcomer("skip")
        assert newcomer("safety", "--understood").returncode == 0
        assert any(MOVEMENT in line for line in lines)
    finally:
        running.kill()
        running.communicate()
