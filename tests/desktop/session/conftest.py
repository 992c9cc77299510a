"""One private bus that is the session's and the system's."""

from __future__ import annotations

import os
import subprocess

import pytest

from tests.contracts.conftest import daemon, wire

__all__ = ["daemon", "wire"]


@pytest.fixture(autouse=True)
def system_bus(daemon: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", os.environ["DBUS_SESSION_BUS_ADDRESS"])
