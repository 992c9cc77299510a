"""The same process, in German."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from deskbreak import words


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LANGUAGE", "de")
    words._catalogue.cache_clear()
    yield
    words._catalogue.cache_clear()
