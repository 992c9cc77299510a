from __future__ import annotations

from pathlib import Path

import pytest

from deskbreak import places
from deskbreak.core.effects import Asking
from deskbreak.core.movement import Sides
from deskbreak.errors import DeskbreakError
from deskbreak.library.load import messages, movements

CONFIG = places.shipped("config")


def test_the_shipped_movements_are_whole() -> None:
    library = {movement.id: movement for movement in movements(CONFIG)}
    assert set(library) >= {"stand-and-shift", "standing-ql-stretch", "walk-break"}
    for movement in library.values():
        assert movement.steps
        factor = 2 if movement.sides is Sides.EACH else 1
        assert movement.dose.seconds_total == factor * movement.dose.seconds_per_side
        for step in movement.steps:
            step.format(side="left", other="right")
            assert ("{side}" in step or "{other}" in step) <= (movement.sides is Sides.EACH)
        assert (movement.side_means is not None) == (movement.sides is Sides.EACH)


def test_every_way_of_asking_has_a_title_that_is_always_true() -> None:
    titles = messages(CONFIG)
    for asking in Asking:
        assert [m for m in titles if m.asking is asking and m.sat_minutes is None]
    assert all(len(message.title) <= 40 for message in titles)
    assert len({message.id for message in titles}) == len(titles)


@pytest.mark.parametrize("text", ["name = 3", "name =", 'name = "A"'])
def test_a_broken_file_is_named_with_the_reason(tmp_path: Path, text: str) -> None:
    (tmp_path / "movements").mkdir()
    (tmp_path / "movements" / "bad.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DeskbreakError, match=r"bad\.toml"):
        movements(tmp_path)
