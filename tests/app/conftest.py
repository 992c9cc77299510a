"""The inside of the program for tests to ask things of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.app.inside import Inside
from tests.offered import LIBRARY


@pytest.fixture
def inside() -> Iterator[Inside]:
    inside = Inside()
    yield inside
    inside.store.close()


@pytest.fixture
def whole() -> Iterator[Inside]:
    """With all movements and routines there are."""
    inside = Inside(LIBRARY)
    yield inside
    inside.store.close()
