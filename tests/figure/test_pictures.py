"""Stills, moving pictures and sheets."""

from __future__ import annotations

from deskbreak.figure.inks import SURFACE
from deskbreak.figure.pictures import FRAME, TITLE, moving, sheet, still
from tests.figure.drawn import IDS, stage


def test_a_still_is_transparent_around() -> None:
    picture = still(stage("knee-rolls"), 64)
    assert picture.getpixel((0, 0)) == (*picture.getpixel((0, 0))[:3], 0)  # type: ignore[index]


def test_one_cycle_of_a_moving_picture() -> None:
    frames = moving(stage("walk-break"), 64, "dark")
    assert len(frames) == round(stage("walk-break").cycle / FRAME)
    assert {frame.getpixel((0, 0)) for frame in frames} == {SURFACE["dark"]}
    assert frames[0].tobytes() != frames[len(frames) // 2].tobytes()


def test_a_sheet_holds_all_of_them() -> None:
    picture = sheet([(id, stage(id)) for id in IDS], 32)
    assert picture.size == (32 * 3 * 4 + 1, (32 + TITLE) * 9 + 1)
