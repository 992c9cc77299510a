from __future__ import annotations

from pathlib import Path

import pytest

from tests.surroundings.program import Program
from tests.test_terminal import bare_env


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """With a HOME of its own, in which all is well so far."""
    return Program(bare_env(tmp_path), tmp_path / "said.txt")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Where its history lies; nothing is there yet."""
    folder = tmp_path / ".local" / "share" / "deskbreak"
    folder.mkdir(parents=True)
    return folder
