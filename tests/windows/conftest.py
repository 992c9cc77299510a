"""One application for all tests of the windows; what fails in one of its slots fails the test."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="session")
def application() -> QApplication:
    return QApplication(["deskbreak"])


@pytest.fixture(autouse=True)
def app(application: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[QApplication]:
    failed: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _where: failed.append(error))
    yield application
    application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    for widget in application.topLevelWidgets():
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not failed
