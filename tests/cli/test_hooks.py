"""Programs of the user's own, started by the real program."""

from __future__ import annotations

import shlex
import sys
import time
from pathlib import Path

from tests.cli.shell import Shell

PATIENCE = 20.0
WRITES = "import os, sys; open(sys.argv[1], 'a').write(os.environ['DESKBREAK_DID'] + '\\n')"


def test_a_pause_and_its_end_start_what_is_chosen_for_them(running: Shell, tmp_path: Path) -> None:
    file = tmp_path / "said"
    for hook in ("pause", "resume"):
        command = shlex.join([sys.executable, "-c", WRITES, str(file)])
        assert running("config", "set", f"hooks.{hook}", command).returncode == 0
    assert running("pause", "10m").returncode == 0
    until(file, "paused\n")
    assert running("resume").returncode == 0
    until(file, "paused\nresumed\n")


def until(file: Path, said: str) -> None:
    by = time.monotonic() + PATIENCE
    while not file.exists() or file.read_text() != said:
        assert time.monotonic() < by
        time.sleep(0.02)
