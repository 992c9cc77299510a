"""Every movement is drawn, on each of its sides."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QTransform

from deskbreak.core.movement import Side
from deskbreak.windows.drawing import Drawing
from tests.offered import LIBRARY
from tests.windows.led import DETAILS, Led

SQUARE = QSizeF(96, 96)
ROOMS = (QRectF(8, 8, 300, 110), QRectF(8, 8, 110, 300), QRectF(8, 8, 200, 200))


@pytest.mark.parametrize("id", LIBRARY.movements)
def test_each_moment_is_painted_once(id: str) -> None:
    drawing = Drawing(DETAILS(id).animation, LIBRARY.movements[id].target, SQUARE, "light")
    side = Side.LEFT if LIBRARY.movements[id].side_means else None
    picture, at = drawing.at(0.3, side)
    assert picture.width() > 10
    assert picture.height() > 10
    assert at.x() + picture.width() <= drawing.size
    assert drawing.at(1.3, side)[0] is picture
    if drawing.order != "round":
        assert drawing.at(0.7, side)[0] is picture


@pytest.mark.parametrize("id", LIBRARY.movements)
def test_it_is_as_large_as_the_room_has_it(id: str) -> None:
    """What is painted stays inside, but for the soft end of a shadow, and all but fills it one way."""
    for room in ROOMS:
        drawing = Drawing(DETAILS(id).animation, LIBRARY.movements[id].target, room.size(), "light")
        corner, painted = drawing.place(room).topLeft(), QRectF()
        for cycles in (0.0, 0.25, 0.5, 0.75):
            picture, at = drawing.at(cycles, None)
            painted |= QRectF(corner + at, picture.size())
        assert room.adjusted(-6, -6, 6, 6).contains(painted), (room, painted)
        assert max(painted.width() / room.width(), painted.height() / room.height()) > 0.75


def test_the_other_side_is_the_mirror_of_the_one() -> None:
    movement = LIBRARY.movements["standing-ql-stretch"]
    drawing = Drawing(DETAILS(movement.id).animation, movement.target, SQUARE, "light")
    left, right = (drawing.at(0.5, side)[0].toImage() for side in Side)
    assert left != right
    assert left == right.transformed(QTransform().scale(-1, 1))


def test_the_card_shows_it() -> None:
    led = Led()
    led.window._leading._figure._draw_anew()
    led.passes(10)
    assert led.window._leading._figure._drawing is not None
