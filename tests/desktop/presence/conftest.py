"""A loop that runs until something holds, and what was told in it."""

from __future__ import annotations

import pytest

from deskbreak.core.events import Event
from tests.contracts.conftest import daemon

__all__ = ["daemon"]


class Told(list[Event]):
    """What an adapter told, and why it was lost."""

    def __init__(self) -> None:
        super().__init__()
        self.lost: list[str] = []

    def kinds(self) -> list[str]:
        """The names of the events."""
        return [type(event).__name__ for event in self]


@pytest.fixture
def told() -> Told:
    return Told()
