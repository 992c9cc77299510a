"""A floor: an empty window of the size of the guide's in which a square moves, 30 times a second. Run by file name."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class Moving(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.fillRect(int(time.monotonic() * 100 % 400), 100, 200, 200, Qt.GlobalColor.darkCyan)


application = QApplication(["floor"])
widget = Moving()
widget.resize(880, 620)
ticks = QTimer(widget, interval=33)
ticks.timeout.connect(widget.update)
ticks.start()
widget.show()
QTimer.singleShot(0, lambda: print('{"shown": true}', flush=True))
application.exec()
