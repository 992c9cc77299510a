"""The command line as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.test_terminal import QUICK, bare_env


class Shell:
    """A command line with a HOME of its own."""

    def __init__(self, home: Path) -> None:
        self.env = bare_env(home)

    def __call__(self, *words: str) -> subprocess.CompletedProcess[str]:
        argv = [sys.executable, "-m", "deskbreak", *words]
        return subprocess.run(argv, env=self.env, capture_output=True, text=True, timeout=30, check=False)

    def start(self, seconds: float) -> subprocess.Popen[str]:
        """deskbreak in the background, once it answers."""
        process = subprocess.Popen(
            [sys.executable, str(QUICK), str(seconds)], env=self.env, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline()
        while self("status").returncode == 3:
            assert process.poll() is None
        return process
