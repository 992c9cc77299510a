"""Errands as real programs."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from deskbreak.app.errand import MOST_TOLD, Errand, send

PATIENCE = 20.0


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """A module of this code, by its name."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    def written(code: str) -> str:
        (tmp_path / "an_errand.py").write_text(f"from pathlib import Path\nhere = Path({str(tmp_path)!r})\n{code}\n")
        return "an_errand"

    return written


def ended(sent: Errand) -> int:
    """Its exit code, once it has one."""
    end = time.monotonic() + PATIENCE
    while (code := sent.poll()) is None:
        assert time.monotonic() < end, "it goes on and on"
        time.sleep(0.01)
    return code


def test_it_hears_what_it_is_told_and_its_end_is_known(program: Callable[[str], str], tmp_path: Path) -> None:
    sent = send(program("import sys\n(here / 'told').write_bytes(sys.stdin.buffer.read())\nsys.exit(3)"), b"a secret")
    assert (ended(sent), ended(sent)) == (3, 3)
    assert (tmp_path / "told").read_bytes() == b"a secret"


def test_nobody_else_can_read_it(program: Callable[[str], str], tmp_path: Path) -> None:
    code = (
        "(here / 'seen').write_bytes(Path('/proc/self/cmdline').read_bytes() + Path('/proc/self/environ').read_bytes())"
    )
    assert ended(send(program(code), b"a secret")) == 0
    assert b"a secret" not in (tmp_path / "seen").read_bytes()


def test_nobody_waits_for_one_that_does_not_listen(program: Callable[[str], str]) -> None:
    sent = send(program("import time\ntime.sleep(600)"), bytes(MOST_TOLD))
    assert sent.poll() is None
    sent.kill()
    assert ended(sent) < 0
    sent.kill()


def test_more_than_it_could_be_told_at_once_is_refused(program: Callable[[str], str]) -> None:
    with pytest.raises(OSError, match="so much"):
        send(program(""), bytes(MOST_TOLD + 1))


def test_without_a_program_to_start_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(OSError, match="No such file"):
        send("an_errand", b"")
