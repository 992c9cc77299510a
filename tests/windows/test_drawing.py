"""Every movement is drawn, on each of its sides."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter

from deskbreak.core.movement import Side
from deskbreak.windows.drawing import MOST_BYTES, Drawing
from tests.offered import LIBRARY
from tests.windows.led import DETAILS, Led

SQUARE = QRectF(8, 8, 96, 96)
ROOMS = (QRectF(8, 8, 240, 90), QRectF(8, 8, 90, 240))
SOFT = 6
"""Pixels by which the end of a shadow may reach out of its room."""


def drawing(id: str, room: QRectF) -> Drawing:
    return Drawing(DETAILS(id).animation, LIBRARY.movements[id].target, room.size(), "light")


def painted(drawing: Drawing, room: QRectF, cycles: float, side: Side | None = None) -> QImage:
    """A sheet with the room on it, and with nothing else."""
    sheet = QImage((room.size() + QSizeF(16, 16)).toSize(), QImage.Format.Format_RGBA8888)
    sheet.fill(0)
    painter = QPainter(sheet)
    drawing.paint(painter, room, drawing.frame(cycles, side))
    painter.end()
    return sheet


def extent(sheet: QImage) -> QRectF:
    """Where anything is."""
    from PIL import Image

    box = Image.frombytes("RGBA", sheet.size().toTuple(), bytes(sheet.constBits())).getbbox()
    assert box is not None
    left, top, right, bottom = box
    return QRectF(left, top, right - left, bottom - top)


@pytest.mark.parametrize("id", LIBRARY.movements)
def test_each_moment_is_drawn_once(id: str) -> None:
    one = drawing(id, SQUARE)
    frames = {one.frame(number / 1000, None) for number in range(1000)}
    assert one.frame(1.3, None) == one.frame(0.3, None)
    if one.order == "round":
        assert len(frames) == one._frames
    else:
        assert one.frame(0.7, None) == one.frame(0.3, None)
        assert len(frames) < 0.4 * one._frames, "it goes back the way it came, and rests at either end"
    for _time in range(2):
        painted(one, SQUARE, 0.3)
    assert len(one._painted) == 1


@pytest.mark.parametrize("id", LIBRARY.movements)
def test_it_is_as_large_as_the_room_has_it(id: str) -> None:
    for room in ROOMS:
        one, reached = drawing(id, room), QRectF()
        for cycles in (0.0, 0.25, 0.5):
            reached |= extent(painted(one, room, cycles))
        assert room.adjusted(-SOFT, -SOFT, SOFT, SOFT).contains(reached), (room, reached)
        assert max(reached.width() / room.width(), reached.height() / room.height()) > 0.75


@pytest.mark.parametrize("id", ["standing-ql-stretch", "side-plank-knees"])
def test_the_other_side_is_the_mirror_of_the_one(id: str) -> None:
    one = drawing(id, SQUARE)
    left, right = (extent(painted(one, SQUARE, 0.5, side)) for side in Side)
    assert abs(left.center().x() + right.center().x() - 2 * SQUARE.center().x()) <= 1
    assert left.size() == right.size()
    assert {one.frame(0.5, side).flipped for side in Side} == {False, True}
    assert len(one._painted) == 1


def test_the_card_shows_it() -> None:
    led = Led()
    led.window._leading._figure._draw_anew()
    led.passes(10)
    assert led.window._leading._figure._drawing is not None


@pytest.mark.parametrize("id", ["knee-rolls", "walk-break", "standing-ql-stretch"])
def test_a_large_window_and_a_long_cycle_cost_no_more_memory_than_they_may(id: str) -> None:
    room = QRectF(0, 0, 1400, 1100)
    slow = replace(DETAILS(id).animation, cycle_s=60.0)
    one = Drawing(slow, LIBRARY.movements[id].target, room.size(), "light")
    frames = {one.frame(number / 4000, None) for number in range(4000)}
    largest = max(len(painted_bytes(one, number)) for number in (0, one._frames // 4, one._frames // 2))
    assert len({frame.number for frame in frames}) * largest <= MOST_BYTES
    assert one._frames >= 20


def painted_bytes(one: Drawing, number: int) -> bytes:
    return bytes(one._picture(number)[0].toImage().constBits())


def test_what_cannot_be_drawn_is_told_once_and_led_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    led = Led()
    told: list[str] = []
    led.window.undrawn.connect(told.append)

    def fails(*_arguments: object) -> None:
        raise ZeroDivisionError("an arm without a length")

    monkeypatch.setattr(Drawing, "_picture", fails)
    led.window._leading._figure._draw_anew()
    for _tick in range(5):
        led.passes(1)
        led.window.grab()
    assert told == ["ZeroDivisionError: an arm without a length"]
    assert "Standing QL stretch" in led.labels
