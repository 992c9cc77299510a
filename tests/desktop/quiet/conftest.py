"""Far sides for the quiet signals."""

from __future__ import annotations

from tests.contracts.conftest import daemon, wire

__all__ = ["daemon", "wire"]
