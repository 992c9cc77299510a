"""Programs of the user's own, started by the whole program: at reminders, at breaks, and at pauses."""

from __future__ import annotations

from pathlib import Path

import pytest

from .running import SOON, Running
from .screen import Desktop

pytestmark = pytest.mark.desktop

SAYS = """\
#!/bin/sh
echo "$1 $DESKBREAK_HOOK $DESKBREAK_DID $DESKBREAK_SNOOZES $DESKBREAK_REASON" | xargs >> "${0%/*}/said"
"""
HOOKS = ("reminder", "break_start", "break_end", "pause")


@pytest.fixture
def says(bare_desktop: Desktop) -> Path:
    """A program that tells what it was started for; its own argument first."""
    program = bare_desktop.folder / "says"
    program.write_text(SAYS, encoding="utf-8")
    program.chmod(0o700)
    return program


def test_each_at_its_moment_and_one_that_is_missing(bare_desktop: Desktop, says: Path) -> None:
    hooks = "".join(f'{hook} = ["{says}", "$HOME;"]\n' for hook in HOOKS)
    running = Running(bare_desktop, SOON, settings=f'[hooks]\n{hooks}resume = ["no-such-program"]\n')
    said = says.with_name("said")
    said.touch()

    def wait_said(line: str) -> None:
        running.wait(line, lambda: said.read_text(encoding="utf-8").endswith(f"$HOME; {line}\n"))

    running.wait_phase("prompted")
    wait_said("reminder prompted 0")
    running.command("start")
    wait_said("break_start began")
    running.command("done")
    wait_said("break_end taken 0")
    running.command("pause")
    wait_said("pause paused user")
    running.command("resume")
    running.wait("word of it", lambda: "hooks.resume cannot be started" in running.log())
    running.quit()
