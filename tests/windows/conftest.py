"""One application for all tests of the windows; what fails in one of its slots fails the test (pytest-qt)."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from tests.windows import led


@pytest.fixture(autouse=True)
def app(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    for widget in qapp.topLevelWidgets():
        widget.deleteLater()
    led.OPEN.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
