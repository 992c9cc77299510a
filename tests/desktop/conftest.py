"""Desktops for the tests: `desktop` is fresh for each, `shared_desktop` serves all tests of a module."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from .screen import PACKAGES, Desktop, missing


def require_programs() -> None:
    """Skips without the programs of a desktop; where all tests have to run, that is a failure."""
    if names := missing():
        message = f"no {', '.join(names)}: apt-get install --no-install-recommends {' '.join(PACKAGES)}"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    require_programs()
    with Desktop() as fresh:
        yield fresh


@pytest.fixture(scope="module")
def shared_desktop() -> Iterator[Desktop]:
    require_programs()
    with Desktop() as shared:
        yield shared
