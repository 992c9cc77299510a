"""Whatever stands at a key: it is a movement or a routine without mistakes, or the mistakes are told; nothing fails."""

from __future__ import annotations

import copy
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskbreak.core.movement import Sides
from deskbreak.library.entries import looked_at_movement, looked_at_routine
from tests.library.files import shipped

ANYTHING = st.recursive(
    st.none().map(lambda _none: {})
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["each", "both", "{side}", "hold", "-", "seated", 10**400]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=4,
)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every place in these tables: what it lies in, and its key."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [(value, key) for key, _inner in entries]
    return found + [place for _key, inner in entries for place in places(inner)]


@pytest.mark.parametrize("id", ["seated-side-bend", "wall-side-plank", "butt-walk"])
@given(data=st.data())
def test_movements(id: str, data: st.DataObject) -> None:
    tables = copy.deepcopy(tomllib.loads(shipped(id)))
    into, key = data.draw(st.sampled_from(places(tables)))
    into[key] = data.draw(ANYTHING)
    looked = looked_at_movement(tables, "mine")
    assert looked.entry is not None or looked.slips
    assert all(slip.rule and slip.text and len(str(slip)) < 600 for slip in looked.slips)
    if looked.entry is not None and not looked.slips:
        sides = 2 if looked.entry.sides is Sides.EACH else 1
        assert looked.entry.dose.seconds_total == sides * looked.entry.dose.seconds_per_side
        for step in looked.entry.steps:
            assert step.format(side="left", other="right")


@given(data=st.data())
def test_routines(data: st.DataObject) -> None:
    tables = copy.deepcopy(tomllib.loads(shipped("side-plank-ladder-1", "routines")))
    into, key = data.draw(st.sampled_from(places(tables)))
    into[key] = data.draw(ANYTHING)
    looked = looked_at_routine(tables, "mine")
    assert looked.entry is not None or looked.slips
    assert all(slip.rule and slip.text and len(str(slip)) < 600 for slip in looked.slips)


def test_sums_may_be_left_out() -> None:
    tables = tomllib.loads(shipped("wall-side-plank"))
    for name in ("seconds_per_side", "seconds_total", "per_side"):
        del tables["dose"][name]
    looked = looked_at_movement(tables, "mine")
    assert looked.slips == ()
    assert looked.entry is not None
    assert (looked.entry.dose.seconds_per_side, looked.entry.dose.seconds_total) == (25, 50)
    routine = tomllib.loads(shipped("quiet-desk-90s", "routines"))
    del routine["duration_s"]
    whole = looked_at_routine(routine, "mine")
    assert whole.slips == ()
    assert whole.entry is not None
    assert whole.entry.duration_s == 90
