"""The scenarios of this folder, and what `deskbreak simulate` says to one.

Beside each stands its output. It is written from the rules, not pasted; `python -m tests.scenarios` rewrites all
of them, for a review of the difference.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from deskbreak.cli.simulate import simulate

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*/*.toml"))


def name(file: Path) -> str:
    """rules/first-prompt"""
    return file.relative_to(FOLDER).with_suffix("").as_posix()


def expected(file: Path) -> Path:
    """Where the output of this scenario stands."""
    return file.with_suffix(".expected")


def text(file: Path) -> str:
    """What it prints."""
    done = CliRunner().invoke(simulate, [str(file)], catch_exceptions=False)
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


def lines(file: Path) -> list[dict[str, Any]]:
    """What it prints with --json."""
    done = CliRunner().invoke(simulate, [str(file), "--json"], catch_exceptions=False)
    assert (done.exit_code, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]
